"""What a change of reference data would do, told before anybody applies it (design, 6: “a change shows the list of open
examinations it would re-date”).

Nothing is written here. Norms stay pinned to a case's T0 and its calendar to the version it was counted with: the
answer says which open examinations *would* be due on another day, and the keeper decides what to do about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations import rules
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.rights import VIEW
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.service_actor import service_actor
from saraptama.kernel import clock
from saraptama.kernel.calendar import DayKind, WorkingCalendar

LOOKED_AT_MOST = 1_000
"""Open examinations reckoned again for one answer; where there are more, the answer says that it looked at so many."""


@dataclass(frozen=True)
class TermEffect:
    """How many open examinations would be due on another day."""

    looked_at: int
    open_examinations: int
    earlier: int
    later: int

    @property
    def moved(self) -> int:
        """Those with another due date."""
        return self.earlier + self.later

    @property
    def left_out(self) -> int:
        """Open examinations with further due dates, of which the answer says nothing."""
        return max(0, self.open_examinations - self.looked_at)


@dataclass(frozen=True)
class Use:
    """A kind of record that holds a code, and how many do."""

    says: Any
    count: int


_USES: dict[str, tuple[tuple[str, str, Any], ...]] = {
    "specialties": (
        ("examinations.Examination", "specialty_code", _("examinations")),
        ("experts.SpecialtyCertificate", "specialty_code", _("certificates of experts")),
        ("intake.OrderedSpecialty", "specialty_code", _("examinations named in orders")),
    ),
    "regions": (
        ("reference.Unit", "region_code", _("units of the forensic body")),
        ("reference.AppointingBody", "region_code", _("appointing bodies")),
        ("examinations.Examination", "region", _("examinations")),
    ),
    "body_kinds": (("reference.AppointingBody", "kind_code", _("appointing bodies")),),
    "bodies": (
        ("intake.Order", "appointing_body__code", _("orders")),
        ("accounts.User", "appointing_body__code", _("people and systems of the body")),
    ),
    "units": (
        ("accounts.User", "home_unit__code", _("people of the unit")),
        ("accounts.RoleAssignment", "unit__code", _("roles given in the unit")),
        ("examinations.Examination", "unit__code", _("examinations")),
    ),
    "object_kind": (
        ("custody.CustodyObject", "kind", _("objects")),
        ("intake.OrderedObject", "kind", _("objects named in orders")),
    ),
    "packaging": (("custody.CustodyObject", "packaging", _("objects")),),
    "measure_unit": (("custody.CustodyObject", "measure_unit", _("objects")),),
    "exam_kind": (("examinations.Examination", "exam_kind", _("examinations")),),
    "composition": (("examinations.Examination", "composition", _("examinations")),),
    "complexity": (("examinations.Examination", "complexity", _("examinations")),),
    "result": (("examinations.Examination", "result", _("examinations")),),
    "case_category": (("intake.Order", "case_category", _("orders")),),
    "order_kind": (("intake.Order", "order_kind", _("orders")),),
    "rank": (("intake.Order", "person_rank", _("orders")),),
    "arrival_channel": (("intake.Arrival", "channel", _("arrivals")),),
    "position": (("experts.Expert", "position", _("experts")),),
    "retention_class": (("documents.StoredFile", "retention_class", _("stored files")),),
    "petition_kind": (("examinations.Petition", "kind", _("petitions")),),
    "return_ground": (("intake.OrderReturn", "ground_code", _("returned orders")),),
}
"""Which records hold the codes of a list: table, column, words. Only counted, never opened."""


def uses_of(list_name: str, code: str) -> list[Use]:
    """How many records hold the code: they keep it, and show the label of their own day or the last one."""
    return [Use(says, _count(label, column, code)) for label, column, says in _USES.get(list_name, ())]


def _count(label: str, column: str, code: str) -> int:
    return int(apps.get_model(label)._default_manager.filter(**{column: code}).count())


def effect_of_norms(values: Mapping[str, Any]) -> TermEffect:
    """What the dates of the open examinations would be if they were counted by these norms."""
    return _effect(norms=rules.Norms.from_values("what-if", dict(values)))


def effect_of_calendar_day(day: date, kind: str | None) -> TermEffect:
    """What the dates of the open examinations would be with the day as a holiday, a day off, worked or ordinary."""
    today = reference.calendar()
    exceptions = {one.date: DayKind(one.kind) for one in reference.calendar_days()}
    exceptions.pop(day, None)
    if kind:
        exceptions[day] = DayKind(kind)
    return _effect(calendar=WorkingCalendar.from_days("what-if", today.first, today.last, exceptions))


def _effect(*, norms: rules.Norms | None = None, calendar: WorkingCalendar | None = None) -> TermEffect:
    started = examinations.visible_to(service_actor(VIEW)).unfinished().filter(t0__isnull=False)
    today = clock.today()
    looked_at = earlier = later = 0
    for examination in started.order_by("due_on", "id")[:LOOKED_AT_MOST]:
        facts = examinations.facts_of(examination)
        own_norms, own_calendar = examinations.norms_of(examination), examinations.calendar_of(examination)
        now = rules.term(facts, own_norms, own_calendar, today)
        then = rules.term(facts, norms or own_norms, calendar or own_calendar, today)
        looked_at += 1
        for before, after in ((now.due, then.due), (now.target, then.target)):
            if before is not None and after is not None and before != after:
                earlier, later = earlier + (after < before), later + (after > before)
                break
    return TermEffect(looked_at=looked_at, open_examinations=started.count(), earlier=earlier, later=later)
