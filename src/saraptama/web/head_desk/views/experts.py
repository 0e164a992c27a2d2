"""The register of experts: found by words and filters, each with a card."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from saraptama.capacity.experts import selectors as register
from saraptama.capacity.experts.enums import AbsenceKind, ExpertKind, Language
from saraptama.capacity.experts.types import ExpertFilter
from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.types import Load
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.kernel import clock
from saraptama.web.examination_page.acting import acting
from saraptama.web.examination_page.words import specialty_text, unit_name
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.components import Crumb, EmptyState, Fact, Stat
from saraptama.web.shared.formats import date_text
from saraptama.web.shared.tables import Column, Filter, TableSpec
from saraptama.web.shared.tones import Tone


def position_words(row: Any) -> str:
    """The post in words."""
    return reference.label(Dictionary.POSITION, row.position) if row.position else ""


def language_words(row: Any) -> str:
    """The languages in words."""
    return ", ".join(str(Language(code).label) for code in row.languages)


def specialty_words(row: Any) -> str:
    """Ciphers of the specialties with a certificate in force today."""
    day = clock.today()
    return ", ".join(sorted({c.specialty_code for c in row.certificates.all() if in_force(c, day)}))


def in_force(certificate: Any, day: Any) -> bool:
    """Whether a certificate holds on a day."""
    ended = certificate.valid_to is not None and certificate.valid_to < day
    suspended = certificate.suspended_from is not None and certificate.suspended_from <= day
    return certificate.issued_on <= day and not ended and not suspended


EXPERTS: TableSpec[Any] = TableSpec(
    name="experts",
    caption=gettext_lazy("Experts"),
    columns=(
        Column("name", gettext_lazy("Expert"), lambda row: row.user.full_name(), sort="in_alphabet"),
        Column("position", gettext_lazy("Position"), position_words),
        Column("unit", gettext_lazy("Unit"), lambda row: unit_name(row.unit) if row.unit_id else ""),
        Column("specialties", gettext_lazy("Specialties"), specialty_words),
        Column("languages", gettext_lazy("Languages"), language_words),
        Column("hired", gettext_lazy("In service from"), lambda row: row.hired_on, sort="hired_on", optional=True),
        Column("kind", gettext_lazy("Status"), lambda row: str(ExpertKind(row.kind).label), optional=True),
    ),
    order="name",
    empty=EmptyState(
        gettext_lazy("No expert is found"),
        gettext_lazy("Experts of your units stand here once they are entered in the register."),
        icon="people",
    ),
    row_url=lambda row: reverse("head_expert", args=[row.pk]),
)


def narrowed(key: str) -> Any:
    """A filter whose work the register's own selector does; the table only shows its chip."""
    return lambda rows, value: rows


def spec_for(counts: dict[UUID, int]) -> TableSpec[Any]:
    """The table with the load of each expert, and the filters."""
    load = Column[Any]("load", gettext_lazy("In work"), lambda row: counts.get(row.pk, 0), numeric=True)
    free = Column[Any](
        "free", gettext_lazy("Free places"), lambda row: max(0, row.capacity - counts.get(row.pk, 0)), numeric=True
    )
    filters: tuple[Filter[Any], ...] = (
        Filter(
            "specialty",
            gettext_lazy("Expert specialty"),
            lambda: [(one.code, f"{one.code} {one.name}") for one in reference.open_specialties()],
            narrowed("specialty"),
        ),
        Filter("language", gettext_lazy("Language"), Language.choices, narrowed("language")),
        Filter(
            "region",
            gettext_lazy("Region"),
            lambda: [(one.code, str(one.name)) for one in reference.regions()],
            narrowed("region"),
        ),
        Filter(
            "load",
            gettext_lazy("Load"),
            (
                ("free", gettext_lazy("has free places")),
                ("idle", gettext_lazy("has nothing in work")),
                ("full", gettext_lazy("has reached the norm")),
            ),
            lambda rows, value: by_load(rows, value, counts),
        ),
        Filter("kind", gettext_lazy("Status"), ExpertKind.choices, narrowed("kind")),
        Filter("present", gettext_lazy("Today"), (("yes", gettext_lazy("not away")),), narrowed("present")),
        Filter("former", gettext_lazy("Service"), (("yes", gettext_lazy("those who left too")),), narrowed("former")),
    )
    columns = (*EXPERTS.columns[:5], load, free, *EXPERTS.columns[5:])
    return replace(EXPERTS, columns=columns, filters=filters, search=lambda rows, words: rows)


def by_load(rows: Any, value: str, counts: dict[UUID, int]) -> Any:
    """Experts by how much they have in work against what they take at once."""
    if value == "idle":
        return rows.exclude(pk__in=[key for key, count in counts.items() if count])
    capacities = dict(rows.model.objects.filter(pk__in=counts).values_list("pk", "capacity"))
    full = [key for key, count in counts.items() if key in capacities and count >= capacities[key]]
    return rows.filter(pk__in=full) if value == "full" else rows.exclude(pk__in=full)


@require_safe
def experts(request: HttpRequest) -> HttpResponseBase:
    """The register, narrowed by words and filters, in the order of the Kazakh alphabet."""
    actor = acting(request)
    wanted = ExpertFilter(
        words=request.GET.get("words", "").strip(),
        specialty=request.GET.get("specialty", ""),
        language=request.GET.get("language", ""),
        region=request.GET.get("region", ""),
        kind=request.GET.get("kind", ""),
        present=bool(request.GET.get("present")),
        former=bool(request.GET.get("former")),
    )
    rows = register.register(actor, wanted).prefetch_related("certificates")
    table = spec_for(selectors.counts_in_hands()).read(request, rows)
    context = {"crumbs": [Crumb(_("Experts"))], "table": table, "words": wanted.words}
    return table.export() or render(request, "head_desk/experts.html", context)


@require_safe
def expert(request: HttpRequest, expert_id: UUID) -> HttpResponse:
    """An expert's card: certificates with their days, load, absences, secondments."""
    actor = acting(request)
    found = register.expert_card(actor, expert_id)
    load = selectors.loads_of([expert_id]).get(expert_id, Load())
    day = clock.today()
    context = {
        "crumbs": [Crumb(_("Experts"), reverse("head_experts")), Crumb(found.user.short_name())],
        "expert": found,
        "facts": facts_of(found),
        "stats": stats_of(found, load),
        "certificates": [(c, specialty_text(c.specialty_code), state_of(c, day)) for c in found.certificates.all()],
        "absences": [
            (a, str(AbsenceKind(a.kind).label), a.valid_from <= day <= a.valid_to) for a in found.absences.all()
        ],
        "secondments": [(s, unit_name(s.to_unit)) for s in found.secondments.all()],
    }
    return render(request, "head_desk/expert.html", context)


def absence_words(row: Any, day: Any) -> tuple[Any, str, bool]:
    """An absence, its kind in words, and whether it is now."""
    return row, str(AbsenceKind(row.kind).label), row.valid_from <= day <= row.valid_to


def facts_of(found: Any) -> list[Fact]:
    """Who the expert is, where and since when."""
    facts = [
        Fact(_("Status"), str(ExpertKind(found.kind).label)),
        Fact(_("Position"), position_words(found) or "—"),
        Fact(_("Unit"), unit_name(found.unit) if found.unit_id else "—"),
        Fact(_("Languages"), language_words(found)),
        Fact(_("In service from"), date_text(found.hired_on)),
    ]
    if found.left_on:
        facts.append(Fact(_("Last day of service"), date_text(found.left_on)))
    return facts


def stats_of(found: Any, load: Load) -> list[Stat]:
    """The load, each count with its cases."""

    def cases(more: str = "") -> str:
        return f"{reverse('head_board_cases')}?expert={found.pk}{more}"

    return [
        Stat(_("In work"), load.total, cases()),
        Stat(_("Free places"), max(0, found.capacity - load.total)),
        Stat(_("simple"), load.simple, cases("&complexity=SIMPLE")),
        Stat(_("of medium complexity"), load.medium, cases("&complexity=MEDIUM")),
        Stat(_("complex and especially complex"), load.high + load.special, cases()),
        Stat(_("Overdue"), load.overdue, cases("&overdue=1"), tone=Tone.OVERDUE if load.overdue else None),
    ]


def state_of(certificate: Any, day: Any) -> Chip:
    """How a certificate stands on a day."""
    if in_force(certificate, day):
        return Chip(_("in force"), Tone.DONE)
    if certificate.suspended_from is not None and certificate.suspended_from <= day:
        return Chip(_("suspended since {day}").format(day=date_text(certificate.suspended_from)), Tone.ATTENTION)
    return Chip(_("not in force"), Tone.WAITING)
