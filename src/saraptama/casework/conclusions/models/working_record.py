"""What the working record of an examination gains beside methods and notes: equipment used, addenda to locked notes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class EquipmentUse(AuditedModel):
    """A device that was used, as the conclusion names it (CPC art. 283: methods and technical means applied)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        "examinations.Examination", verbose_name=_("examination"), on_delete=models.PROTECT, related_name="equipment"
    )
    name = models.CharField(_("device"), max_length=200)
    inventory_number = models.CharField(_("inventory number"), max_length=60)
    calibrated_until = models.DateField(_("calibrated until"), null=True, blank=True)
    actor_id = models.UUIDField(_("by"))
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)
    removed = models.BooleanField(_("taken back"), default=False)

    class Meta:
        verbose_name = _("use of a device")
        verbose_name_plural = _("uses of devices")
        ordering = ["examination", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "inventory_number"],
                condition=Q(removed=False),
                name="conclusions_device_is_noted_once",
                violation_error_message=_("A device with this inventory number is already noted."),
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(inventory_number=""),
                name="conclusions_device_has_name_and_number",
                violation_error_message=_("Give the device's name and its inventory number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.inventory_number}"


class NoteAddendum(AuditedModel):
    """What is added to a working note after it was locked: the note itself is never touched again. Only ever added."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    note = models.ForeignKey(
        "examinations.Note", verbose_name=_("working note"), on_delete=models.PROTECT, related_name="addenda"
    )
    author_id = models.UUIDField(_("by"))
    text = models.TextField(_("text"))
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("addendum to a note")
        verbose_name_plural = _("addenda to notes")
        ordering = ["note", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="conclusions_addendum_has_a_text",
                violation_error_message=_("Write the addendum."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
