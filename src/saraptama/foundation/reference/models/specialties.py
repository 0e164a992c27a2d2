"""Types of forensic examination and the expert specialties below them (Order 306)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.reference.enums import SpecialtyStatus
from saraptama.foundation.reference.models.dated import DatedQuerySet, Named, no_overlap


class Specialty(Named):
    """A type (`17`) or a specialty (`17.1`): the cipher of an examination; closed by its last day in force."""

    code = models.CharField(_("code"), max_length=10)
    parent_code = models.CharField(_("type"), max_length=10, blank=True)
    position = models.PositiveIntegerField(_("order in lists"), default=0)
    status = models.CharField(_("status"), max_length=12, choices=SpecialtyStatus.choices)
    kazakh_name_official = models.BooleanField(_("the Kazakh name is official"), default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("type or specialty")
        verbose_name_plural = _("types and specialties")
        constraints = [*Named.Meta.constraints, no_overlap("reference_specialty_versions_do_not_overlap", "code")]

    def __str__(self) -> str:
        return self.code
