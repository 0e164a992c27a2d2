"""Photographs of objects and packaging, and the digital content of objects (features C1, C8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from saraptama.casework.custody.models.objects import CustodyObject
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class ObjectPhoto(AuditedModel):
    """A photograph as it was taken, byte for byte, with a small picture derived from it for the screen."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    custody_object = models.ForeignKey(
        CustodyObject, verbose_name=_("object"), on_delete=models.PROTECT, related_name="photos"
    )
    file = models.OneToOneField(
        "documents.StoredFile", verbose_name=_("photograph"), on_delete=models.PROTECT, related_name="+"
    )
    thumbnail = models.OneToOneField(
        "documents.StoredFile", verbose_name=_("small picture"), on_delete=models.PROTECT, related_name="+"
    )
    caption = models.CharField(_("what it shows"), max_length=200, blank=True)
    taken_at = models.DateTimeField(_("entered"), default=clock.now, editable=False)
    actor_id = models.UUIDField(_("by"))

    class Meta:
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        ordering = ["taken_at", "id"]

    def __str__(self) -> str:
        return self.caption or str(self.id)


class DigitalCopy(AuditedModel):
    """The content of a digital object, stored as it came; its SHA-256 is compared at every reading."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    custody_object = models.ForeignKey(
        CustodyObject, verbose_name=_("object"), on_delete=models.PROTECT, related_name="copies"
    )
    file = models.OneToOneField(
        "documents.StoredFile", verbose_name=_("file"), on_delete=models.PROTECT, related_name="+"
    )
    stored_at = models.DateTimeField(_("stored"), default=clock.now, editable=False)
    actor_id = models.UUIDField(_("by"))

    class Meta:
        verbose_name = _("stored content")
        verbose_name_plural = _("stored contents")
        ordering = ["stored_at", "id"]

    def __str__(self) -> str:
        return str(self.file_id)


class CopyCheck(AuditedModel):
    """A stored content read again from end to end: still what was stored, or not. The latest check decides on use."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digital_copy = models.ForeignKey(
        DigitalCopy, verbose_name=_("stored content"), on_delete=models.PROTECT, related_name="checks"
    )
    is_intact = models.BooleanField(_("unchanged"))
    checked_at = models.DateTimeField(_("checked"), default=clock.now, editable=False)
    actor_id = models.UUIDField(_("by"))

    class Meta:
        verbose_name = _("check of stored content")
        verbose_name_plural = _("checks of stored content")
        ordering = ["checked_at", "id"]

    def __str__(self) -> str:
        return str(self.is_intact)
