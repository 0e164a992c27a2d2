"""The examination, its history of states, the history of its complexity, and its objects."""

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations.enums import (
    Complexity,
    DeathConfirmation,
    ExaminationPlace,
    ExaminationState,
    Result,
)
from saraptama.casework.examinations.labels import choices_of
from saraptama.casework.examinations.models.constraints import EXAMINATION_CONSTRAINTS
from saraptama.casework.examinations.querysets import OPEN_DAYS, ExaminationQuerySet
from saraptama.casework.examinations.workflow import UNASSIGNED, UNFINISHED
from saraptama.casework.intake.enums import CaseCategory, Composition, ExamKind
from saraptama.casework.intake.selectors import choices_of as intake_choices_of
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Confidentiality, Scope


class Examination(AuditedModel):
    """The study of one specialty's questions of an order, from registration to the return of the objects.

    The dates of the term are a cache of `rules.term` over the dated facts, with the versions that it used.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(
        "intake.Order", verbose_name=_("order"), on_delete=models.PROTECT, related_name="examinations", db_index=False
    )
    registration = models.ForeignKey(
        "intake.Registration", verbose_name=_("registration"), on_delete=models.PROTECT, related_name="examinations"
    )
    seq = models.PositiveSmallIntegerField(_("no. of the specialty"))
    specialty_code = models.CharField(_("specialty"), max_length=10, blank=True)
    examination_type = models.CharField(_("type"), max_length=10, blank=True)
    registered_on = models.DateField(_("registered on"))

    institute = models.ForeignKey(
        "reference.Unit", verbose_name=_("institute"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.ForeignKey(
        "reference.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    """The institute, or the department or laboratory to which the work was directed."""
    region = models.CharField(_("region"), max_length=2, blank=True)
    exam_kind = models.CharField(_("kind"), max_length=10, choices=intake_choices_of(ExamKind))
    composition = models.CharField(_("composition"), max_length=10, choices=intake_choices_of(Composition))
    case_category = models.CharField(_("category"), max_length=4, choices=intake_choices_of(CaseCategory), blank=True)
    confidentiality = models.CharField(_("confidentiality"), max_length=12, choices=intake_choices_of(Confidentiality))
    complex_group = models.UUIDField(_("joint conclusion with"), null=True, blank=True)
    """Shared by the examinations of one complex examination."""
    leads_group = models.BooleanField(_("leads the complex examination"), default=False, db_default=False)
    """The part whose lead expert leads the whole and signs the joint conclusion last (CPC art. 282)."""
    place = models.CharField(
        _("place"), max_length=12, choices=choices_of(ExaminationPlace), default=ExaminationPlace.LAB.value
    )
    death_confirmation = models.CharField(
        _("death is confirmed by"), max_length=14, choices=choices_of(DeathConfirmation), blank=True
    )

    state = models.CharField(_("state"), max_length=18, choices=choices_of(ExaminationState))
    complexity = models.CharField(_("complexity"), max_length=8, choices=choices_of(Complexity), blank=True)
    complexity_justification = models.TextField(_("justification of the complexity"), blank=True)
    lead = models.ForeignKey(
        "experts.Expert",
        verbose_name=_("lead expert"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    lead_user_id = models.UUIDField(_("user of the lead expert"), null=True, blank=True)

    order_accepted_on = models.DateField(_("order accepted on"), null=True, blank=True)
    objects_complete_on = models.DateField(_("objects complete on"), null=True, blank=True)
    t0 = models.DateField(_("term runs from"), null=True, blank=True)
    expert_accepted_on = models.DateField(_("accepted by the expert on"), null=True, blank=True)
    suspended_since = models.DateField(_("suspended since"), null=True, blank=True)
    finished_on = models.DateField(_("ended on"), null=True, blank=True)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=10, choices=choices_of(Result), blank=True)
    result_ground = models.CharField(_("ground from the list"), max_length=40, blank=True)
    result_reason = models.TextField(_("reason"), blank=True)

    norms_version = models.CharField(_("version of the norms"), max_length=40, blank=True)
    calendar_version = models.CharField(_("version of the calendar"), max_length=40, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    cap_on = models.DateField(_("limit"), null=True, blank=True)
    target_on = models.DateField(_("target"), null=True, blank=True)
    term_inputs_version = models.PositiveIntegerField(_("version of the dated facts"), default=0)
    """Raised whenever a dated fact is added; the cached dates belong to this version."""

    agreement_round = models.PositiveSmallIntegerField(_("round of agreement"), default=0)
    agreement_route = models.JSONField(_("heads who agree, in order"), default=list, blank=True)
    retention_class = models.CharField(_("retention class"), max_length=40, blank=True)
    legal_hold = models.BooleanField(_("legal hold"), default=False)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    objects = ExaminationQuerySet.as_manager()

    class Meta:
        verbose_name = _("examination")
        verbose_name_plural = _("examinations")
        constraints = EXAMINATION_CONSTRAINTS
        indexes = [
            models.Index(fields=["-registered_on", "-id"], name="examinations_by_day"),
            models.Index(fields=["unit", "state", "due_on", "id"], name="examinations_of_a_unit"),
            models.Index(fields=["institute", "-registered_on", "-id"], name="examinations_of_an_institute"),
            models.Index(fields=["specialty_code", "-registered_on"], name="examinations_by_specialty"),
            models.Index(
                fields=["due_on", "id"],
                name="examinations_unfinished_by_due",
                condition=Q(state__in=[state.value for state in UNFINISHED]),
            ),
            models.Index(
                fields=["-registered_on", "-id"],
                name="examinations_unfinished_newest",
                condition=Q(state__in=[state.value for state in UNFINISHED]),
            ),
            models.Index(fields=["lead_user_id", "state"], name="examinations_of_a_lead"),
            models.Index(fields=["complex_group"], name="examinations_in_a_group", condition=~Q(complex_group=None)),
            models.Index(
                fields=["unit", "registered_on", "id"],
                name="examinations_in_the_queue",
                condition=Q(state__in=[state.value for state in UNASSIGNED]),
            ),
            GistIndex(OPEN_DAYS, name="examinations_open_on_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}/{self.seq}"

    @property
    def current_state(self) -> ExaminationState:
        """The state as a word."""
        return ExaminationState(self.state)

    @property
    def scope(self) -> Scope:
        """Where this examination stands, for questions of right."""
        return Scope(
            unit_path=self.unit.path,
            region=self.region,
            examination_type=self.examination_type,
            confidentiality=Confidentiality(self.confidentiality),
        )


class ExaminationStatus(AuditedModel):
    """One step in an examination's life: who did what, on which day, on which ground. Only ever added."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        Examination, verbose_name=_("examination"), on_delete=models.PROTECT, related_name="statuses"
    )
    seq = models.PositiveIntegerField(_("no."))
    act = models.CharField(_("act"), max_length=40)
    from_state = models.CharField(_("from"), max_length=18, choices=choices_of(ExaminationState), blank=True)
    to_state = models.CharField(_("to"), max_length=18, choices=choices_of(ExaminationState))
    actor_id = models.UUIDField(_("by"))
    acting_for = models.UUIDField(_("for"), null=True, blank=True)
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)
    ground = models.TextField(_("ground"), blank=True)
    document = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("state of an examination")
        verbose_name_plural = _("states of an examination")
        ordering = ["examination", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "seq"],
                name="examinations_states_follow_each_other",
                violation_error_message=_("The examination was changed meanwhile. Reload the page and repeat."),
            ),
            models.CheckConstraint(
                condition=(Q(seq=1) & Q(from_state="")) | (Q(seq__gt=1) & ~Q(from_state="")),
                name="examinations_first_state_comes_from_nowhere",
                violation_error_message=_("Only the first state has none before it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.act}"


class ComplexitySetting(AuditedModel):
    """A category of complexity that was set, with its justification. Only ever added; the latest counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        Examination, verbose_name=_("examination"), on_delete=models.PROTECT, related_name="complexity_settings"
    )
    seq = models.PositiveIntegerField(_("no."))
    complexity = models.CharField(_("complexity"), max_length=8, choices=choices_of(Complexity))
    justification = models.TextField(_("justification"))
    actor_id = models.UUIDField(_("by"))
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("setting of complexity")
        verbose_name_plural = _("settings of complexity")
        ordering = ["examination", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "seq"],
                name="examinations_complexities_follow_each_other",
                violation_error_message=_("The examination was changed meanwhile. Reload the page and repeat."),
            ),
            models.CheckConstraint(
                condition=~Q(justification=""),
                name="examinations_complexity_setting_is_justified",
                violation_error_message=_("The category of complexity has a justification."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.complexity}"


class ObjectAllocation(AuditedModel):
    """That an object of the order is examined here. Only ever added."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        Examination, verbose_name=_("examination"), on_delete=models.PROTECT, related_name="allocations"
    )
    custody_object = models.ForeignKey(
        "custody.CustodyObject", verbose_name=_("object"), on_delete=models.PROTECT, related_name="allocations"
    )
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("object of an examination")
        verbose_name_plural = _("objects of an examination")
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "custody_object"],
                name="examinations_object_is_allocated_once",
                violation_error_message=_("This object already belongs to the examination."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.custody_object_id}"
