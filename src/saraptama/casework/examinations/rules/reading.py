"""The dated facts in order, told apart; oddities are noted and never stop the reading."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from saraptama.casework.examinations.enums import Complexity, DefectCode
from saraptama.casework.examinations.rules.facts import (
    ComplexitySet,
    Dispatched,
    ExpertAccepted,
    Extended,
    Fact,
    Finished,
    ObjectsComplete,
    OrderAccepted,
    Resumed,
    Suspended,
)
from saraptama.casework.examinations.types import Defect

Keyed = TypeVar("Keyed", Suspended, Resumed)


@dataclass(slots=True)
class Reading:
    """What is known of one examination on a day."""

    defects: list[Defect]
    order_accepted: date | None = None
    objects_complete: date | None = None
    expert_accepted: date | None = None
    complexity: Complexity | None = None
    complexity_set_on: date | None = None
    finished: Finished | None = None
    dispatched: date | None = None
    suspended: dict[str, Suspended] = field(default_factory=dict)
    resumed: dict[str, Resumed] = field(default_factory=dict)
    extended: list[Extended] = field(default_factory=list)

    @property
    def t0(self) -> date | None:
        """The later of the two acceptances by the body (R1)."""
        if self.order_accepted is None or self.objects_complete is None:
            return None
        return max(self.order_accepted, self.objects_complete)

    def repeated(self, on: date, key: str = "") -> None:
        """Note that a fact that happens once stands twice."""
        self.defects.append(Defect(DefectCode.REPEATED_FACT, on, key))

    def after_end(self, on: date) -> bool:
        """Whether the examination was over before that day; noted."""
        if self.finished is None or on <= self.finished.on:
            return False
        self.defects.append(Defect(DefectCode.FACT_AFTER_END, on))
        return True


def read(facts: Iterable[Fact], as_of: date, defects: list[Defect]) -> Reading:
    """Take the facts known on `as_of`; later ones have not happened yet."""
    reading = Reading(defects)
    known = sorted((f for f in facts if f.on <= as_of), key=_place)
    _check_same_days(known, defects)
    for fact in known:
        match fact:
            case OrderAccepted() | ObjectsComplete() | ExpertAccepted() | Finished() | Dispatched():
                _read_single(reading, fact)
            case ComplexitySet(on=on) if not reading.after_end(on):
                reading.complexity, reading.complexity_set_on = fact.complexity, on
            case Suspended(on=on) if not reading.after_end(on):
                _read_once(reading, reading.suspended, fact)
            case Resumed():
                _read_once(reading, reading.resumed, fact)
            case Extended(on=on) if not reading.after_end(on):
                reading.extended.append(fact)
    _check_resumptions(reading)
    return reading


def _place(fact: Fact) -> tuple[date, int, str, str]:
    """Facts in the order of their days and numbers; what is left open is settled the same way every time."""
    return fact.on, fact.seq, type(fact).__name__, repr(fact)


def _check_same_days(known: list[Fact], defects: list[Defect]) -> None:
    """Two categories, or two ends, on one day under one number: which of them counts is a guess, and is said."""
    told: dict[tuple[date, int, type], Fact] = {}
    for fact in known:
        if not isinstance(fact, ComplexitySet | Finished):
            continue
        first = told.setdefault((fact.on, fact.seq, type(fact)), fact)
        defect = Defect(DefectCode.SAME_DAY_ORDER_UNKNOWN, fact.on)
        if first != fact and defect not in defects:
            defects.append(defect)


def _read_single(
    reading: Reading, fact: OrderAccepted | ObjectsComplete | ExpertAccepted | Finished | Dispatched
) -> None:
    match fact:
        case OrderAccepted() if reading.order_accepted is None:
            reading.order_accepted = fact.on
        case ObjectsComplete() if reading.objects_complete is None:
            reading.objects_complete = fact.on
        case ExpertAccepted() if reading.expert_accepted is None:
            reading.expert_accepted = fact.on
        case Finished() if reading.finished is None:
            reading.finished = fact
        case Dispatched() if reading.dispatched is None:
            reading.dispatched = fact.on
        case _:
            reading.repeated(fact.on)


def _read_once(reading: Reading, known: dict[str, Keyed], fact: Keyed) -> None:
    if fact.key in known:
        reading.repeated(fact.on, fact.key)
    else:
        known[fact.key] = fact


def _check_resumptions(reading: Reading) -> None:
    for key, resumed in reading.resumed.items():
        suspended = reading.suspended.get(key)
        if suspended is None:
            reading.defects.append(Defect(DefectCode.RESUMED_WITHOUT_SUSPENSION, resumed.on, key))
        elif resumed.on < suspended.on:
            reading.defects.append(Defect(DefectCode.RESUMED_BEFORE_SUSPENDED, resumed.on, key))
