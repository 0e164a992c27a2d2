"""The working calendar or the norms changed: whom it would re-date, and the calendar applied to the open examinations.

Norms stay those of T0 (domain.md §5.2), so other norms are only ever a question. The calendar says which days were
worked: where it was wrong, one act counts the running terms by the mended one, and another act takes it back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations import services
from saraptama.casework.examinations.events import CalendarCorrected
from saraptama.casework.examinations.rights import VIEW
from saraptama.casework.examinations.rules import Norms
from saraptama.casework.examinations.types import Redated
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.people import tell
from saraptama.journey.service_actor import service_actor
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.calendar import DayKind, WorkingCalendar


@dataclass(frozen=True)
class Change:
    """Other norms, another calendar, or both; None leaves each examination with its own."""

    norms: Norms | None = None
    calendar: WorkingCalendar | None = None

    @classmethod
    def of_norms(cls, values: Mapping[str, Any]) -> "Change":
        """If every term were counted by these norms."""
        return cls(norms=Norms.from_values("what-if", dict(values)))

    @classmethod
    def of_day(cls, day: date, kind: str | None) -> "Change":
        """If the day were a holiday, a day off, worked, or ordinary, in the calendar that is in use."""
        exceptions = {one.date: DayKind(one.kind) for one in reference.calendar_days()}
        exceptions.pop(day, None)
        if kind:
            exceptions[day] = DayKind(kind)
        today = reference.calendar()
        return cls(calendar=WorkingCalendar.from_days("what-if", today.first, today.last, exceptions))

    @classmethod
    def to_calendar_in_use(cls) -> "Change":
        """If every term were counted by the calendar that is in use."""
        return cls(calendar=reference.calendar())

    def __call__(self, norms_version: str, calendar_version: str) -> tuple[Norms, WorkingCalendar]:
        """What shall count for an examination that is pinned to these versions."""
        return self.norms or _norms(norms_version), self.calendar or reference.calendar(calendar_version)


@dataclass(frozen=True)
class Effect:
    """Which of the running terms would end on another day."""

    running: int
    moved: list[Redated]

    @property
    def earlier(self) -> int:
        """Those that would be due earlier, or at last on a day that can be named."""
        return sum(_is_earlier(one) for one in self.moved)

    @property
    def later(self) -> int:
        """The others."""
        return len(self.moved) - self.earlier


def effect_of(change: Change) -> Effect:
    """Every running term reckoned again; nothing is written."""
    return Effect(*examinations.redated(change))


def reasons_of(examination_ids: Iterable[UUID], change: Change) -> dict[UUID, list[str]]:
    """Why each of them would be due on another day: the steps that would be other ones."""
    return examinations.why_redated(examination_ids, change)


def apply_calendar(actor: ActorRef, *, version: int, ground: str) -> UUID:
    """Count the running terms by the calendar in use, whose version was shown before."""
    return services.apply_calendar(actor, version=version, ground=ground).pk


def take_back_calendar(actor: ActorRef, *, correction_id: UUID, ground: str) -> UUID:
    """Give the examinations the calendar that they had before a correction."""
    return services.take_back_calendar(actor, correction_id=correction_id, ground=ground).pk


def on_calendar_corrected(event: CalendarCorrected) -> None:
    """Each expert whose dates moved is told once, with the way to the list."""
    changes = examinations.changes_of(service_actor(VIEW), event.correction_id)
    leads = {change.lead_user_id for change in changes if change.moves_a_date and change.lead_user_id}
    link = "calendar_correction", event.correction_id
    tell(sorted(leads), kind=NotificationKind.CALENDAR_CORRECTED, link=link)


def _norms(version: str) -> Norms:
    found = reference.norms(version)
    return Norms.from_values(found.version, found.values)


def _is_earlier(one: Redated) -> bool:
    return one.days < 0 if one.days is not None else one.former_due is None
