"""The workload board: experts and their open work today or on a past day, and the cases behind every number."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import Complexity
from saraptama.casework.examinations.types import BoardFilter, ExpertWorkload, UnitWorkload, WorkloadBoard
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.foundation.reference.errors import UnknownReference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.web.examination_page.acting import acting
from saraptama.web.head_desk.tables import PARTS_IN_HANDS
from saraptama.web.shared.cells import DueChip, Link
from saraptama.web.shared.components import Crumb, Stat
from saraptama.web.shared.formats import date_text
from saraptama.web.shared.forms import DateField, Form
from saraptama.web.shared.tables import Column, TableSpec
from saraptama.web.shared.tones import Tone


@dataclass(frozen=True)
class Asked:
    """What the address narrows the board by."""

    unit: str = ""
    region: str = ""
    specialty: str = ""
    on: date | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """Read from the address; what makes no sense is left out, and a day to come is today."""
        day = _day_of(request.GET.get("on", ""))
        return cls(
            unit=request.GET.get("unit", ""),
            region=request.GET.get("region", ""),
            specialty=request.GET.get("specialty", ""),
            on=day if day is not None and day < clock.today() else None,
        )

    @property
    def unit_path(self) -> str:
        """The path of the unit asked for; that of no unit when there is none of this code."""
        if not self.unit:
            return ""
        try:
            return reference.unit_by_code(self.unit).path
        except UnknownReference:
            return "-"

    @property
    def filter(self) -> BoardFilter:
        """The same for the selectors."""
        return BoardFilter(on=self.on, unit_path=self.unit_path, region=self.region, specialty=self.specialty)

    def url(self, page: str, **changes: str) -> str:
        """The address of a page with this narrowing, and some changes."""
        own = {
            "unit": self.unit,
            "region": self.region,
            "specialty": self.specialty,
            "on": self.on.isoformat() if self.on else "",
        }
        chosen = {key: value for key, value in {**own, **changes}.items() if value}
        return f"{reverse(page)}?{urlencode(chosen)}" if chosen else reverse(page)


class DayForm(Form):
    """The day of the board, typed as everywhere."""

    on = DateField(label=gettext_lazy("On the day"), required=False, help_text=gettext_lazy("Empty: now."))


def _day_of(text: str) -> date | None:
    """The day, typed or of an address; None for what is no day."""
    form = DayForm({"on": text})
    return form.cleaned_data["on"] if form.is_valid() else None


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Units with their experts, work in hands by complexity, work units, free places, and what falls due."""
    actor, asked = acting(request), Asked.of(request)
    found = selectors.board(actor, asked.filter)
    only_sums = len(found.units) > 1 and not asked.unit and sum(len(unit.experts) for unit in found.units) > MANY
    context = {
        "crumbs": [Crumb(_("Workload"))],
        "asked": asked,
        "day": found.on,
        "is_past": asked.on is not None,
        "has_dues": found.has_dues,
        "day_form": DayForm(initial={"on": asked.on}, auto_id="board-%s"),
        "stats": stats_of(asked, found),
        "units": [unit_words(asked, unit) for unit in found.units],
        "only_sums": only_sums,
        "choices": choices_of(found.units),
        "weights": weights_words(),
    }
    return render(request, "head_desk/board.html", context)


MANY = 60
"""With more experts than this the board shows units, each of which opens its experts."""


def stats_of(asked: Asked, found: WorkloadBoard) -> list[Stat]:
    """The sums over everything shown; of a past day without what only today's rows tell."""
    units = found.units
    total = sum(unit.total for unit in units)
    stats = [
        Stat(_("Parts in hands"), total, asked.url("head_board_cases")),
        Stat(_("Work units"), sum(unit.units for unit in units), note=_("weighed by complexity")),
    ]
    if asked.on is None:
        stats += [
            Stat(_("Free places"), sum(unit.free for unit in units)),
            Stat(_("Wait for an expert"), sum(unit.waiting for unit in units), asked.url("head_queue")),
        ]
    return [*stats, *_due_stats(asked, units)] if found.has_dues else stats


def _due_stats(asked: Asked, units: tuple[UnitWorkload, ...]) -> list[Stat]:
    overdue, soon = sum(unit.overdue for unit in units), sum(unit.due_soon for unit in units)
    later = sum(unit.due_later for unit in units)
    due = asked.url("head_board_cases", within="7")
    return [
        Stat(_("Due within 7 days"), soon, due, tone=Tone.ATTENTION if soon else None),
        Stat(_("Due within 14 days"), later, asked.url("head_board_cases", within="14")),
        Stat(_("Overdue"), overdue, asked.url("head_board_cases", overdue="1"), tone=Tone.OVERDUE if overdue else None),
    ]


def unit_words(asked: Asked, unit: UnitWorkload) -> dict[str, Any]:
    """A unit with links from each number to its cases."""
    known = reference.unit(unit.unit_id)
    return {
        "unit": unit,
        "name": str(known.name),
        "code": known.code,
        "url": asked.url("head_board", unit=known.code),
        "cases": asked.url("head_board_cases", unit=known.code),
        "overdue": asked.url("head_board_cases", unit=known.code, overdue="1"),
        "soon": asked.url("head_board_cases", unit=known.code, within="7"),
        "later": asked.url("head_board_cases", unit=known.code, within="14"),
        "waiting": asked.url("head_queue", unit=known.code),
        "experts": [expert_words(asked, known.code, line) for line in unit.experts],
    }


def expert_words(asked: Asked, unit: str, line: ExpertWorkload) -> dict[str, Any]:
    """An expert's line with links from each number to its cases."""

    def cases(**more: str) -> str:
        return asked.url("head_board_cases", unit=unit, expert=str(line.expert_id), **more)

    by_complexity = (
        (Complexity.SIMPLE, line.load.simple),
        (Complexity.MEDIUM, line.load.medium),
        (Complexity.HIGH, line.load.high),
        (Complexity.SPECIAL, line.load.special),
    )
    return {
        "line": line,
        "url": reverse("head_expert", args=[line.expert_id]),
        "position": reference.label(Dictionary.POSITION, line.position) if line.position else "",
        "cases": cases(),
        "by_complexity": [(count, cases(complexity=category.value)) for category, count in by_complexity],
        "unset": (line.load.unset, cases(complexity="-")),
        "overdue": cases(overdue="1"),
        "soon": cases(within="7"),
        "later": cases(within="14"),
    }


def choices_of(units: tuple[UnitWorkload, ...]) -> dict[str, list[tuple[str, str]]]:
    """What the form of the board offers: units that have work, regions, specialties."""
    known = [reference.unit(unit.unit_id) for unit in units]
    institutes = {reference.institute_of(unit.id).id: reference.institute_of(unit.id) for unit in known}
    offered = {unit.code: str(unit.name) for unit in (*institutes.values(), *known)}
    return {
        "unit": list(offered.items()),
        "region": [(region.code, str(region.name)) for region in reference.regions()],
        "specialty": [(one.code, f"{one.code} {one.name}") for one in reference.open_specialties()],
    }


def weights_words() -> list[tuple[str, int]]:
    """The weights by which work units are counted, in words."""
    return [(selectors.label_of(category), units) for category, units in selectors.weights().items()]


@require_safe
def cases(request: HttpRequest) -> HttpResponseBase:
    """The cases behind a number of the board: each part that an expert had in hands on that day."""
    actor, asked = acting(request), Asked.of(request)
    narrowed = BoardFilter(
        on=asked.on,
        unit_path=asked.unit_path,
        region=asked.region,
        specialty=asked.specialty,
        expert_id=_id_of(request.GET.get("expert", "")),
        complexity=request.GET.get("complexity", "").replace("-", ""),
        due_within=int(within) if (within := request.GET.get("within", "")).isdigit() else None,
        overdue=bool(request.GET.get("overdue")),
    )
    rows: Any = selectors.in_hands(actor, narrowed)
    if request.GET.get("complexity") == "-":
        rows = rows.exclude(category__in=[category.value for category in Complexity])
    rows = rows.select_related(
        "expert__user",
        "examination__order__appointing_body",
        "examination__registration",
        "examination__unit",
        "examination__institute",
    )
    table = parts_table(actor, narrowed).read(request, rows)
    context = {
        "crumbs": [Crumb(_("Workload"), asked.url("head_board")), Crumb(_("Cases"))],
        "table": table,
        "says": says_of(request, asked),
        "board": Link(_("Workload"), asked.url("head_board")),
    }
    return table.export() or render(request, "head_desk/board_cases.html", context)


def parts_table(actor: ActorRef, narrowed: BoardFilter) -> TableSpec[Any]:
    """The list; of a past day with the due dates by which that day was counted, beside those of today."""
    dues = selectors.dues_then(actor, narrowed) if narrowed.on is not None else None
    if dues is None:
        return PARTS_IN_HANDS
    then: Column[Any] = Column("due_then", _("Due as known then"), lambda row: DueChip(dues.get(row.examination_id)))
    place = next(number for number, one in enumerate(PARTS_IN_HANDS.columns) if one.key == "due")
    columns = PARTS_IN_HANDS.columns
    return replace(PARTS_IN_HANDS, columns=(*columns[:place], then, *columns[place:]))


def says_of(request: HttpRequest, asked: Asked) -> str:
    """What the list is narrowed to, in words."""
    expert_id = _id_of(request.GET.get("expert", ""))
    words = [
        date_text(asked.on) if asked.on else _("today"),
        str(reference.unit_by_code(asked.unit).name) if asked.unit and asked.unit_path != "-" else "",
        selectors.expert_names([str(expert_id)]).get(str(expert_id), "") if expert_id else "",
        asked.specialty,
        _("overdue") if request.GET.get("overdue") else "",
    ]
    return " · ".join(word for word in words if word)


def _id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
