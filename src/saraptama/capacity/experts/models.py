"""Experts, their qualification certificates, absences and secondments."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saraptama.capacity.experts.enums import AbsenceKind, ExpertKind, Language
from saraptama.capacity.experts.rights import EXPERTS_VIEW
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.ids import new_id


def state_language_and_russian() -> list[str]:
    """What an expert writes in unless said otherwise."""
    return [Language.KK.value, Language.RU.value]


class ExpertQuerySet(models.QuerySet[Any]):
    """Experts by where they work and who may see them."""

    def visible_to(self, actor: ActorRef) -> Self:
        """Experts of the subtrees in which the actor may view them, and always oneself."""
        seen = Q(user_id=actor.id)
        for grant in actor.grants_of(EXPERTS_VIEW):
            if not grant.unit_path:
                return self
            seen |= Q(unit__path=grant.unit_path) | Q(unit__path__startswith=grant.unit_path + ".")
        return self.filter(seen)

    def working_on(self, day: date) -> Self:
        """Experts in service on a day, whose access was not closed."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gte=day), hired_on__lte=day, user__is_active=True)

    def serving_in(self, path: str, day: date) -> Self:
        """Experts who serve below a unit on a day: lent there, or at home there and not lent elsewhere."""
        lent = Secondment.objects.filter(valid_from__lte=day, valid_to__gte=day)
        inside = Q(to_unit__path=path) | Q(to_unit__path__startswith=path + ".")
        at_home = (Q(unit__path=path) | Q(unit__path__startswith=path + ".")) & ~Q(id__in=lent.values("expert_id"))
        return self.filter(at_home | Q(id__in=lent.filter(inside).values("expert_id")))


class Expert(AuditedModel):
    """A person who performs examinations in own name (Law art. 19 and 20)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField("accounts.User", verbose_name=_("user"), on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=ExpertKind.choices)
    unit = models.ForeignKey(
        "reference.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.CharField(_("position"), max_length=40, blank=True)
    languages = ArrayField(
        models.CharField(max_length=2, choices=Language.choices),
        verbose_name=_("languages"),
        default=state_language_and_russian,
    )
    hired_on = models.DateField(_("in service from"))
    left_on = models.DateField(_("last day of service"), null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(_("examinations in work at once"), default=20)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    objects = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=ExpertKind.STATE) | Q(unit__isnull=False),
                name="experts_state_expert_has_a_unit",
                violation_error_message=_("An employee of the forensic body works in a unit. Choose it."),
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("hired_on")),
                name="experts_leaves_after_being_hired",
                violation_error_message=_("The last day of service is not before the first."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SpecialtyCertificate(AuditedModel):
    """A qualification certificate for a specialty (Law art. 20); since 2026 by test and practical check (Order 160)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    expert = models.ForeignKey(Expert, verbose_name=_("expert"), on_delete=models.PROTECT, related_name="certificates")
    specialty_code = models.CharField(_("specialty"), max_length=10)
    number = models.CharField(_("number"), max_length=40, unique=True)
    issued_on = models.DateField(_("issued"))
    valid_to = models.DateField(_("last day in force"), null=True, blank=True)
    suspended_from = models.DateField(_("suspended from"), null=True, blank=True)
    suspension_ground = models.CharField(_("ground of the suspension"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("qualification certificate")
        verbose_name_plural = _("qualification certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("issued_on")),
                name="experts_certificate_ends_after_issue",
                violation_error_message=_("A certificate ends on or after the day of its issue."),
            ),
            models.CheckConstraint(
                condition=Q(suspended_from__isnull=True)
                | (Q(suspended_from__gte=F("issued_on")) & ~Q(suspension_ground="")),
                name="experts_suspension_has_a_ground",
                violation_error_message=_("A suspension has a ground and begins on or after the day of issue."),
            ),
        ]
        indexes = [models.Index(fields=["specialty_code", "expert"], name="experts_cert_by_specialty")]

    def __str__(self) -> str:
        return self.number


class Absence(AuditedModel):
    """Days on which an expert is away; both count."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    expert = models.ForeignKey(Expert, verbose_name=_("expert"), on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(_("kind"), max_length=10, choices=AbsenceKind.choices)
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"))
    ground = models.CharField(_("ground"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")),
                name="experts_absence_runs_forward",
                violation_error_message=_("The last day is before the first. Change the days."),
            )
        ]
        indexes = [models.Index(fields=["expert", "valid_to"], name="experts_absence_by_expert")]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from} – {self.valid_to}"


class Secondment(AuditedModel):
    """An expert lent to another unit for some days (practice: Almaty, January 2022)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    expert = models.ForeignKey(Expert, verbose_name=_("expert"), on_delete=models.PROTECT, related_name="secondments")
    to_unit = models.ForeignKey("reference.Unit", verbose_name=_("to unit"), on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"))
    ground = models.CharField(_("ground"), max_length=300)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("secondment")
        verbose_name_plural = _("secondments")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")),
                name="experts_secondment_runs_forward",
                violation_error_message=_("The last day is before the first. Change the days."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.valid_from} – {self.valid_to}"
