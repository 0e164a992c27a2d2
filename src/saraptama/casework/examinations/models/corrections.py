"""Corrections of the calendar by which running terms are counted, and what each of them did. Only ever added."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations.models.examinations import Examination
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class CalendarCorrection(AuditedModel):
    """One act by which the running terms are counted with another version of the calendar.

    Norms stay as they were on T0; the calendar says which days were worked, and a mistake in it is mended.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    calendar_version = models.CharField(_("version of the calendar"), max_length=40, blank=True)
    """The version applied; empty for an act that takes another one back."""
    takes_back = models.OneToOneField(
        "self",
        verbose_name=_("takes back"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="taken_back_by",
    )
    ground = models.CharField(_("ground"), max_length=300)
    counted = models.PositiveIntegerField(_("examinations counted again"))
    moved = models.PositiveIntegerField(_("dates moved"))
    actor_id = models.UUIDField(_("by"))
    acting_for = models.UUIDField(_("for"), null=True, blank=True)
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("correction of the calendar")
        verbose_name_plural = _("corrections of the calendar")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground=""),
                name="examinations_correction_has_its_ground",
                violation_error_message=_("A correction of the calendar has a ground."),
            ),
            models.CheckConstraint(
                condition=Q(takes_back__isnull=False, calendar_version="")
                | (Q(takes_back__isnull=True) & ~Q(calendar_version="")),
                name="examinations_correction_applies_or_takes_back",
                violation_error_message=_("A correction applies a version of the calendar, or takes another one back."),
            ),
            models.CheckConstraint(
                condition=Q(moved__lte=F("counted")),
                name="examinations_correction_moves_what_it_counts",
                violation_error_message=_("No more dates move than are counted again."),
            ),
        ]

    def __str__(self) -> str:
        return self.calendar_version or f"← {self.takes_back_id}"


class CalendarVersionChange(AuditedModel):
    """What a correction did to one examination: the version and the dates before it and after it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    correction = models.ForeignKey(
        CalendarCorrection, verbose_name=_("correction"), on_delete=models.PROTECT, related_name="changes"
    )
    examination = models.ForeignKey(
        Examination, verbose_name=_("examination"), on_delete=models.PROTECT, related_name="calendar_changes"
    )
    lead_user_id = models.UUIDField(_("user of the lead expert"), null=True, blank=True)
    old_version = models.CharField(_("former version of the calendar"), max_length=40)
    new_version = models.CharField(_("version of the calendar"), max_length=40)
    old_due_on = models.DateField(_("was due on"), null=True, blank=True)
    new_due_on = models.DateField(_("due on"), null=True, blank=True)
    old_cap_on = models.DateField(_("former limit"), null=True, blank=True)
    new_cap_on = models.DateField(_("limit"), null=True, blank=True)
    old_target_on = models.DateField(_("former target"), null=True, blank=True)
    new_target_on = models.DateField(_("target"), null=True, blank=True)
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("change of the calendar of an examination")
        verbose_name_plural = _("changes of the calendar of examinations")
        ordering = ["examination", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "examination"],
                name="examinations_calendar_changes_once_by_a_correction",
                violation_error_message=_("This correction already stands at the examination."),
            ),
            models.CheckConstraint(
                condition=~Q(old_version=F("new_version")),
                name="examinations_calendar_version_really_changes",
                violation_error_message=_("The examination is already counted by this version of the calendar."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_version} → {self.new_version}"

    @property
    def moves_a_date(self) -> bool:
        """Whether the due date, or the last working day before it, became another one."""
        return (self.old_due_on, self.old_target_on) != (self.new_due_on, self.new_target_on)
