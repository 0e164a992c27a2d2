"""Lists of the desk."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.accounts import selectors as accounts
from saraptama.foundation.accounts.enums import RoleCode, UserKind
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.web.administration.written import Code
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.components import EmptyState
from saraptama.web.shared.tables import Column, Filter, TableSpec
from saraptama.web.shared.tones import Tone


def roles_said(codes: list[str]) -> str:
    """Roles by their names."""
    return ", ".join(str(RoleCode(code).label) for code in codes)


def unit_said(row: Any) -> str:
    """Where a person sits: the unit, or the appointing body."""
    if row.home_unit_id:
        return str(reference.unit(row.home_unit_id).name)
    return str(reference.body(row.appointing_body_id).name) if row.appointing_body_id else ""


def access_chip(row: Any) -> Chip:
    """Whether the person may sign in."""
    if not row.is_active:
        return Chip(_("closed"), Tone.OVERDUE)
    if row.must_change_password:
        return Chip(_("one-time password"), Tone.ATTENTION)
    return Chip(_("open"), Tone.DONE)


def _by_words(rows: Any, words: str) -> Any:
    for word in words.split():
        rows = rows.filter(
            Q(surname__icontains=word)
            | Q(name__icontains=word)
            | Q(patronymic__icontains=word)
            | Q(login__icontains=word)
        )
    return rows


def _unit_options() -> list[tuple[str, str]]:
    return [(unit.path, f"{'— ' * unit.path.count('.')}{unit.name}") for unit in reference.units()]


def _in_unit(rows: Any, path: str) -> Any:
    return rows.filter(Q(home_unit__path=path) | Q(home_unit__path__startswith=f"{path}."))


STATES = {
    "open": (_("open"), {"is_active": True}),
    "closed": (_("closed"), {"is_active": False}),
    "one-time": (_("one-time password"), {"is_active": True, "must_change_password": True}),
}

PEOPLE: TableSpec[Any] = TableSpec(
    name="people",
    caption=_("People"),
    columns=(
        Column("name", _("Full name"), lambda row: row.full_name(), sort="surname"),
        Column("login", _("Login"), lambda row: Code(row.login), sort="login", nowrap=True),
        Column("roles", _("Roles"), lambda row: roles_said(row.held_roles)),
        Column("unit", _("Unit or body"), unit_said),
        Column("access", _("Access"), access_chip),
        Column("kind", _("In what capacity"), lambda row: row.get_kind_display(), sort="kind", optional=True),
        Column("email", _("E-mail"), lambda row: row.email, optional=True),
        Column("language", _("Language of the pages"), lambda row: row.get_language_display(), optional=True),
        Column("created", _("Account opened"), lambda row: row.created_at, sort="created_at", optional=True),
    ),
    order="name",
    empty=EmptyState(
        _("No people yet"), _("Everybody who may sign in stands here, with unit, roles and access."), icon="people"
    ),
    filters=(
        Filter("unit", _("Unit"), _unit_options, _in_unit),
        Filter(
            "role",
            _("Role"),
            RoleCode.choices,
            lambda rows, value: rows.filter(pk__in=accounts.holders_of(RoleCode(value)).values("user_id")),
        ),
        Filter(
            "state",
            _("Access"),
            [(code, label) for code, (label, _condition) in STATES.items()],
            lambda rows, value: rows.filter(**STATES[value][1]),
        ),
        Filter("kind", _("In what capacity"), UserKind.choices, lambda rows, value: rows.filter(kind=value)),
    ),
    search=_by_words,
    row_url=lambda row: reverse("admin_person", args=[row.pk]),
)


def days_chip(valid_from: date, valid_to: date | None) -> Chip:
    """Whether something with a first and a last day holds today."""
    today = clock.today()
    if valid_from > today:
        return Chip(_("not yet"), Tone.WAITING)
    if valid_to is not None and valid_to < today:
        return Chip(_("ended"), Tone.WAITING, "dash-circle")
    return Chip(_("in force"), Tone.DONE)


def _on_day(state: str) -> Q:
    today = clock.today()
    return {
        "now": Q(valid_from__lte=today, valid_to__gte=today),
        "ahead": Q(valid_from__gt=today),
        "over": Q(valid_to__lt=today),
    }[state]


DEPUTIES: TableSpec[Any] = TableSpec(
    name="deputies",
    caption=_("Who stands in for whom"),
    columns=(
        Column("holder", _("On behalf of"), lambda row: row.from_user.short_name(), sort="from_user__surname"),
        Column("deputy", _("Deputy"), lambda row: row.to_user.short_name(), sort="to_user__surname"),
        Column("role", _("Role"), lambda row: row.get_role_display()),
        Column("from", _("From"), lambda row: row.valid_from, sort="valid_from"),
        Column("to", _("Until"), lambda row: row.valid_to, sort="valid_to"),
        Column("state", _("State"), lambda row: days_chip(row.valid_from, row.valid_to)),
        Column("ground", _("Ground"), lambda row: row.ground, optional=True),
    ),
    order="-from",
    empty=EmptyState(
        _("Nobody stands in for anybody"),
        _("Deputies named by heads, clerks and custodians, or by you on their behalf, stand here with their days."),
        icon="people",
    ),
    filters=(
        Filter(
            "state",
            _("State"),
            (("now", _("in force")), ("ahead", _("not yet")), ("over", _("ended"))),
            lambda rows, value: rows.filter(_on_day(value)),
        ),
        Filter("role", _("Role"), RoleCode.choices, lambda rows, value: rows.filter(role=value)),
    ),
    row_url=lambda row: reverse("admin_deputy", args=[row.pk]),
)
