"""What the expert leaves behind while working: methods used and working notes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations.models.examinations import Examination
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class MethodUse(AuditedModel):
    """A method of the state register, in the version that was used (Orders 330, 331). Only ever added."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        Examination, verbose_name=_("examination"), on_delete=models.PROTECT, related_name="methods"
    )
    method_id = models.UUIDField(_("method"))
    method_version = models.CharField(_("version"), max_length=40)
    actor_id = models.UUIDField(_("by"))
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("use of a method")
        verbose_name_plural = _("uses of methods")
        ordering = ["examination", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "method_id", "method_version"],
                name="examinations_method_is_noted_once",
                violation_error_message=_("This version of the method is already noted."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method_id} {self.method_version}"


class Note(AuditedModel):
    """A working note of an expert: seen by the assigned experts, locked when the examination ends."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        Examination, verbose_name=_("examination"), on_delete=models.PROTECT, related_name="notes"
    )
    author_id = models.UUIDField(_("by"))
    text = models.TextField(_("text"))
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=clock.now, editable=False)
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("working note")
        verbose_name_plural = _("working notes")
        ordering = ["examination", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="examinations_note_has_a_text",
                violation_error_message=_("Write the note."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
