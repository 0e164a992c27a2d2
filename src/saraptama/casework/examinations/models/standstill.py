"""Petitions and their answers, suspensions and resumptions, extensions. All of them are only ever added."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations.enums import PetitionDecision, PetitionKind, SuspensionGround
from saraptama.casework.examinations.labels import choices_of
from saraptama.casework.examinations.models.examinations import Examination
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class Petition(AuditedModel):
    """A motivated request to the appointing body (Law 44-VI art. 34; CPC art. 79)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        Examination, verbose_name=_("examination"), on_delete=models.PROTECT, related_name="petitions"
    )
    seq = models.PositiveIntegerField(_("no. in the examination"))
    kind = models.CharField(_("kind"), max_length=24, choices=choices_of(PetitionKind))
    number = models.CharField(_("outgoing number"), max_length=60, blank=True)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    questions = models.JSONField(_("questions concerned"), default=list, blank=True)
    asked_days = models.PositiveSmallIntegerField(_("days asked for"), null=True, blank=True)
    suspends = models.BooleanField(_("suspends production"))
    actor_id = models.UUIDField(_("by"))
    occurred_on = models.DateField(_("sent on"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)
    document = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")
        ordering = ["examination", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "seq"],
                name="examinations_petitions_follow_each_other",
                violation_error_message=_("The examination was changed meanwhile. Reload the page and repeat."),
            ),
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(text=""),
                name="examinations_petition_is_motivated",
                violation_error_message=_("A petition has a subject and its motivation."),
            ),
            models.CheckConstraint(
                condition=Q(kind=PetitionKind.EXTENSION.value, asked_days__gt=0)
                | (~Q(kind=PetitionKind.EXTENSION.value) & Q(asked_days__isnull=True)),
                name="examinations_extension_asks_for_days",
                violation_error_message=_("A petition for an extension says for how many days; no other does."),
            ),
            models.CheckConstraint(
                condition=Q(kind=PetitionKind.ADDITIONAL_MATERIALS.value, suspends=True)
                | (~Q(kind=PetitionKind.ADDITIONAL_MATERIALS.value) & Q(suspends=False)),
                name="examinations_petition_for_materials_suspends",
                violation_error_message=_("A petition for additional materials suspends production; no other does."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.kind}"


class PetitionAnswer(AuditedModel):
    """What the appointing body decided on a petition."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.OneToOneField(
        Petition, verbose_name=_("petition"), on_delete=models.PROTECT, related_name="answer"
    )
    decision = models.CharField(_("decision"), max_length=10, choices=choices_of(PetitionDecision))
    granted_days = models.PositiveSmallIntegerField(_("days granted"), default=0)
    text = models.TextField(_("text"), blank=True)
    number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    actor_id = models.UUIDField(_("by"))
    body_id = models.UUIDField(_("appointing body"))
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)
    document = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("answer to a petition")
        verbose_name_plural = _("answers to petitions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision=PetitionDecision.REFUSED.value) | Q(granted_days=0),
                name="examinations_refusal_grants_no_days",
                violation_error_message=_("A refusal grants no days."),
            ),
        ]

    def __str__(self) -> str:
        return self.decision


class Suspension(AuditedModel):
    """Production stands still after a day, on a ground, by a basis document (domain.md §4.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        Examination, verbose_name=_("examination"), on_delete=models.PROTECT, related_name="suspensions"
    )
    ground = models.CharField(_("ground"), max_length=2, choices=choices_of(SuspensionGround))
    starts_on = models.DateField(_("from"))
    planned_to = models.DateField(_("planned to"), null=True, blank=True)
    petition = models.OneToOneField(
        Petition,
        verbose_name=_("petition"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="suspension",
    )
    basis = models.CharField(_("basis document"), max_length=300, blank=True)
    """Number and date; of a sick note the number only, never a diagnosis."""
    document = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    actor_id = models.UUIDField(_("by"))
    occurred_on = models.DateField(_("day of the act"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        ordering = ["examination", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ground=SuspensionGround.PETITION.value, petition__isnull=False)
                | (~Q(ground=SuspensionGround.PETITION.value) & Q(petition__isnull=True) & ~Q(basis="")),
                name="examinations_suspension_has_its_basis",
                violation_error_message=_("A suspension rests on a petition or on a basis document."),
            ),
            models.CheckConstraint(
                condition=Q(planned_to__isnull=True) | Q(planned_to__gte=F("starts_on")),
                name="examinations_suspension_is_planned_forward",
                violation_error_message=_("A suspension is planned to end on the day it begins or later."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.starts_on}"


class Resumption(AuditedModel):
    """The ground of a suspension is gone: production goes on from the next day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    suspension = models.OneToOneField(
        Suspension, verbose_name=_("suspension"), on_delete=models.PROTECT, related_name="resumption"
    )
    basis = models.CharField(_("basis"), max_length=300, blank=True)
    document = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    actor_id = models.UUIDField(_("by"))
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("resumption")
        verbose_name_plural = _("resumptions")

    def __str__(self) -> str:
        return f"{self.suspension_id} {self.occurred_on}"


class Extension(AuditedModel):
    """Days that the appointing body added to the term by its decision on a petition (art. 34)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        Examination, verbose_name=_("examination"), on_delete=models.PROTECT, related_name="extensions"
    )
    answer = models.OneToOneField(
        PetitionAnswer, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="extension"
    )
    days = models.PositiveSmallIntegerField(_("days"))
    occurred_on = models.DateField(_("decided on"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["examination", "occurred_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gt=0),
                name="examinations_extension_has_days",
                violation_error_message=_("An extension is of 1 day or more."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days}"
