"""What an administrator asks of accounts: people with their keys, deputies, machines."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from allauth.idp.oidc.models import Client, Token
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.models import Delegation, MachineAccount, RoleAssignment, User
from saraptama.foundation.accounts.policies import can_manage
from saraptama.foundation.accounts.types import Lockout, Machine, OpenSession, SecondFactor
from saraptama.foundation.audit.selectors import history_of, history_of_rows
from saraptama.foundation.audit.types import Act
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef


def people_for_list(actor: ActorRef) -> QuerySet[User]:
    """The people whom the actor may see, each with the roles held today (`held_roles`)."""
    from saraptama.foundation.accounts.selectors import visible_users

    held = RoleAssignment.objects.filter(user_id=OuterRef("pk")).held_on(clock.today())
    roles = held.order_by("role").values("role").distinct()
    return visible_users(actor).select_related("home_unit").annotate(held_roles=ArraySubquery(roles))


def assignments_of(user_id: UUID) -> list[RoleAssignment]:
    """Every role a person ever held, the newest first."""
    rows = RoleAssignment.objects.filter(user_id=user_id).select_related("unit")
    return list(rows.order_by("-valid_from", "role", "id"))


def acts_on(person: User) -> list[Act]:
    """Everything that was done to a person's account and roles, in the order of its recording."""
    held = RoleAssignment.objects.filter(user=person).values_list("pk", flat=True)
    named = Delegation.objects.filter(from_user=person).values_list("pk", flat=True)
    rows = (("accounts_roleassignment", held), ("accounts_delegation", named))
    found = {act.id: act for table, keys in rows for act in history_of_rows(table, map(str, keys))}
    found |= {act.id: act for act in history_of(person)}
    return sorted(found.values(), key=lambda act: act.recorded_at)


def roles_of_many(user_ids: Iterable[UUID], on: date | None = None) -> dict[UUID, list[RoleCode]]:
    """The roles held on a day by each of these people: what a list shows."""
    held: dict[UUID, list[RoleCode]] = defaultdict(list)
    rows = RoleAssignment.objects.filter(user_id__in=list(user_ids)).held_on(on or clock.today())
    for user_id, role in rows.order_by("role").values_list("user_id", "role"):
        if RoleCode(role) not in held[user_id]:
            held[user_id].append(RoleCode(role))
    return dict(held)


def roles_ending(actor: ActorRef, first: date, last: date) -> int:
    """How many roles of people whom the actor may see end on these days; both count."""
    from saraptama.foundation.accounts.selectors import visible_users

    ending = RoleAssignment.objects.filter(valid_to__range=(first, last), user__is_active=True)
    return ending.filter(user__in=visible_users(actor).values("pk")).count()


def holders_of(role: RoleCode, on: date | None = None) -> QuerySet[RoleAssignment]:
    """Who holds a role on a day, as a condition for lists."""
    return RoleAssignment.objects.filter(role=role).held_on(on or clock.today())


def second_factor_of(user_id: UUID) -> SecondFactor:
    """Whether a person has set up an authenticator app, and when it was used last."""
    app = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).first()
    codes = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.RECOVERY_CODES).exists()
    return SecondFactor(
        set_up_at=app.created_at if app else None, used_at=app.last_used_at if app else None, recovery_codes=codes
    )


def sessions_of(user_id: UUID) -> list[OpenSession]:
    """Where a person is signed in now."""
    person = User.objects.get(id=user_id)
    return [
        OpenSession(ip=row.ip, browser=row.user_agent, began_at=row.created_at, seen_at=row.last_seen_at)
        for row in UserSession.objects.purge_and_list(person)
    ]


def lockouts(login: str = "") -> list[Lockout]:
    """Names that are locked for an address now, after too many failed attempts."""
    since = clock.now() - settings.AXES_COOLOFF_TIME
    rows = AccessAttempt.objects.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gte=since)
    if login:
        rows = rows.filter(username=login)
    return [_lockout(row.username, row.ip_address, row.failures_since_start, row.attempt_time) for row in rows]


def _lockout(login: str, ip: str, failures: int, attempted_at: datetime) -> Lockout:
    cool_off: timedelta = settings.AXES_COOLOFF_TIME
    return Lockout(login=login, ip=ip or "", failures=failures, until=attempted_at + cool_off)


def delegations_visible_to(actor: ActorRef) -> QuerySet[Delegation]:
    """The deputyships of people whom the actor may see; one's own always."""
    from saraptama.foundation.accounts.selectors import visible_users

    seen = visible_users(actor).values("pk")
    own = Q(from_user_id=actor.id) | Q(to_user_id=actor.id)
    return Delegation.objects.filter(Q(from_user__in=seen) | own).select_related("from_user", "to_user")


def own_delegations(user_id: UUID) -> list[Delegation]:
    """The deputies a person named, the newest first."""
    rows = Delegation.objects.filter(from_user_id=user_id).select_related("from_user", "to_user")
    return list(rows.order_by("-valid_from", "id"))


def possible_deputies(user_id: UUID) -> QuerySet[User]:
    """Employees of the same institute who may sign in: whom one may name as deputy."""
    holder = User.objects.select_related("home_unit").get(id=user_id)
    path = holder.home_unit.path if holder.home_unit else ""
    institute = ".".join(path.split(".")[:2])
    near = Q(home_unit__path=institute) | Q(home_unit__path__startswith=f"{institute}.")
    staff = User.objects.filter(kind="STAFF", is_active=True).exclude(id=user_id)
    return (staff.filter(near) if institute else staff).order_by("surname", "name", "id")


def machines(actor: ActorRef) -> list[Machine]:
    """Information systems with their clients, open ones first; nobody's who does not manage the whole service."""
    if not can_manage(actor, ""):
        return []
    clients = {client.pk: client for client in Client.objects.all()}
    tokens: dict[str, int] = defaultdict(int)
    for client_id in Token.objects.valid().values_list("client_id", flat=True):
        tokens[str(client_id)] += 1
    found = [
        _machine(account, clients.get(account.client_id), tokens[account.client_id])
        for account in MachineAccount.objects.select_related("user", "user__appointing_body")
    ]
    return sorted(found, key=lambda machine: (not machine.is_open, machine.system, machine.client_id))


def _machine(account: MachineAccount, client: Client | None, tokens: int) -> Machine:
    return Machine(
        client_id=account.client_id,
        user_id=account.user_id,
        system=account.user.surname,
        body_id=account.user.appointing_body_id,
        name=client.name if client else "",
        scopes=tuple(sorted(client.get_scopes())) if client else (),
        is_open=client is not None and account.user.is_active,
        registered_at=account.recorded_at,
        tokens=tokens,
    )


def active_administrators(on: date | None = None) -> int:
    """How many people could manage accounts today: the last one must not be locked out."""
    held = holders_of(RoleCode.ADMINISTRATOR, on).filter(user__is_active=True)
    return held.values("user_id").distinct().count()
