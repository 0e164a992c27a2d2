"""Regions of the country and units of the forensic body."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.reference.enums import UnitKind
from saraptama.foundation.reference.models.dated import DatedQuerySet, Named, no_overlap


class Region(Named):
    """A region or a city of republican significance: the first two digits of KATO (integration.md, section 7)."""

    code = models.CharField(_("KATO code"), max_length=2)
    iso_code = models.CharField(_("ISO 3166-2 code"), max_length=6)
    kind = models.CharField(_("kind"), max_length=10)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        constraints = [*Named.Meta.constraints, no_overlap("reference_region_versions_do_not_overlap", "code")]

    def __str__(self) -> str:
        return self.code


class Unit(Named):
    """The Centre, an institute, a department or a laboratory.

    `path` is the place in the tree, root first (`centre.i71.crim`); rights and lists are limited by it.
    A unit keeps its row for life: a renaming changes the row, an end sets the last day.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=UnitKind.choices)
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    path = models.CharField(_("path"), max_length=120, unique=True)
    region_code = models.CharField(_("region"), max_length=2)
    bin = models.CharField(_("BIN"), max_length=12, blank=True)
    city_kk = models.CharField(_("city in Kazakh"), max_length=100, blank=True)
    city_ru = models.CharField(_("city in Russian"), max_length=100, blank=True)
    city_en = models.CharField(_("city in English"), max_length=100, blank=True)
    letterhead_kk = models.CharField(_("letterhead in Kazakh"), max_length=400, blank=True)
    letterhead_ru = models.CharField(_("letterhead in Russian"), max_length=400, blank=True)
    letterhead_en = models.CharField(_("letterhead in English"), max_length=400, blank=True)
    attributes = models.JSONField(_("attributes"), default=dict, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            *Named.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind=UnitKind.CENTRE, parent__isnull=True)
                | (~Q(kind=UnitKind.CENTRE) & Q(parent__isnull=False)),
                name="reference_unit_only_the_centre_has_no_parent",
                violation_error_message=_("Every unit except the Centre is part of another. Choose it."),
            ),
            models.CheckConstraint(
                condition=Q(path__regex=r"^[a-z0-9-]+(\.[a-z0-9-]+)*$"),
                name="reference_unit_path_is_dotted",
                violation_error_message=_("A path has small Latin letters, digits and hyphens, joined by dots."),
            ),
        ]

    def __str__(self) -> str:
        return self.path
