"""Who examines, on what declarations, and which head agreed to the draft."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations.enums import AgreementDecision, AssignmentRole, EndReason
from saraptama.casework.examinations.labels import choices_of
from saraptama.casework.examinations.models.examinations import Examination
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class Assignment(AuditedModel):
    """An expert's part in an examination, with the load at the choice and the reasons for it (domain.md §4.4)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        Examination, verbose_name=_("examination"), on_delete=models.PROTECT, related_name="assignments"
    )
    expert = models.ForeignKey(
        "experts.Expert", verbose_name=_("expert"), on_delete=models.PROTECT, related_name="assignments"
    )
    user_id = models.UUIDField(_("user of the expert"), null=True, blank=True)
    role = models.CharField(_("role"), max_length=6, choices=choices_of(AssignmentRole))
    specialty_code = models.CharField(_("specialty"), max_length=10, blank=True)
    certificate = models.CharField(_("certificate"), max_length=60, blank=True)
    assigned_by = models.UUIDField(_("assigned by"))
    assigned_on = models.DateField(_("assigned on"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)
    load = models.JSONField(_("load at the choice"), default=dict)
    candidates = models.JSONField(_("who could and could not be chosen"), default=list)
    note = models.TextField(_("note"), blank=True)
    part = models.TextField(_("part of the work"), blank=True, default="", db_default="")
    questions = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("questions of the part"),
        default=list,
        db_default=Value([]),
        blank=True,
    )
    """Numbers of the order's questions that this expert answers; none means all of the examination's."""
    part_due_on = models.DateField(_("part is due on"), null=True, blank=True)
    """Until when the head wants the part; the statutory term stays the examination's (art. 34)."""
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=12, choices=choices_of(EndReason), blank=True)
    end_note = models.TextField(_("state of the work at hand-over"), blank=True)
    handed_over = models.JSONField(
        _("what stood when the work was handed over"),
        default=dict,
        db_default=Value({}, models.JSONField()),
        blank=True,
    )
    """Counts and dates at the moment of replacement, beside the head's own words (features B7)."""
    ended_by = models.UUIDField(_("ended by"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["examination", "assigned_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "expert"],
                condition=Q(ended_on__isnull=True),
                name="examinations_expert_is_assigned_once",
                violation_error_message=_("This expert is already assigned to the examination."),
            ),
            models.UniqueConstraint(
                fields=["examination"],
                condition=Q(role=AssignmentRole.LEAD.value, ended_on__isnull=True),
                name="examinations_one_lead_at_a_time",
                violation_error_message=_("An examination has one lead expert at a time."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="", ended_by__isnull=True)
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="examinations_ended_assignment_has_its_reason",
                violation_error_message=_("An assignment ends with a reason."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("assigned_on")),
                name="examinations_assignment_ends_after_it_begins",
                violation_error_message=_("An assignment ends on the day it began or later."),
            ),
            models.CheckConstraint(
                condition=Q(part_due_on__isnull=True) | Q(part_due_on__gte=F("assigned_on")),
                name="examinations_part_is_due_after_it_is_given",
                violation_error_message=_("A part is due on the day it is given or later."),
            ),
        ]
        indexes = [
            models.Index(fields=["user_id"], name="examinations_in_hands", condition=Q(ended_on__isnull=True)),
            models.Index(fields=["expert", "assigned_on"], name="examinations_of_an_expert"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.expert_id}"


class ExpertAcceptance(AuditedModel):
    """The expert was warned of criminal liability and declared that there is no conflict (CPC art. 79)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assignment = models.OneToOneField(
        Assignment, verbose_name=_("assignment"), on_delete=models.PROTECT, related_name="acceptance"
    )
    user_id = models.UUIDField(_("by"))
    liability_warning_version = models.CharField(_("version of the warning of liability"), max_length=40)
    no_conflict = models.BooleanField(_("no conflict of interest"))
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("acceptance by the expert")
        verbose_name_plural = _("acceptances by experts")
        constraints = [
            models.CheckConstraint(
                condition=Q(no_conflict=True) & ~Q(liability_warning_version=""),
                name="examinations_acceptance_is_warned_and_free_of_conflict",
                violation_error_message=_(
                    "An expert accepts only after the warning of liability and without a conflict of interest."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.occurred_on}"


class Agreement(AuditedModel):
    """A head's word on the form of a draft. Findings are never theirs to change (Law 44-VI art. 8)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        Examination, verbose_name=_("examination"), on_delete=models.PROTECT, related_name="agreements"
    )
    round = models.PositiveSmallIntegerField(_("round"))
    approver_id = models.UUIDField(_("head"))
    decision = models.CharField(_("decision"), max_length=20, choices=choices_of(AgreementDecision))
    comment = models.TextField(_("comment"), blank=True)
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("word of a head")
        verbose_name_plural = _("words of heads")
        ordering = ["examination", "round", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "round", "approver_id"],
                name="examinations_head_speaks_once_in_a_round",
                violation_error_message=_("You have already decided on this draft."),
            ),
            models.CheckConstraint(
                condition=Q(decision=AgreementDecision.AGREED.value) | ~Q(comment=""),
                name="examinations_remarks_are_written",
                violation_error_message=_("Write the remarks."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.decision}"
