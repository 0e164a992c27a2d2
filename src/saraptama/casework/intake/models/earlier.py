"""What a person decided about an earlier order of the same case or things (features A7)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.enums import EarlierRelation
from saraptama.casework.intake.labels import choices_of
from saraptama.casework.intake.models.orders import Order
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class EarlierOrderLink(AuditedModel):
    """One decision about an earlier order: only ever added to; of several about one order the last one counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(Order, verbose_name=_("order"), on_delete=models.PROTECT, related_name="earlier_links")
    earlier = models.ForeignKey(
        Order, verbose_name=_("earlier order"), on_delete=models.PROTECT, related_name="later_links"
    )
    seq = models.PositiveSmallIntegerField(_("no."))
    relation = models.CharField(_("what it is"), max_length=14, choices=choices_of(EarlierRelation))
    ground = models.CharField(_("ground"), max_length=400, blank=True)
    score = models.PositiveSmallIntegerField(_("likeness"))
    reasons = models.JSONField(_("reasons of the likeness"), default=list)
    occurred_on = models.DateField(_("day"))
    actor_id = models.UUIDField(_("by"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("link to an earlier order")
        verbose_name_plural = _("links to earlier orders")
        ordering = ["order", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "seq"],
                name="intake_earlier_links_follow_each_other",
                violation_error_message=_("The order was changed meanwhile. Reload the page and repeat."),
            ),
            models.CheckConstraint(
                condition=~Q(order=F("earlier")),
                name="intake_order_is_not_earlier_than_itself",
                violation_error_message=_("An order is not its own earlier one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.relation}"
