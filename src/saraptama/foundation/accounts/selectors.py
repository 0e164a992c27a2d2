"""Questions about people: who this is, who holds a role, who may deputise."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from saraptama.foundation.accounts.enums import Language, RoleCode, UserKind
from saraptama.foundation.accounts.keeping import (
    active_administrators,
    acts_on,
    assignments_of,
    delegations_visible_to,
    holders_of,
    lockouts,
    machines,
    own_delegations,
    people_for_list,
    possible_deputies,
    roles_ending,
    roles_of_many,
    second_factor_of,
    sessions_of,
)
from saraptama.foundation.accounts.models import CalendarFeed, Delegation, RoleAssignment, User
from saraptama.foundation.accounts.rights import ACCOUNTS_VIEW
from saraptama.foundation.accounts.roles import PRIVILEGED, ROLES, rights_of
from saraptama.foundation.accounts.types import Deputyship, HeldRole, Person
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

__all__ = [
    "ROLES",
    "active_administrators",
    "acts_on",
    "assignments_of",
    "calendar_feed_made_at",
    "delegations_visible_to",
    "deputyships_of",
    "feed_digest",
    "full_names_of",
    "holders_of",
    "iin_of",
    "lockouts",
    "machines",
    "names_of",
    "needs_second_factor",
    "own_delegations",
    "owner_of_calendar_feed",
    "people_for_list",
    "people_of_body",
    "people_with_role",
    "possible_deputies",
    "rights_of",
    "roles_ending",
    "roles_of",
    "roles_of_many",
    "second_factor_of",
    "sessions_of",
    "user",
    "user_by_login",
    "visible_users",
]


def user(user_id: UUID) -> Person | None:
    """The person behind an id, or None."""
    row = User.objects.select_related("home_unit").filter(id=user_id).first()
    return _person(row) if row else None


def user_by_login(login: str) -> Person | None:
    """The person behind a login, or None."""
    row = User.objects.select_related("home_unit").filter(login=login.strip().lower()).first()
    return _person(row) if row else None


def names_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Surname with initials by id; an id that is no user's is not in the answer."""
    return {row.id: row.short_name() for row in _named(ids)}


def full_names_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Full names by id, as documents write them."""
    return {row.id: row.full_name() for row in _named(ids)}


def people_with_role(role: RoleCode, unit_path: str | None = None, on: date | None = None) -> list[Person]:
    """Active people whose role holds in a unit: given there or anywhere above it; without a unit, anywhere."""
    held = RoleAssignment.objects.held_on(on or clock.today()).filter(role=role, user__is_active=True)
    if unit_path is not None:
        held = held.filter(Q(unit__isnull=True) | Q(unit__path__in=_self_and_above(unit_path)))
    rows = User.objects.select_related("home_unit").filter(id__in=held.values("user_id"))
    return [_person(row) for row in rows.order_by("surname", "name", "id")]


def people_of_body(body_id: UUID) -> list[Person]:
    """Active people of an appointing body: who is told when a conclusion is ready."""
    rows = User.objects.filter(appointing_body_id=body_id, is_active=True, kind=UserKind.ORDERER)
    return [_person(row) for row in rows.select_related("home_unit").order_by("surname", "name", "id")]


def roles_of(user_id: UUID, on: date | None = None) -> list[HeldRole]:
    """Roles held on a day, with their limits."""
    rows = RoleAssignment.objects.filter(user_id=user_id).held_on(on or clock.today())
    return [_held(row) for row in rows.select_related("unit").order_by("role", "valid_from")]


def deputyships_of(user_id: UUID, on: date | None = None) -> list[Deputyship]:
    """For whom this person may act on a day: what the “acting for…” menu offers."""
    rows = Delegation.objects.filter(to_user_id=user_id, from_user__is_active=True).held_on(on or clock.today())
    return [
        Deputyship(
            delegation_id=row.id,
            holder_id=row.from_user_id,
            holder_name=row.from_user.short_name(),
            role=RoleCode(row.role),
            valid_to=row.valid_to,
        )
        for row in rows.select_related("from_user").order_by("from_user__surname", "role")
    ]


def needs_second_factor(user_id: UUID, on: date | None = None) -> bool:
    """Whether a password alone is too little: the person holds, or deputises in, a privileged role."""
    day = on or clock.today()
    held = RoleAssignment.objects.filter(user_id=user_id, role__in=PRIVILEGED).held_on(day)
    if held.exists():
        return True
    return Delegation.objects.filter(to_user_id=user_id, role__in=PRIVILEGED).held_on(day).exists()


def feed_digest(secret: str) -> str:
    """What is stored of the secret in a calendar's address. It is random, so that a plain hash hides it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def calendar_feed_made_at(user_id: UUID) -> datetime | None:
    """Since when a person's calendar has had its present address; None when it has none."""
    feed = CalendarFeed.objects.filter(user_id=user_id, digest__isnull=False)
    return feed.values_list("made_at", flat=True).first()


def owner_of_calendar_feed(secret: str) -> User | None:
    """Whose address this is; nobody's when it was renewed or withdrawn, or the account is closed."""
    return User.objects.filter(calendar_feed__digest=feed_digest(secret), is_active=True).first()


def visible_users(actor: ActorRef) -> QuerySet[User]:
    """Users an actor may see in lists: those of the subtrees in which the actor may view accounts."""
    grants = actor.grants_of(ACCOUNTS_VIEW)
    if any("." not in grant.unit_path for grant in grants):
        return User.objects.all()  # everywhere, or the whole Centre: people outside the tree of units too
    inside = Q(pk__in=[])
    for grant in grants:
        inside |= Q(home_unit__path=grant.unit_path) | Q(home_unit__path__startswith=grant.unit_path + ".")
    return User.objects.filter(inside)


def _named(ids: Iterable[UUID]) -> QuerySet[User]:
    return User.objects.filter(id__in=set(ids)).only("id", "surname", "name", "patronymic")


def _self_and_above(unit_path: str) -> list[str]:
    steps = unit_path.split(".")
    return [".".join(steps[: length + 1]) for length in range(len(steps))]


def _person(row: User) -> Person:
    return Person(
        id=row.id,
        login=row.login,
        kind=UserKind(row.kind),
        short_name=row.short_name(),
        full_name=row.full_name(),
        language=Language(row.language),
        email=row.email,
        is_active=row.is_active,
        body_id=row.appointing_body_id,
        unit_id=row.home_unit_id,
        unit_path=row.home_unit.path if row.home_unit else "",
    )


def _held(row: RoleAssignment) -> HeldRole:
    return HeldRole(
        assignment_id=row.id,
        role=RoleCode(row.role),
        unit_path=row.unit.path if row.unit else "",
        region_codes=tuple(row.region_codes),
        examination_types=tuple(row.examination_types),
        confidentiality=tuple(row.confidentiality),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def iin_of(user_id: UUID) -> str | None:
    """The IIN on record: what a national signature's certificate is held against."""
    return User.objects.values_list("iin", flat=True).filter(id=user_id).first()
