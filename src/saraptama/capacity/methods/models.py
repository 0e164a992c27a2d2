"""Methods and their dated versions."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saraptama.capacity.methods.enums import MethodStatus
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class Method(AuditedModel):
    """A method under its number in the state register (Order 331); what it says stands in its versions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(_("number in the register"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("method")
        verbose_name_plural = _("methods")

    def __str__(self) -> str:
        return self.number


class MethodVersionQuerySet(models.QuerySet[Any]):
    """Versions by whether they may be used."""

    def usable(self, specialty: str, day: date) -> Self:
        """Registered for a specialty and in force on a day; the last day counts."""
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
            valid_from__lte=day,
            status=MethodStatus.REGISTERED,
            specialty_codes__contains=[specialty],
        )


class MethodVersion(AuditedModel):
    """A version of a method as registered: for which specialties, from when to when, whether it destroys the object."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    method = models.ForeignKey(Method, verbose_name=_("method"), on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(_("version"), max_length=20)
    name_kk = models.CharField(_("name in Kazakh"), max_length=400)
    name_ru = models.CharField(_("name in Russian"), max_length=400)
    name_en = models.CharField(_("name in English"), max_length=400)
    specialty_codes = ArrayField(models.CharField(max_length=10), verbose_name=_("specialties"))
    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(_("last day in force"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=MethodStatus.choices)
    destructive = models.BooleanField(_("destroys or changes the object"), default=False)
    source = models.CharField(_("source"), max_length=300)
    confirmed = models.BooleanField(_("confirmed by the keeper of the register"), default=False)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    objects = MethodVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a method")
        verbose_name_plural = _("versions of methods")
        constraints = [
            models.UniqueConstraint(
                fields=["method", "version"],
                name="methods_version_once",
                violation_error_message=_("This version of the method is already in the register."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="methods_version_ends_after_it_begins",
                violation_error_message=_("The last day in force is not before the first."),
            ),
            models.CheckConstraint(
                condition=Q(specialty_codes__len__gt=0),
                name="methods_version_has_a_specialty",
                violation_error_message=_("A method belongs to at least one specialty."),
            ),
        ]
        indexes = [GinIndex(fields=["specialty_codes"], name="methods_by_specialty")]

    def __str__(self) -> str:
        return f"{self.version}"
