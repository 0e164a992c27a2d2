"""Who and what the generated cases may speak of: institutes, their people, appointing bodies. Read once."""

import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.apps import apps

from saraptama.casework.intake.services.registering import number_prefix
from saraptama.demo.bulk import shares
from saraptama.demo.bulk.shares import Wheel
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.types import Unit

_REGIONS_WITHOUT_INSTITUTE = {"19": "75"}
"""Almaty region had no institute of its own in the published list; its bodies turn to the city."""


@dataclass(frozen=True, slots=True)
class Hand:
    """An expert with one specialty: the certificates that opened it, and the days away. Days are ordinals."""

    expert: str
    user: str
    certificates: tuple[tuple[int, int, str], ...]
    away: tuple[tuple[int, int], ...]

    def certificate_on(self, day: int) -> str:
        """The certificate in force on a day on which the expert is present; empty when there is none."""
        if any(first <= day <= last for first, last in self.away):
            return ""
        return next((number for first, last, number in self.certificates if first <= day <= last), "")


@dataclass(frozen=True, slots=True)
class Desk:
    """A laboratory or department with its head."""

    unit: str
    head: str


@dataclass(frozen=True, slots=True)
class Body:
    """An appointing body and the person who answers for it."""

    id: str
    kind: str
    name_kk: str
    name_ru: str
    user: str


@dataclass(frozen=True)
class Institute:
    """One institute as the generator sees it."""

    id: str
    code: str
    region: str
    prefix: str
    city_kk: str
    city_ru: str
    clerks: tuple[str, ...]
    custodian: str
    desks: Mapping[str, Desk]
    """By examination type."""
    hands: Mapping[str, tuple[Hand, ...]]
    """By specialty."""
    bodies: Mapping[str, tuple[Body, ...]]
    """By kind, of the institute's region."""
    specialties: Wheel[str] = field(init=False)

    def __post_init__(self) -> None:
        per_type: dict[str, int] = defaultdict(int)
        for code in self.hands:
            per_type[_type_of(code)] += 1
        weights = {code: shares.TYPES.get(_type_of(code), 0.1) / per_type[_type_of(code)] for code in self.hands}
        object.__setattr__(self, "specialties", Wheel(weights))

    def choose(self, rng: random.Random, specialty: str, day: int, count: int) -> list[tuple[Hand, str]]:
        """So many experts who may be assigned on the day, with their certificates; fewer when there are no more."""
        hands = self.hands[specialty]
        start = int(rng.random() * len(hands))
        found: list[tuple[Hand, str]] = []
        for step in range(len(hands)):
            hand = hands[(start + step) % len(hands)]
            if number := hand.certificate_on(day):
                found.append((hand, number))
                if len(found) == count:
                    break
        return found


def _type_of(specialty: str) -> str:
    return specialty.partition(".")[0]


def institutes() -> list[Institute]:
    """Every institute that has experts and somebody to register cases."""
    units = reference.units()
    holders = _holders()
    hands = _hands({unit.id: reference.institute_of(unit.id).id for unit in units})
    bodies = _bodies()
    found = [_institute(unit, holders, hands[unit.id], bodies) for unit in reference.institutes()]
    return [institute for institute in found if institute.clerks and institute.hands]


def _institute(
    unit: Unit,
    holders: Mapping[str, Mapping[UUID, list[str]]],
    hands: Mapping[str, list[Hand]],
    bodies: Mapping[str, Mapping[str, list[Body]]],
) -> Institute:
    clerks = holders[RoleCode.CLERK][unit.id]
    director = holders[RoleCode.DIRECTOR][unit.id] or clerks
    custodians = holders[RoleCode.CUSTODIAN][unit.id] or clerks
    desks = {
        kind: Desk(part.id.hex, (holders[RoleCode.HEAD][part.id] or director)[0])
        for part in reference.units(unit.path)
        for kind in part.attributes.get("examination_types", ())
    }
    return Institute(
        id=unit.id.hex,
        code=unit.code,
        region=unit.region_code,
        prefix=number_prefix(unit),
        city_kk=unit.city.kk,
        city_ru=unit.city.ru,
        clerks=tuple(clerks),
        custodian=custodians[0] if custodians else "",
        desks=desks,
        hands={code: tuple(found) for code, found in sorted(hands.items()) if _type_of(code) in desks},
        bodies={kind: tuple(found) for kind, found in bodies[unit.region_code].items()},
    )


def _holders() -> Mapping[str, Mapping[UUID, list[str]]]:
    """The users of each role by the unit for which they hold it."""
    found: dict[str, dict[UUID, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = apps.get_model("accounts.RoleAssignment").objects.filter(unit__isnull=False, valid_to__isnull=True)
    for role, unit, user in rows.order_by("id").values_list("role", "unit_id", "user_id"):
        found[role][unit].append(user.hex)
    return found


def _hands(institute_of: Mapping[UUID, UUID]) -> Mapping[UUID, Mapping[str, list[Hand]]]:
    """By institute and specialty, everybody who holds or held a certificate."""
    away: dict[UUID, list[tuple[int, int]]] = defaultdict(list)
    for expert, first, last in apps.get_model("experts.Absence").objects.values_list(
        "expert_id", "valid_from", "valid_to"
    ):
        away[expert].append((first.toordinal(), last.toordinal()))
    held: dict[tuple[UUID, UUID, UUID, str], list[tuple[int, int, str]]] = defaultdict(list)
    columns = ("expert_id", "expert__user_id", "expert__unit_id", "specialty_code", "issued_on", "valid_to",
               "suspended_from", "number")  # fmt: skip
    certificates = apps.get_model("experts.SpecialtyCertificate").objects.filter(expert__unit__isnull=False)
    for expert, user, unit, code, issued, last, suspended, number in certificates.order_by("id").values_list(*columns):
        ends = min(day.toordinal() for day in (last or date.max, suspended or date.max))
        held[expert, user, unit, code].append((issued.toordinal(), ends, number))
    found: dict[UUID, dict[str, list[Hand]]] = defaultdict(lambda: defaultdict(list))
    for (expert, user, unit, code), numbers in held.items():
        hand = Hand(expert.hex, user.hex, tuple(numbers), tuple(away[expert]))
        found[institute_of[unit]][code].append(hand)
    return found


def _bodies() -> Mapping[str, Mapping[str, list[Body]]]:
    users = dict(
        apps.get_model("accounts.User")
        .objects.filter(appointing_body__isnull=False, kind="ORDERER")
        .order_by("-id")
        .values_list("appointing_body_id", "id")
    )
    found: dict[str, dict[str, list[Body]]] = defaultdict(lambda: defaultdict(list))
    for body in reference.bodies():
        if body.kind_code in shares.BODY_KINDS and body.id in users:
            region = _REGIONS_WITHOUT_INSTITUTE.get(body.region_code, body.region_code)
            row = Body(body.id.hex, body.kind_code, body.name.kk, body.name.ru, users[body.id].hex)
            found[region][body.kind_code].append(row)
    return found
