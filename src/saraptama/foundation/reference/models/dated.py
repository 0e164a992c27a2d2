"""What every row of reference data carries: days in force, where it comes from, whether the owner confirmed it."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel.ids import new_id


class DateRange(Func):
    """The days in force as a range; the last day counts."""

    function = "DATERANGE"
    output_field = DateRangeField()


def no_overlap(name: str, *keys: str) -> ExclusionConstraint:
    """Two versions of one code are never in force on one day. (An import may put the check off to its end.)"""
    days = DateRange("valid_from", "valid_to", RangeBoundary(inclusive_lower=True, inclusive_upper=True))
    return ExclusionConstraint(
        name=name,
        deferrable=Deferrable.IMMEDIATE,
        expressions=[*((key, RangeOperators.EQUAL) for key in keys), (days, RangeOperators.OVERLAPS)],
        violation_error_message=_("Another version of this code is in force on some of these days. Close it first."),
    )


class DatedQuerySet(models.QuerySet[Any]):
    """Rows with days in force."""

    def in_force_on(self, day: date) -> Self:
        """Rows in force on a day; an open side has no end."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )


class Dated(AuditedModel):
    """A row in force from a first to a last day (both count; empty = open), with its source.

    `confirmed` says that the owner of the law or list has confirmed the row; everything else is our working
    assumption or a seen practice and can be corrected without touching code (domain.md, section 9).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_to = models.DateField(_("in force to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    confirmed = models.BooleanField(_("confirmed"), default=False)
    from_seed = models.BooleanField(_("as delivered"), default=False, editable=False)
    """A row as delivered with the system may be renewed by a newer delivery; one that a person changed may not."""

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                violation_error_message=_("The last day in force is not before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="%(app_label)s_%(class)s_has_a_source",
                violation_error_message=_("Say where this comes from: an act, an order, a letter."),
            ),
        ]


def every_language(field: str, name: str) -> models.CheckConstraint:
    """A text of the law stands in all three languages, or the row is not there."""
    missing = Q(**{f"{field}_kk": ""}) | Q(**{f"{field}_ru": ""}) | Q(**{f"{field}_en": ""})
    return models.CheckConstraint(
        condition=~missing,
        name=name,
        violation_error_message=_("Fill in the text in Kazakh, Russian and English."),
    )


class Named(Dated):
    """A dated row with a name in three languages and a key that sorts it by the Kazakh alphabet."""

    name_kk = models.CharField(_("name in Kazakh"), max_length=400)
    name_ru = models.CharField(_("name in Russian"), max_length=400)
    name_en = models.CharField(_("name in English"), max_length=400)
    sort_key_kk = models.CharField(max_length=400, editable=False)

    class Meta(Dated.Meta):
        abstract = True
        constraints = [*Dated.Meta.constraints, every_language("name", "%(app_label)s_%(class)s_in_three_languages")]
