"""Challenges, withdrawals and declared conflicts; and the rare exception from one, which needs two people."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations.enums import (
    CONFLICT_RULES,
    CandidateRule,
    OverrideDecision,
    RecusalDecisionKind,
    RecusalSource,
)
from saraptama.casework.examinations.labels import choices_of
from saraptama.casework.examinations.models.examinations import Examination
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class Recusal(AuditedModel):
    """That an expert must not examine in this case, and who says so (Law 44-VI art. 19; CPC art. 272(10)).

    Only ever added. What became of it stands in its decision.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        Examination, verbose_name=_("examination"), on_delete=models.PROTECT, related_name="recusals"
    )
    expert = models.ForeignKey("experts.Expert", verbose_name=_("expert"), on_delete=models.PROTECT, related_name="+")
    source = models.CharField(_("who says so"), max_length=6, choices=choices_of(RecusalSource))
    ground = models.CharField(_("ground"), max_length=40)
    """A code of the dictionary of grounds of recusal."""
    statement = models.TextField(_("what is stated"))
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
        verbose_name = _("challenge or withdrawal of an expert")
        verbose_name_plural = _("challenges and withdrawals of experts")
        ordering = ["examination", "occurred_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(statement="") & ~Q(ground=""),
                name="examinations_recusal_is_motivated",
                violation_error_message=_("A challenge names its ground and says why."),
            ),
        ]
        indexes = [models.Index(fields=["expert", "occurred_on"], name="examinations_recused_expert")]

    def __str__(self) -> str:
        return f"{self.ground} {self.expert_id}"


class RecusalDecision(AuditedModel):
    """What became of a challenge or withdrawal: granted, or found groundless. Given once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recusal = models.OneToOneField(
        Recusal, verbose_name=_("challenge"), on_delete=models.PROTECT, related_name="decision"
    )
    decision = models.CharField(_("decision"), max_length=8, choices=choices_of(RecusalDecisionKind))
    decided_by = models.CharField(_("who decided"), max_length=300)
    """The appointing body or the head, as the document names them."""
    reason = models.TextField(_("reason"))
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
        verbose_name = _("decision on a challenge")
        verbose_name_plural = _("decisions on challenges")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decided_by=""),
                name="examinations_recusal_decision_has_its_reason",
                violation_error_message=_("A decision says who decided and why."),
            ),
        ]

    def __str__(self) -> str:
        return self.decision


class ConflictOverride(AuditedModel):
    """A head asks to assign an expert in spite of a conflict: with a ground and a document. Nothing holds yet."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        Examination, verbose_name=_("examination"), on_delete=models.PROTECT, related_name="overrides"
    )
    expert = models.ForeignKey("experts.Expert", verbose_name=_("expert"), on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(_("rule set aside"), max_length=24, choices=choices_of(CandidateRule))
    ground = models.TextField(_("ground"))
    document = models.ForeignKey(
        "documents.StoredFile", verbose_name=_("document"), on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.UUIDField(_("asked by"))
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("exception from a conflict")
        verbose_name_plural = _("exceptions from conflicts")
        ordering = ["examination", "occurred_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground=""),
                name="examinations_override_has_its_ground",
                violation_error_message=_("An exception has a ground."),
            ),
            models.CheckConstraint(
                condition=Q(rule__in=[rule.value for rule in CONFLICT_RULES]),
                name="examinations_override_is_of_a_conflict",
                violation_error_message=_("Only a conflict of interest can be set aside."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.expert_id}"


class OverrideConfirmation(AuditedModel):
    """The second person's word: only with it the exception holds. Never the one who asked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    override = models.OneToOneField(
        ConflictOverride, verbose_name=_("exception"), on_delete=models.PROTECT, related_name="confirmation"
    )
    asked_by = models.UUIDField(_("asked by"))
    confirmed_by = models.UUIDField(_("decided by"))
    decision = models.CharField(_("decision"), max_length=9, choices=choices_of(OverrideDecision))
    reason = models.TextField(_("reason"), blank=True)
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("second person's word on an exception")
        verbose_name_plural = _("second persons' words on exceptions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("asked_by")),
                name="examinations_override_needs_two_people",
                violation_error_message=_("An exception is confirmed by another person than the one who asked."),
            ),
            models.CheckConstraint(
                condition=Q(decision=OverrideDecision.CONFIRMED.value) | ~Q(reason=""),
                name="examinations_override_refusal_has_a_reason",
                violation_error_message=_("Say why the exception is refused."),
            ),
        ]

    def __str__(self) -> str:
        return self.decision
