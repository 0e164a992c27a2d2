"""The working calendar, version by version."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.reference.enums import CalendarDayKind
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class VersionRange(Func):
    """The calendar versions in which a day stands; the version that dropped it is outside."""

    function = "INT4RANGE"
    output_field = IntegerRangeField()


class CalendarVersion(AuditedModel):
    """One state of the whole calendar: a number, the hash over all its days and the act it rests on."""

    number = models.PositiveIntegerField(_("version"), primary_key=True)
    first_day = models.DateField(_("first day covered"))
    last_day = models.DateField(_("last day covered"))
    days_hash = models.CharField(_("hash of the days"), max_length=64)
    act = models.CharField(_("act"), max_length=300)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("calendar version")
        verbose_name_plural = _("calendar versions")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="reference_calendarversion_ends_after_it_begins",
                violation_error_message=_("The last day of the calendar is not before the first."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class CalendarDay(AuditedModel):
    """A day that departs from the ordinary week, in the versions `from_version` to before `until_version`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    date = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=10, choices=CalendarDayKind.choices)
    title_kk = models.CharField(_("title in Kazakh"), max_length=200)
    title_ru = models.CharField(_("title in Russian"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    act = models.CharField(_("act"), max_length=300)
    estimated = models.BooleanField(_("estimated"), default=False)
    source = models.CharField(_("source"), max_length=300)
    from_version = models.PositiveIntegerField(_("from version"))
    until_version = models.PositiveIntegerField(_("until version"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        constraints = [
            ExclusionConstraint(
                name="reference_calendarday_once_in_a_version",
                expressions=[
                    ("date", RangeOperators.EQUAL),
                    (VersionRange("from_version", "until_version", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This date already stands in the calendar. Edit it instead."),
            ),
            models.CheckConstraint(
                condition=Q(until_version__isnull=True) | Q(until_version__gt=F("from_version")),
                name="reference_calendarday_lives_in_a_version",
                violation_error_message=_("A day stands in at least one version of the calendar."),
            ),
            models.CheckConstraint(
                condition=~(Q(title_kk="") | Q(title_ru="") | Q(title_en="")),
                name="reference_calendarday_in_three_languages",
                violation_error_message=_("Fill in the title in Kazakh, Russian and English."),
            ),
        ]

    def __str__(self) -> str:
        return self.date.isoformat()
