"""People and machines that use the service, the roles they hold and the deputies they name."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.accounts.enums import Language, RoleCode, UserKind
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Confidentiality

CONFIDENTIALITY_CHOICES = [
    (Confidentiality.OPEN.value, _("open")),
    (Confidentiality.MEDICAL.value, _("medical secrecy")),
    (Confidentiality.OFFICIAL_USE.value, _("for official use")),
    (Confidentiality.SECRET.value, _("secret")),
]


def usual_confidentiality() -> list[str]:
    """What a role sees unless said otherwise: open cases and those under medical secrecy."""
    return [Confidentiality.OPEN.value, Confidentiality.MEDICAL.value]


class UserManager(BaseUserManager["User"]):
    """Finds and makes users; the login has one spelling, in lower case."""

    def create_user(self, login: str, password: str | None = None, **fields: Any) -> "User":
        """A user row without an audit entry: for tests. The service's own door is `services.create_user`."""
        user = self.model(login=login.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(login=(username or "").strip().lower())


class User(AbstractBaseUser, AuditedModel):
    """Somebody, or some machine, that may sign in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    login = models.CharField(
        _("login"),
        max_length=100,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9][a-z0-9._@-]*$", _("A login has small Latin letters, digits and . _ @ -"))
        ],
        error_messages={"unique": _("This login is already in use. Choose another.")},
    )
    surname = models.CharField(_("surname"), max_length=100)
    name = models.CharField(_("name"), max_length=100, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    iin = models.CharField(
        _("IIN"),
        max_length=12,
        null=True,
        blank=True,
        unique=True,
        error_messages={"unique": _("A user with this IIN already exists.")},
    )
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.RU)
    kind = models.CharField(_("kind"), max_length=20, choices=UserKind.choices)
    is_active = models.BooleanField(_("may sign in"), default=True)
    must_change_password = models.BooleanField(_("must choose an own password"), default=False)
    """The password is a secret that an administrator handed over: good for one sign-in, until an own one is chosen."""
    appointing_body = models.ForeignKey(
        "reference.AppointingBody",
        verbose_name=_("appointing body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    home_unit = models.ForeignKey(
        "reference.Unit",
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)

    last_login = None
    """Not kept on the row: a sign-in is an event, and must not change a record that the audit commits to."""

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["surname", "kind"]

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=Q(login=Lower("login")),
                name="accounts_login_is_lower_case",
                violation_error_message=_("A login is written in small letters."),
            ),
            models.CheckConstraint(
                condition=Q(iin__isnull=True) | Q(iin__regex=r"^[0-9]{12}$"),
                name="accounts_iin_has_twelve_digits",
                violation_error_message=_("An IIN has 12 digits."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=UserKind.ORDERER) | Q(appointing_body__isnull=False),
                name="accounts_orderer_has_a_body",
                violation_error_message=_("An appointing person belongs to an appointing body. Choose the body."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short_name()} ({self.login})"

    def full_name(self) -> str:
        """Surname, name and patronymic, as documents write it."""
        return " ".join(part for part in (self.surname, self.name, self.patronymic) if part)

    def short_name(self) -> str:
        """Surname with initials, as lists write it: `Ахметова А. С.`"""
        initials = [f"{part[0]}." for part in (self.name, self.patronymic) if part]
        return " ".join([self.surname, *initials])

    get_full_name = full_name
    get_short_name = short_name

    def check_password(self, raw_password: str | None) -> bool:
        """Compare only. Django would also rewrite an outdated hash, a change no audit entry would explain."""
        return check_password(raw_password, self.password)


class HeldQuerySet(models.QuerySet[Any]):
    """Rows with a first and a last day."""

    def held_on(self, day: date) -> Self:
        """Rows in force on a day; the last day counts."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class RoleAssignment(AuditedModel):
    """A role held by a user: what, where (subtree of units, regions, types), how confidential, and on what ground."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, verbose_name=_("user"), on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(_("role"), max_length=20, choices=RoleCode.choices)
    unit = models.ForeignKey(
        "reference.Unit",
        verbose_name=_("unit (with everything below it)"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    region_codes = ArrayField(models.CharField(max_length=2), verbose_name=_("regions"), default=list, blank=True)
    examination_types = ArrayField(
        models.CharField(max_length=10), verbose_name=_("examination types"), default=list, blank=True
    )
    confidentiality = ArrayField(
        models.CharField(max_length=20, choices=CONFIDENTIALITY_CHOICES),
        verbose_name=_("confidentiality"),
        default=usual_confidentiality,
    )
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    ground = models.CharField(_("ground (order, contract)"), max_length=300)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    objects = HeldQuerySet.as_manager()

    class Meta:
        verbose_name = _("role held")
        verbose_name_plural = _("roles held")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "unit", "valid_from"],
                nulls_distinct=False,
                name="accounts_role_given_once",
                violation_error_message=_("This role was already given from this day."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="accounts_role_ends_after_it_begins",
                violation_error_message=_("The last day of a role is not before its first day."),
            ),
        ]
        indexes = [models.Index(fields=["role", "unit"], name="accounts_role_by_unit")]

    def __str__(self) -> str:
        return f"{self.role} of {self.user_id}"

    @property
    def unit_name(self) -> str:
        """The unit in the language active now; empty for everywhere."""
        return str(reference.unit(self.unit_id).name) if self.unit_id else ""


class Delegation(AuditedModel):
    """A holder of a role lets a deputy act in it for some days (domain.md 2.5: deputies act by delegation)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    from_user = models.ForeignKey(
        User, verbose_name=_("on behalf of"), on_delete=models.PROTECT, related_name="delegations_given"
    )
    to_user = models.ForeignKey(
        User, verbose_name=_("deputy"), on_delete=models.PROTECT, related_name="delegations_held"
    )
    role = models.CharField(_("role"), max_length=20, choices=RoleCode.choices)
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"))
    ground = models.CharField(_("ground (order, contract)"), max_length=300)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    objects = HeldQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.UniqueConstraint(
                fields=["from_user", "to_user", "role", "valid_from"],
                name="accounts_delegated_once",
                violation_error_message=_("This role was already delegated to this deputy from this day."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")),
                name="accounts_delegation_ends_after_it_begins",
                violation_error_message=_("The last day of a delegation is not before its first day."),
            ),
            models.CheckConstraint(
                condition=~Q(from_user=F("to_user")),
                name="accounts_nobody_deputises_for_himself",
                violation_error_message=_("Nobody can be their own deputy."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.from_user_id} → {self.to_user_id}"


class MachineAccount(AuditedModel):
    """Ties an OAuth2 client to the machine user in whose name it acts.

    The client is named by its id and not by a key: its table belongs to the sign-in library and refers to the user.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.CharField(_("client"), max_length=100, unique=True)
    user = models.ForeignKey(User, verbose_name=_("user"), on_delete=models.PROTECT, related_name="machine_accounts")
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("machine account")
        verbose_name_plural = _("machine accounts")

    def __str__(self) -> str:
        return self.client_id


class CalendarFeed(AuditedModel):
    """The secret address at which a person's calendar fetches due dates; only a hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(User, verbose_name=_("user"), on_delete=models.PROTECT, related_name="calendar_feed")
    digest = models.CharField(_("hash of the secret"), max_length=64, unique=True, null=True)
    """None once the address was withdrawn."""
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")

    def __str__(self) -> str:
        return str(self.user_id)
