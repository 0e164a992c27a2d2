"""That a silent appointing body was reminded of a petition, or that its silence called for a decision."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations.enums import ReminderKind
from saraptama.casework.examinations.labels import choices_of
from saraptama.casework.examinations.models.standstill import Petition
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class PetitionReminder(AuditedModel):
    """One reminder about one petition without an answer. Only ever added."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(
        Petition, verbose_name=_("petition"), on_delete=models.PROTECT, related_name="reminders", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=8, choices=choices_of(ReminderKind))
    day = models.PositiveSmallIntegerField(_("day of the petition"), default=0)
    limit_on = models.DateField(_("suspends until"))
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("reminder of a petition")
        verbose_name_plural = _("reminders of petitions")
        ordering = ["petition", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "kind", "day"],
                name="examinations_reminder_is_given_once",
                violation_error_message=_("This reminder was given already."),
            ),
            models.CheckConstraint(
                condition=Q(kind=ReminderKind.WAITING.value, day__gt=0)
                | (~Q(kind=ReminderKind.WAITING.value) & Q(day=0)),
                name="examinations_reminder_names_its_day",
                violation_error_message=_("A reminder before the limit names the day of the petition."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"
