"""Permission for destruction, acts of destruction, and incidents (features C5-C7)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.custody.enums import IncidentKind
from saraptama.casework.custody.labels import choices_of
from saraptama.casework.custody.models.objects import CustodyObject
from saraptama.casework.intake.enums import DestructionPermission
from saraptama.casework.intake.selectors import choices_of as intake_choices_of
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class DestructionPermit(AuditedModel):
    """The appointing body's answer on destruction, on file: what it permits, and the letter it stands in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    custody_object = models.ForeignKey(
        CustodyObject, verbose_name=_("object"), on_delete=models.PROTECT, related_name="permits"
    )
    permission = models.CharField(
        _("permission for destruction"), max_length=8, choices=intake_choices_of(DestructionPermission)
    )
    ground = models.CharField(_("letter or ruling"), max_length=400)
    document = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    occurred_on = models.DateField(_("entered on"))
    actor_id = models.UUIDField(_("by"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("permission for destruction")
        verbose_name_plural = _("permissions for destruction")
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground=""),
                name="custody_permit_rests_on_a_letter",
                violation_error_message=_("Name the letter or ruling of the appointing body."),
            ),
        ]

    def __str__(self) -> str:
        return self.permission


class DestructionAct(AuditedModel):
    """The act of destruction: on which day, how, before whom, with the signed paper."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institute = models.ForeignKey(
        "reference.Unit", verbose_name=_("institute"), on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    destroyed_on = models.DateField(_("destroyed on"))
    method = models.CharField(_("how"), max_length=300)
    witnesses = models.CharField(_("in the presence of"), max_length=500)
    document = models.ForeignKey(
        "documents.StoredFile", verbose_name=_("signed act"), on_delete=models.PROTECT, related_name="+"
    )
    actor_id = models.UUIDField(_("by"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("act of destruction")
        verbose_name_plural = _("acts of destruction")
        constraints = [
            models.UniqueConstraint(
                fields=["institute", "year", "number"],
                name="custody_destruction_number_is_unique",
                violation_error_message=_("This number of an act of destruction is already taken."),
            ),
            models.CheckConstraint(
                condition=~Q(method="") & ~Q(witnesses=""),
                name="custody_destruction_has_witnesses",
                violation_error_message=_("Say how the objects were destroyed and who was present."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.number}"


class DestructionItem(AuditedModel):
    """One object of an act of destruction. An object is destroyed once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    destruction_act = models.ForeignKey(
        DestructionAct, verbose_name=_("act of destruction"), on_delete=models.PROTECT, related_name="items"
    )
    custody_object = models.OneToOneField(
        CustodyObject, verbose_name=_("object"), on_delete=models.PROTECT, related_name="destruction_item"
    )

    class Meta:
        verbose_name = _("object of an act of destruction")
        verbose_name_plural = _("objects of an act of destruction")

    def __str__(self) -> str:
        return str(self.custody_object_id)


class Incident(AuditedModel):
    """Something that must not happen to an object; it stays open until somebody says what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    custody_object = models.ForeignKey(
        CustodyObject, verbose_name=_("object"), on_delete=models.PROTECT, related_name="incidents"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=choices_of(IncidentKind))
    occurred_on = models.DateField(_("day"))
    opened_at = models.DateTimeField(_("opened"), default=clock.now, editable=False)
    opened_by = models.UUIDField(_("opened by"))
    words = models.CharField(_("what happened"), max_length=1000)
    document = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("act"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.UUIDField(_("closed by"), null=True, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="custody_incident_is_described",
                violation_error_message=_("Describe what happened."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, outcome="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
                name="custody_closed_incident_has_an_outcome",
                violation_error_message=_("An incident is closed by somebody who says what came of it."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=IncidentKind.LOST.value) | Q(document__isnull=False),
                name="custody_loss_needs_an_act",
                violation_error_message=_("A loss is entered with its act."),
            ),
        ]
        indexes = [
            models.Index(fields=["custody_object"], name="custody_open_incidents", condition=Q(closed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.kind
