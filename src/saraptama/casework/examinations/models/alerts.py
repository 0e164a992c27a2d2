"""That the people of an examination were told how its term passes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations.enums import AlertKind
from saraptama.casework.examinations.labels import choices_of
from saraptama.casework.examinations.models.examinations import Examination
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class TermAlert(AuditedModel):
    """One alert about a share of the term, or about the last day to ask for more, for one due date. Only ever added."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        Examination, verbose_name=_("examination"), on_delete=models.PROTECT, related_name="alerts", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=9, choices=choices_of(AlertKind))
    share = models.PositiveSmallIntegerField(_("share of the term, per cent"), default=0)
    due_on = models.DateField(_("due on"))
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("alert about a term")
        verbose_name_plural = _("alerts about terms")
        ordering = ["examination", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "kind", "share", "due_on"],
                name="examinations_alert_is_given_once",
                violation_error_message=_("This alert was given already."),
            ),
            models.CheckConstraint(
                condition=Q(kind=AlertKind.SHARE.value, share__range=(1, 100))
                | Q(kind=AlertKind.EXTENSION.value, share=0),
                name="examinations_alert_names_its_share",
                violation_error_message=_("An alert about the term names its share of 1 to 100 per cent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.share} {self.due_on}"
