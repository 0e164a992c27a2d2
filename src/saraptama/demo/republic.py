"""The republic in miniature: about 1,080 state experts in 19 institutes, those who run them, and the people of bodies.

Accounts have no password that would open them; the cast alone signs in. Written in bulk, one audited act per chunk.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.apps import apps
from django.db import transaction

from saraptama.capacity.experts.enums import AbsenceKind, ExpertKind
from saraptama.demo.bulk.ids import identifier
from saraptama.demo.bulk.shares import INSTITUTES, TYPES, Wheel
from saraptama.demo.bulk.tables import PEOPLE, Batch
from saraptama.demo.cast import CAST
from saraptama.demo.names import PersonName, random_name
from saraptama.demo.settle import SETTLED_ON, iin_with_serial
from saraptama.foundation.accounts.enums import RoleCode, UserKind
from saraptama.foundation.audit.services import record
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.types import AppointingBody, Unit
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

EXPERTS = 1080
"""Experts of the Centre in 2023: 1,076 (the Minister of Justice to the Senate)."""

SEED = 2026
ROWS_OF_AN_ACT = 2000
CERTIFICATE_YEARS = 5
"""A certificate is confirmed every five years (domain.md §7; unconfirmed)."""

_GROUND = "Демонстрация"
_FIRST_SERIAL = 100
_POSITIONS = {
    "PSY": "FORENSIC_PSYCHIATRIST",
    "NAR": "FORENSIC_NARCOLOGIST",
    "23": "FORENSIC_PHYSICIAN",
    "24": "FORENSIC_PHYSICIAN",
    "25": "FORENSIC_PHYSICIAN",
}
_GRADES = Wheel({"EXPERT": 45, "SENIOR_EXPERT": 30, "LEADING_EXPERT": 17, "CHIEF_EXPERT": 8})

Progress = Callable[[str, int, int], None]
"""Told what is being built, how much of it is there, and out of how much."""


@dataclass
class Republic:
    """How many people there now are."""

    experts: int = 0
    staff: int = 0
    orderers: int = 0


def build_republic(builder: ActorRef, *, progress: Progress | None = None, seed: int = SEED) -> Republic:
    """Settle the people of every institute and body. Where they live already, nothing is written."""
    experts, users = apps.get_model("experts.Expert"), apps.get_model("accounts.User")
    if experts.objects.count() >= EXPERTS // 2:
        orderers = users.objects.filter(kind=UserKind.ORDERER).count()
        staff = users.objects.filter(kind=UserKind.STAFF).count()
        return Republic(experts.objects.count(), staff, orderers)
    with transaction.atomic():
        return _Builder(builder, progress or (lambda *_: None), random.Random(seed)).build()  # noqa: S311 - fiction


@dataclass
class _Builder:
    actor: ActorRef
    progress: Progress
    rng: random.Random
    today: date = field(default_factory=clock.today)
    built: Republic = field(default_factory=Republic)
    batch: Batch = field(default_factory=lambda: Batch(PEOPLE))
    _people: int = 0

    def build(self) -> Republic:
        """Institute by institute, then the bodies."""
        institutes = reference.institutes(self.today)
        shares = _shares({unit.code: INSTITUTES.get(unit.code, 3) for unit in institutes}, EXPERTS)
        for place, institute in enumerate(institutes, start=1):
            self._institute(institute, shares[institute.code])
            self.progress("republic", place, len(institutes) + 1)
        for body in reference.bodies():
            for number in range(1, 3 if body.kind_code == "03" else 2):
                self._orderer(body, number)
        self._keep(0)
        self.progress("republic", len(institutes) + 1, len(institutes) + 1)
        return self.built

    def _institute(self, institute: Unit, experts: int) -> None:
        code = institute.code.lower()
        records = next((u for u in reference.units(institute.path) if u.attributes.get("records_office")), institute)
        posts = [("clerk-1", RoleCode.CLERK), ("clerk-2", RoleCode.CLERK), ("custodian", RoleCode.CUSTODIAN)]
        if not _cast_has(RoleCode.DIRECTOR, institute.code):
            posts.append(("director", RoleCode.DIRECTOR))
        for name, role in posts:
            self._employee(f"{code}-{name}", role, institute, records if role is RoleCode.CLERK else institute)
        units = [u for u in reference.units(institute.path) if u.attributes.get("examination_types")]
        weights = {u.code: sum(TYPES.get(kind, 0.1) for kind in u.attributes["examination_types"]) for u in units}
        for unit in units:
            if not _cast_has(RoleCode.HEAD, unit.code):
                self._employee(f"{unit.code.lower()}-head", RoleCode.HEAD, unit, unit)
            number = _shares(weights, experts)[unit.code]
            for place in range(1, max(2, number) + 1):
                self._expert(f"{unit.code.lower()}-{place:02d}", unit, place)
        self._keep(ROWS_OF_AN_ACT)

    def _employee(self, login: str, role: RoleCode, unit: Unit, home: Unit) -> str:
        user = self._user(login, UserKind.STAFF, home=home)
        self._role(user, role, unit)
        self.built.staff += 1
        return user

    def _orderer(self, body: AppointingBody, number: int) -> None:
        user = self._user(f"body-{body.code.lower()}-{number}", UserKind.ORDERER, body=body)
        self._role(user, RoleCode.ORDERER, None)
        self.built.orderers += 1

    def _expert(self, login: str, unit: Unit, place: int) -> None:
        rng = self.rng
        user = self._user(login, UserKind.STAFF, home=unit)
        self._role(user, RoleCode.EXPERT, unit)
        specialties = self._specialties(unit, place)
        kind = specialties[0].partition(".")[0]
        issued = self.today - timedelta(days=rng.randrange(120, CERTIFICATE_YEARS * 365 - 75))
        hired = issued - timedelta(days=rng.randrange(30, 9000))
        expert, moment = self._id(), clock.now().isoformat()
        position = _POSITIONS.get(kind) or _GRADES.draw(rng)
        self.batch.add(
            "expert", expert, user, ExpertKind.STATE, unit.id, position, ("kk", "ru"), hired, None, 20, moment
        )
        for specialty in specialties:
            self._certificates(expert, specialty, issued, hired)
        self._absences(expert)
        self.built.experts += 1

    def _specialties(self, unit: Unit, place: int) -> list[str]:
        """The unit's specialties in turn, so that each has its expert before any has two; then one or two at hand."""
        types = set(unit.attributes["examination_types"])
        open_ = [s.code for s in reference.open_specialties(self.today) if s.type_code in types]
        weighted = sorted(open_, key=lambda code: -TYPES.get(code.partition(".")[0], 0.1))
        start = (place - 1) % len(weighted)
        return (weighted + weighted)[start : start + min(self.rng.choice((1, 2, 2, 3)), len(weighted))]

    def _certificates(self, expert: str, specialty: str, issued: date, hired: date) -> None:
        """The certificate in force, and the ones before it; some have run out, some soon will, a few are suspended."""
        rng, period = self.rng, timedelta(days=CERTIFICATE_YEARS * 365)
        fate = rng.random()
        if fate < 0.03:
            issued = self.today - period - timedelta(days=rng.randrange(1, 90))
        elif fate < 0.08:
            issued = self.today - period + timedelta(days=rng.randrange(1, 60))
        suspended = self.today - timedelta(days=rng.randrange(5, 60)) if fate > 0.995 else None
        self._certificate(expert, specialty, issued, issued + period, suspended)
        while issued - period > hired:
            issued -= period
            self._certificate(expert, specialty, issued, issued + period - timedelta(days=1), None)

    def _certificate(self, expert: str, specialty: str, issued: date, last: date, suspended: date | None) -> None:
        self._people += 1
        number = f"КС-{issued.year}-{self._people:06d}"
        ground = "Приказ о приостановлении" if suspended else ""
        moment = clock.now().isoformat()
        self.batch.add("certificate", self._id(), expert, specialty, number, issued, last, suspended, ground, moment)

    def _absences(self, expert: str) -> None:
        """A leave in every year; of some people it is now, others are ill or away."""
        rng = self.rng
        begins = self.today + timedelta(days=rng.randrange(-300, 65))
        self._absence(expert, AbsenceKind.LEAVE, begins, 23)
        if (chance := rng.random()) < 0.035:
            kind = AbsenceKind.SICK if chance < 0.02 else AbsenceKind.TRIP
            self._absence(expert, kind, self.today - timedelta(days=rng.randrange(0, 5)), rng.randrange(6, 14))

    def _absence(self, expert: str, kind: AbsenceKind, begins: date, days: int) -> None:
        ends = begins + timedelta(days=days)
        moment = clock.now().isoformat()
        self.batch.add("absence", self._id(), expert, kind, begins, ends, f"Приказ № {self._people}", moment)

    def _user(self, login: str, kind: UserKind, *, home: Unit | None = None, body: AppointingBody | None = None) -> str:
        self._people += 1
        person: PersonName = random_name(self.rng)
        user = self._id()
        self.batch.add(
            "user", user, f"!{self.rng.getrandbits(160):040x}", login, person.surname, person.name, person.patronymic,
            "", iin_with_serial(_FIRST_SERIAL + self.built.experts + self.built.staff + self.built.orderers),
            "kk" if self.rng.random() < 0.5 else "ru", kind, True, body.id if body else None,
            home.id if home else None, clock.now().isoformat(),
        )  # fmt: skip
        return user

    def _role(self, user: str, role: RoleCode, unit: Unit | None) -> None:
        levels = ("OPEN", "MEDICAL")
        self.batch.add(
            "role", self._id(), user, role, unit.id if unit else None, (), (), levels, SETTLED_ON, None, _GROUND,
            clock.now().isoformat(),
        )  # fmt: skip

    def _id(self) -> str:
        return identifier(self.rng, self.today.toordinal())

    def _keep(self, most: int) -> None:
        """Write what has gathered, once it is enough for an act."""
        if len(self.batch) <= most:
            return
        self.batch.write()
        record(
            self.actor,
            act="demo.people_settled",
            wrote=self.batch.written(),
            occurred_on=self.today,
            details=self.batch.counts(),
        )
        self.batch.clear()


def _cast_has(role: RoleCode, unit: str) -> bool:
    return any(role in member.roles and member.unit == unit for member in CAST)


def _shares(weights: dict[str, float], total: int) -> dict[str, int]:
    """Whole numbers by weight that add up to the total (largest remainders)."""
    exact = {code: total * weight / sum(weights.values()) for code, weight in weights.items()}
    shares = {code: int(value) for code, value in exact.items()}
    rest: Iterable[str] = sorted(exact, key=lambda code: shares[code] - exact[code])
    for code in list(rest)[: total - sum(shares.values())]:
        shares[code] += 1
    return shares
