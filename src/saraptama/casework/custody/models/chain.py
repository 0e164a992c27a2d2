"""The chain of an object: each link names the hash of the one before (features C4)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.custody.enums import CustodyAct, SealState
from saraptama.casework.custody.labels import choices_of
from saraptama.casework.custody.models.objects import CustodyObject, Place
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel.ids import new_id


class CustodyEvent(AuditedModel):
    """One link: what happened to the object, between whom, with which seal. Only ever added.

    `hash` is SHA-256 over the canonical JSON of the link, `previous_hash` included; `custody.rules` computes it
    without a database, so an exported chain is checked anywhere.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    custody_object = models.ForeignKey(
        CustodyObject, verbose_name=_("object"), on_delete=models.PROTECT, related_name="chain"
    )
    seq = models.PositiveIntegerField(_("no."))
    act = models.CharField(_("act"), max_length=16, choices=choices_of(CustodyAct))
    at = models.DateTimeField(_("moment"))
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"))
    from_holder_id = models.UUIDField(_("from whom"), null=True, blank=True)
    from_place = models.ForeignKey(
        Place, verbose_name=_("from where"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_name = models.CharField(_("from whom, outside the body"), max_length=300, blank=True)
    to_holder_id = models.UUIDField(_("to whom"), null=True, blank=True)
    to_place = models.ForeignKey(
        Place, verbose_name=_("to where"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_path = models.CharField(_("path of the place then"), max_length=300, blank=True)
    to_name = models.CharField(_("to whom, outside the body"), max_length=300, blank=True)
    quantity = models.DecimalField(_("quantity after the act"), max_digits=14, decimal_places=3)
    seal_state = models.CharField(_("seal"), max_length=8, choices=choices_of(SealState))
    seal_number = models.CharField(_("seal number"), max_length=100, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)
    actor_id = models.UUIDField(_("by"))
    counterpart_id = models.UUIDField(_("with"), null=True, blank=True)
    document = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    previous_hash = models.CharField(_("hash of the link before"), max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("link of the chain")
        verbose_name_plural = _("links of the chain")
        ordering = ["custody_object", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["custody_object", "seq"],
                name="custody_links_follow_each_other",
                violation_error_message=_("The object was moved meanwhile. Reload the page and repeat."),
            ),
            models.CheckConstraint(
                condition=Q(at__lte=F("recorded_at")),
                name="custody_link_is_not_from_the_future",
                violation_error_message=_("Nothing can be done with an object in the future."),
            ),
            models.CheckConstraint(
                condition=Q(seq=1, previous_hash="") | (Q(seq__gt=1) & ~Q(previous_hash="")),
                name="custody_link_names_the_one_before",
                violation_error_message=_("Every link except the first names the hash of the one before."),
            ),
            models.CheckConstraint(
                condition=Q(to_holder_id__isnull=True) | Q(to_place__isnull=True),
                name="custody_link_ends_in_one_place_or_hand",
                violation_error_message=_("An object goes to a place or to a person, not to both."),
            ),
        ]
        indexes = [models.Index(fields=["custody_object", "at"], name="custody_chain_by_moment")]

    def __str__(self) -> str:
        return f"{self.seq}: {self.act}"
