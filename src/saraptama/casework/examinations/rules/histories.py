"""A history as integrators write it, one JSON object each, read into dated facts. Total: what cannot be read is named.

`{"id", "complexity", "norms", "options", "as_of", "events": [{"seq", "type", "on", "subject", "reason", "days",
"decided_by", "to"}]}`. A suspension is told apart by its reason and subject; a resumption ends the one it names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from saraptama.casework.examinations.enums import Complexity, DefectCode, Result, SuspensionGround
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

FORENSIC_SIDE = frozenset({"expert", "head", "clerk", "registry", "institute", "laboratory", "director", "chamber"})
"""Whoever of the forensic body may stand in `decided_by`; none of them extends a term (Law 44-VI art. 34)."""
ENDS = {"completed": Result.CONCLUSION, "returned": Result.RETURNED, "withdrawn": Result.WITHDRAWN}
MOVES_NOTHING = frozenset({"extension_refused"})


@dataclass
class History:
    """One history: its facts, what it asks for, and what is wrong with how it is written."""

    id: str | None
    as_of: date | None = None
    norms: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Event:
    on: date
    seq: int
    place: int
    kind: str
    told: Mapping[str, Any]

    @property
    def ground(self) -> SuspensionGround | None:
        """The reason of a suspension; a petition's own where none is stated; None for “whichever it is”."""
        if self.kind.startswith("petition"):
            return SuspensionGround.PETITION
        reason = self.told.get("reason")
        return None if reason is None else SuspensionGround(str(reason).upper())

    @property
    def subject(self) -> str | None:
        subject = self.told.get("subject")
        return None if subject is None else str(subject)

    @property
    def key(self) -> str:
        return " ".join(str(part) for part in (self.ground or self.kind, self.subject, f"#{self.place}") if part)


def read_history(document: object) -> History:
    """Read one history. It has a day to be judged on (`as_of`, else its last event's) unless nothing in it is dated."""
    if not isinstance(document, Mapping):
        return History(None, defects=[Defect(DefectCode.NOT_UNDERSTOOD, key="history")])
    name = document.get("id")
    history = History(None if name is None else str(name), norms=str(document.get("norms") or ""))
    options = document.get("options") or {}
    if isinstance(options, Mapping):
        history.options = options
    else:
        history.defects.append(Defect(DefectCode.NOT_UNDERSTOOD, key="options"))
    events = _events(document.get("events"), history.defects)
    history.as_of = _day(document.get("as_of")) or max((event.on for event in events), default=None)
    if document.get("as_of") is not None and _day(document["as_of"]) is None:
        history.defects.append(Defect(DefectCode.NOT_UNDERSTOOD, key="as_of"))
    _read_first_complexity(document.get("complexity"), events, history)
    _note_same_days(events, history.defects)
    pairs = _paired(events)
    for event in events:
        _take(event, pairs, history)
    return history


def _events(told: object, defects: list[Defect]) -> list[_Event]:
    if not isinstance(told, Sequence) or isinstance(told, str):
        defects.append(Defect(DefectCode.NOT_UNDERSTOOD, key="events"))
        return []
    events = []
    for place, one in enumerate(told, start=1):
        event = _event(place, one)
        if event is None:
            defects.append(Defect(DefectCode.NOT_UNDERSTOOD, key=f"events[{place - 1}]"))
        else:
            events.append(event)
    return [replace(event, place=place) for place, event in enumerate(sorted(events, key=_place), start=1)]


def _place(event: _Event) -> tuple[date, int, str, str]:
    """By day and number; what these leave open is settled the same way every time."""
    return event.on, event.seq, event.kind, repr(sorted(event.told.items(), key=str))


def _event(place: int, told: object) -> _Event | None:
    if not isinstance(told, Mapping):
        return None
    day, kind, seq = _day(told.get("on")), told.get("type"), told.get("seq", 0)
    if day is None or not isinstance(seq, int) or not isinstance(kind, str):
        return None
    if kind not in (*_SIMPLE, *ENDS, *_OTHERS, *MOVES_NOTHING):
        return None
    event = _Event(day, seq, place, kind, told)
    try:
        readable = event.ground is not None or kind not in ("suspended",)
    except ValueError:
        return None
    return event if readable and _has_its_values(event) else None


def _has_its_values(event: _Event) -> bool:
    if event.kind == "complexity_changed":
        return _complexity(event.told.get("to", event.told.get("complexity"))) is not None
    if event.kind == "extension_granted":
        days = event.told.get("days")
        return (isinstance(days, int) and not isinstance(days, bool)) or _day(event.told.get("to")) is not None
    return True


_SIMPLE: dict[str, type[OrderAccepted | ObjectsComplete | ExpertAccepted | Dispatched]] = {
    "order_accepted": OrderAccepted,
    "objects_accepted": ObjectsComplete,
    "expert_accepted": ExpertAccepted,
    "delivered": Dispatched,
}
_OPENS, _CLOSES = ("petition_sent", "suspended"), ("petition_answered", "resumed")
_OTHERS = (*_OPENS, *_CLOSES, "extension_granted", "complexity_changed")


def _take(event: _Event, pairs: Mapping[int, str], history: History) -> None:
    on, seq, kind = event.on, event.place, event.kind
    if kind in _SIMPLE:
        history.facts.append(_SIMPLE[kind](on, seq))
    elif kind in ENDS:
        history.facts.append(Finished(on, ENDS[kind], seq))
    elif kind in _OPENS and event.ground is not None:
        history.facts.append(Suspended(on, event.ground, event.key, event.subject or "", seq))
    elif kind in _CLOSES:
        history.facts.append(Resumed(on, pairs.get(event.place, event.key), seq))
    elif kind == "extension_granted":
        _take_extension(event, history)
    elif kind == "complexity_changed":
        complexity = _complexity(event.told.get("to", event.told.get("complexity")))
        if complexity is not None:
            history.facts.append(ComplexitySet(on, complexity, seq))


def _take_extension(event: _Event, history: History) -> None:
    if str(event.told.get("decided_by", "")).lower() in FORENSIC_SIDE:
        history.defects.append(Defect(DefectCode.EXTENSION_NOT_BY_BODY, event.on, event.key))
        return
    days = event.told.get("days")
    until = None if isinstance(days, int) else _day(event.told.get("to"))
    history.facts.append(Extended(event.on, days if isinstance(days, int) else 0, event.key, event.place, until))


def _paired(events: Sequence[_Event]) -> dict[int, str]:
    """Which suspension each resumption ends: the earliest open one it fits, else one that begins only later."""
    open_: list[_Event] = []
    pairs: dict[int, str] = {}
    left: list[_Event] = []
    for event in events:
        if event.kind in _OPENS:
            open_.append(event)
        elif event.kind in _CLOSES and not _pair(event, open_, pairs):
            left.append(event)
    for event in left:
        _pair(event, open_, pairs)
    return pairs


def _pair(closing: _Event, open_: list[_Event], pairs: dict[int, str]) -> bool:
    fitting = [
        event for event in open_ if closing.ground in (None, event.ground) and closing.subject in (None, event.subject)
    ]
    if not fitting:
        return False
    open_.remove(fitting[0])
    pairs[closing.place] = fitting[0].key
    return True


def _note_same_days(events: Sequence[_Event], defects: list[Defect]) -> None:
    """Events of one day whose order matters, and which have no numbers to tell it."""
    for first, second in ((a, b) for n, a in enumerate(events) for b in events[n + 1 :] if a.on == b.on):
        defect = Defect(DefectCode.SAME_DAY_ORDER_UNKNOWN, first.on)
        if first.seq == second.seq and _contradict(first, second) and defect not in defects:
            defects.append(defect)


def _contradict(first: _Event, second: _Event) -> bool:
    kinds = {first.kind, second.kind}
    if kinds & set(_OPENS) and kinds & set(_CLOSES):
        return _same_matter(first, second)
    if kinds <= set(ENDS):
        return len(kinds) > 1
    return kinds == {"complexity_changed"} and first.told.get("to") != second.told.get("to")


def _same_matter(first: _Event, second: _Event) -> bool:
    return (None in (first.ground, second.ground) or first.ground is second.ground) and (
        None in (first.subject, second.subject) or first.subject == second.subject
    )


def _read_first_complexity(told: object, events: Sequence[_Event], history: History) -> None:
    """The category that holds from the beginning, unless an event changes it."""
    if told is None:
        return
    complexity = _complexity(told)
    if complexity is None:
        history.defects.append(Defect(DefectCode.NOT_UNDERSTOOD, key="complexity"))
    elif events:
        history.facts.append(ComplexitySet(events[0].on, complexity, seq=0))


def _complexity(told: object) -> Complexity | None:
    return Complexity(told.upper()) if isinstance(told, str) and told.upper() in set(Complexity) else None


def _day(told: object) -> date | None:
    if not isinstance(told, str):
        return None
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None
