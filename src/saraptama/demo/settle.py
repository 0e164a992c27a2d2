"""Letting the cast move in: reference data, accounts, roles, certificates, keys. Repeatable: what is there stays."""

from datetime import date
from uuid import UUID

from saraptama.capacity.experts.enums import ExpertKind
from saraptama.capacity.experts.enums import Language as ExpertLanguage
from saraptama.capacity.experts.services import add_certificate, register_expert
from saraptama.capacity.methods.services import load_delivered_methods
from saraptama.demo import cast
from saraptama.demo.cast import Member
from saraptama.foundation.accounts.enums import Language, RoleCode, UserKind
from saraptama.foundation.accounts.selectors import user_by_login
from saraptama.foundation.accounts.services import (
    MachineCredentials,
    assign_role,
    create_user,
    enrol_demo_totp,
    register_machine,
)
from saraptama.foundation.accounts.types import Person
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.services import load_seed
from saraptama.kernel.actor import SYSTEM, ActorKind, ActorRef
from saraptama.kernel.identifiers import check_digit
from saraptama.kernel.rights import Confidentiality, Grant, declared

SETTLED_ON = date(2024, 1, 8)
"""Roles and certificates of the cast begin here, before every generated examination."""

GROUND = "Демонстрация"


def builder() -> ActorRef:
    """The service itself with every right: sets up an installation; never bound to a person."""
    everything = frozenset(Confidentiality)
    grants = tuple(Grant(right=right.code, confidentiality=everything) for right in declared())
    return ActorRef(id=SYSTEM.id, kind=ActorKind.SYSTEM, grants=grants)


def load_reference(actor: ActorRef) -> None:
    """Dictionaries, units, bodies, norms, calendar and methods as delivered."""
    load_seed(actor)
    load_delivered_methods(actor)


def settle_cast(actor: ActorRef, *, with_second_factor: bool = False) -> dict[str, Person]:
    """Every member of the cast with an account, roles and, for experts, certificates; by login."""
    return {member.login: _settle(actor, member, with_second_factor) for member in cast.CAST}


def iin_of(member: Member) -> str:
    """The member's impossible but well-formed IIN."""
    return iin_with_serial(member.iin_serial)


def iin_with_serial(serial: int) -> str:
    """An IIN of the date 99.99.99 that passes the checksum; serials without a valid digit are passed over."""
    number = serial * 10
    while (last := check_digit(f"999999{number:05d}")) is None:
        number += 1
    return f"999999{number:05d}{last}"


def _settle(actor: ActorRef, member: Member, with_second_factor: bool) -> Person:
    known = user_by_login(member.login)
    if known is not None:
        return known
    unit_id = reference.unit_by_code(member.unit).id if member.unit else None
    user = create_user(
        actor,
        login=member.login,
        surname=member.surname,
        name=member.name,
        patronymic=member.patronymic,
        iin=iin_of(member),
        language=member.language,
        kind=member.kind,
        home_unit_id=unit_id,
        appointing_body_id=reference.body_by_code(member.body).id if member.body else None,
        password=cast.PASSWORD,
    )
    for role in member.roles:
        assign_role(actor, user_id=user.id, role=role, unit_id=unit_id, valid_from=SETTLED_ON, ground=GROUND)
    if member.specialties:
        _make_expert(actor, member, user.id, unit_id)
    if with_second_factor and member.kind is UserKind.STAFF:
        enrol_demo_totp(user, cast.TOTP_SECRET)
    settled = user_by_login(member.login)
    assert settled is not None
    return settled


def _make_expert(actor: ActorRef, member: Member, user_id: UUID, unit_id: UUID | None) -> None:
    expert = register_expert(
        actor,
        user_id=user_id,
        kind=ExpertKind.STATE,
        hired_on=SETTLED_ON,
        unit_id=unit_id,
        position=member.position,
        languages=[ExpertLanguage.KK, ExpertLanguage.RU],
    )
    for specialty in member.specialties:
        add_certificate(
            actor,
            expert_id=expert.id,
            specialty_code=specialty,
            number=f"КУ-{member.iin_serial:04d}-{specialty}",
            issued_on=SETTLED_ON,
            valid_to=member.certificate_until,
        )


def settle_machine(actor: ActorRef) -> MachineCredentials:
    """The information system of the cast's police department, with known credentials."""
    known = user_by_login(cast.MACHINE_LOGIN)
    if known is not None:
        return MachineCredentials(cast.MACHINE_CLIENT_ID, cast.MACHINE_SECRET)
    user = create_user(
        actor,
        login=cast.MACHINE_LOGIN,
        surname="Е-УД",
        language=Language.RU,
        kind=UserKind.MACHINE,
        appointing_body_id=reference.body_by_code(cast.POLICE).id,
    )
    assign_role(actor, user_id=user.id, role=RoleCode.API_ORDERER, valid_from=SETTLED_ON, ground=GROUND)
    return register_machine(
        actor,
        user_id=user.id,
        name="Е-УД (демонстрация)",
        client_id=cast.MACHINE_CLIENT_ID,
        secret=cast.MACHINE_SECRET,
    )
