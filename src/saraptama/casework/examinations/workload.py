"""Who has what in hands, today or on any past day; what waits for an expert; what falls due.

Every number here is a count of rows that a list shows: of assignments (an expert's part in an examination) for
workload, of examinations for queues. Units are sums over the experts who work in them. Only what was open on the day
is looked at: some tens of thousands among millions.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery

from saraptama.capacity.experts import selectors as experts
from saraptama.capacity.experts.types import ExpertBrief
from saraptama.casework.examinations.candidates import loads_of
from saraptama.casework.examinations.enums import AssignmentRole, Complexity
from saraptama.casework.examinations.models import Assignment, ComplexitySetting, Examination
from saraptama.casework.examinations.past_terms import RECKONED_AT_MOST, due_then
from saraptama.casework.examinations.querysets import ExaminationQuerySet
from saraptama.casework.examinations.rules.workload import free_places, work_units
from saraptama.casework.examinations.types import (
    BoardFilter,
    ExpertWorkload,
    FallingDue,
    Load,
    QueueLine,
    UnitWorkload,
    WorkloadBoard,
)
from saraptama.casework.examinations.workflow import IN_HANDS
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

SOON, LATER = 7, 14
"""Days ahead for what falls due."""


def weights(on: date | None = None) -> dict[Complexity, int]:
    """Work units by category of complexity, as the reference data has them on a day."""
    found: dict[Complexity, int] = {}
    for term in reference.terms(Dictionary.COMPLEXITY, on):
        norm, units = str(term.attributes.get("norm", "")).upper(), term.attributes.get("work_units")
        if norm in set(Complexity) and units is not None:
            found[Complexity(norm)] = int(units)
    return found


def in_hands(actor: ActorRef, narrowed: BoardFilter) -> QuerySet[Assignment]:
    """The parts that experts have in hands in the evening of a day, of those the actor sees: what the board counts."""
    open_then = _open_examinations(actor, narrowed)
    rows = Assignment.objects.filter(examination__in=open_then)
    if narrowed.on is None:
        rows = rows.filter(ended_on__isnull=True).annotate(category=F("examination__complexity"))
    else:
        day = narrowed.on
        rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), assigned_on__lte=day)
        rows = rows.annotate(category=Subquery(_complexity_then(day)))
    if narrowed.expert_id is not None:
        rows = rows.filter(expert_id=narrowed.expert_id)
    if narrowed.complexity:
        rows = rows.filter(category=narrowed.complexity)
    return _falling_then(rows, narrowed) if narrowed.on is not None else _falling_now(rows, narrowed)


def _falling_now(rows: QuerySet[Assignment], narrowed: BoardFilter) -> QuerySet[Assignment]:
    today = clock.today()
    if narrowed.due_within is not None:
        rows = rows.filter(examination__due_on__range=(today, today + timedelta(days=narrowed.due_within)))
    return rows.filter(examination__due_on__lt=today) if narrowed.overdue else rows


def _falling_then(rows: QuerySet[Assignment], narrowed: BoardFilter) -> QuerySet[Assignment]:
    """By the due dates of that day. What is too much to reckon again falls nowhere."""
    if narrowed.due_within is None and not narrowed.overdue:
        return rows
    assert narrowed.on is not None
    nearness = {key: Nearness(due, narrowed.on) for key, due in (_dues_then(rows, narrowed.on) or {}).items()}
    if narrowed.due_within is not None:
        return rows.filter(examination__in=[k for k, near in nearness.items() if near.within(narrowed.due_within)])
    return rows.filter(examination__in=[key for key, near in nearness.items() if near.overdue])


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a due date was on a day."""

    due: date | None
    day: date

    @property
    def overdue(self) -> bool:
        """The day was after it."""
        return self.due is not None and self.due < self.day

    def within(self, days: int) -> bool:
        """It fell on the day or one of the next ones."""
        return self.due is not None and self.day <= self.due <= self.day + timedelta(days=days)


def dues_then(actor: ActorRef, narrowed: BoardFilter) -> dict[UUID, date | None] | None:
    """Due dates of that day for what the board of a past day counts; None where it is too much to reckon again."""
    assert narrowed.on is not None
    return _dues_then(in_hands(actor, narrowed), narrowed.on)


def _dues_then(rows: QuerySet[Assignment], day: date) -> dict[UUID, date | None] | None:
    asked = rows.order_by().values_list("examination_id", flat=True).distinct()[: RECKONED_AT_MOST + 1]
    return due_then(list(asked), day)


def board(actor: ActorRef, narrowed: BoardFilter | None = None) -> WorkloadBoard:
    """Experts with their work and free places, by unit, today or on a past day.

    An expert stands under each unit whose work he or she has in hands; one without work under the own unit.
    """
    chosen = narrowed or BoardFilter()
    day = chosen.on or clock.today()
    rows = in_hands(actor, chosen)
    counted, has_dues = _counted(rows, day), True
    if chosen.on is not None:
        has_dues = _count_dues_then(counted, rows, day)
    weighed = weights(day)
    idle = _idle(actor, chosen, {row["expert_id"] for row in counted})
    facts = experts.briefs({row["expert_id"] for row in counted} | set(idle), day)
    whole = loads_of(facts) if chosen.is_narrowed and chosen.on is None else {}
    counted += [{"expert_id": key, "unit_id": unit_id} for key, unit_id in idle.items()]
    lines = [_line(row, facts, weighed, whole) for row in counted if row["expert_id"] in facts]
    return WorkloadBoard(day, tuple(_units(actor, chosen, lines)), has_dues)


def counts_in_hands() -> dict[UUID, int]:
    """How many parts each expert has in hands now, whoever asks: for choosing among experts by load."""
    in_work = Examination.objects.in_states(*IN_HANDS)
    rows = Assignment.objects.filter(examination__in=in_work, ended_on__isnull=True).values("expert_id").order_by()
    return {row["expert_id"]: row["total"] for row in rows.annotate(total=Count("pk"))}


def unit_totals(actor: ActorRef, narrowed: BoardFilter | None = None) -> dict[UUID, int]:
    """Parts in hands by unit, counted apart from the experts: what the sum over experts must equal (features B1)."""
    rows = in_hands(actor, narrowed or BoardFilter()).values("examination__unit_id").order_by()
    return {row["examination__unit_id"]: row["total"] for row in rows.annotate(total=Count("pk"))}


def queue(actor: ActorRef) -> ExaminationQuerySet:
    """Examinations that wait for an expert."""
    return Examination.objects.visible_to(actor).unassigned()


def queue_lines(actor: ActorRef, *, unit_path: str = "", region: str = "") -> list[QueueLine]:
    """The queue by unit and specialty: how many wait, since when the oldest, and the nearest due date."""
    rows = _in_place(queue(actor), unit_path, region).values("unit_id", "specialty_code").order_by()
    today = clock.today()
    counted = rows.annotate(
        waiting=Count("pk"),
        oldest=Min("registered_on"),
        due=Min("due_on"),
        overdue=Count("pk", filter=Q(due_on__lt=today)),
    )
    lines = [
        QueueLine(row["unit_id"], row["specialty_code"], row["waiting"], row["oldest"], row["due"], row["overdue"])
        for row in counted
    ]
    return sorted(lines, key=lambda line: (line.oldest, -line.waiting, line.specialty))


def falling_due(actor: ActorRef, *, unit_path: str = "", region: str = "") -> FallingDue:
    """How much is overdue, and due today, within 7 and within 14 days; the further counts hold the nearer ones."""
    today = clock.today()
    rows = _in_place(Examination.objects.visible_to(actor).unfinished(), unit_path, region)
    within = {days: Q(due_on__range=(today, today + timedelta(days=days))) for days in (0, SOON, LATER)}
    return FallingDue(
        **rows.aggregate(
            overdue=Count("pk", filter=Q(due_on__lt=today)),
            today=Count("pk", filter=within[0]),
            soon=Count("pk", filter=within[SOON]),
            later=Count("pk", filter=within[LATER]),
            standing=Count("pk", filter=Q(due_on__isnull=True, t0__isnull=False)),
        )
    )


def _open_examinations(actor: ActorRef, narrowed: BoardFilter) -> ExaminationQuerySet:
    rows = Examination.objects.visible_to(actor)
    rows = rows.open_on(narrowed.on) if narrowed.on is not None else rows.in_states(*IN_HANDS)
    rows = _in_place(rows, narrowed.unit_path, narrowed.region)
    if narrowed.specialty:
        rows = rows.filter(specialty_code=narrowed.specialty)
    return rows


def _in_place(rows: ExaminationQuerySet, unit_path: str, region: str) -> ExaminationQuerySet:
    if unit_path:
        rows = rows.within_unit(unit_path)
    return rows.filter(region=region) if region else rows


def _complexity_then(day: date) -> Any:
    """The category in force in the evening of a day."""
    settings = ComplexitySetting.objects.filter(examination_id=OuterRef("examination_id"), occurred_on__lte=day)
    return settings.order_by("-seq").values("complexity")[:1]


def _counted(rows: QuerySet[Assignment], day: date) -> list[dict[str, Any]]:
    def of(category: Complexity) -> Count:
        return Count("pk", filter=Q(category=category.value))

    counted: Any = rows.values("expert_id", unit_id=F("examination__unit_id")).order_by().annotate(
        total=Count("pk"),
        leads=Count("pk", filter=Q(role=AssignmentRole.LEAD.value)),
        simple=of(Complexity.SIMPLE),
        medium=of(Complexity.MEDIUM),
        high=of(Complexity.HIGH),
        special=of(Complexity.SPECIAL),
        overdue=Count("pk", filter=Q(examination__due_on__lt=day)),
        soon=Count("pk", filter=Q(examination__due_on__range=(day, day + timedelta(days=SOON)))),
        later=Count("pk", filter=Q(examination__due_on__range=(day, day + timedelta(days=LATER)))),
    )  # fmt: skip
    return list(counted)


def _count_dues_then(counted: list[dict[str, Any]], rows: QuerySet[Assignment], day: date) -> bool:
    """Put the counts by the due dates of that day in the place of those by today's; False where there are too many."""
    dues = _dues_then(rows, day)
    for line in counted:
        line |= dict.fromkeys(("overdue", "soon", "later"), 0)
    if dues is None:
        return False
    lines = {(line["expert_id"], line["unit_id"]): line for line in counted}
    for expert_id, unit_id, examination_id in rows.values_list("expert_id", "examination__unit_id", "examination_id"):
        near, line = Nearness(dues.get(examination_id), day), lines[expert_id, unit_id]
        line["overdue"] += near.overdue
        line["soon"] += near.within(SOON)
        line["later"] += near.within(LATER)
    return True


def _idle(actor: ActorRef, narrowed: BoardFilter, busy: set[UUID]) -> dict[UUID, UUID]:
    """Experts of the place in service on the day who have nothing in hands, with their unit."""
    if narrowed.is_narrowed_to_work:
        return {}
    day = narrowed.on or clock.today()
    rows = experts.visible_experts(actor).working_on(day).filter(unit__isnull=False).exclude(id__in=busy)
    if narrowed.unit_path:
        inside = Q(unit__path=narrowed.unit_path) | Q(unit__path__startswith=f"{narrowed.unit_path}.")
        rows = rows.filter(inside)
    if narrowed.region:
        rows = rows.filter(unit__region_code=narrowed.region)
    if narrowed.specialty:
        rows = rows.filter(certificates__specialty_code=narrowed.specialty).distinct()
    return dict(rows.values_list("id", "unit_id"))


def _line(
    row: dict[str, Any], facts: dict[UUID, ExpertBrief], weighed: dict[Complexity, int], whole: dict[UUID, Load]
) -> ExpertWorkload:
    fact = facts[row["expert_id"]]
    names = ("total", "simple", "medium", "high", "special", "overdue")
    load = Load(**{name: row.get(name, 0) for name in names})
    return ExpertWorkload(
        expert_id=fact.expert_id,
        user_id=fact.user_id,
        name=fact.name,
        position=fact.position,
        unit_id=row["unit_id"],
        load=load,
        leads=row.get("leads", 0),
        due_soon=row.get("soon", 0),
        due_later=row.get("later", 0),
        units=work_units(load, weighed),
        capacity=fact.capacity,
        free=free_places(whole.get(fact.expert_id, load), fact.capacity),
        absent_until=fact.absent_until,
    )


def _units(actor: ActorRef, narrowed: BoardFilter, lines: list[ExpertWorkload]) -> list[UnitWorkload]:
    waiting: dict[UUID, int] = {}
    if narrowed.on is None and not narrowed.is_narrowed_to_work:
        rows = _in_place(queue(actor), narrowed.unit_path, narrowed.region)
        if narrowed.specialty:
            rows = rows.filter(specialty_code=narrowed.specialty)
        counted = rows.values("unit_id").order_by().annotate(total=Count("pk"))
        waiting = {row["unit_id"]: row["total"] for row in counted}
    by_unit: dict[UUID, list[ExpertWorkload]] = {key: [] for key in waiting}
    for line in lines:
        by_unit.setdefault(line.unit_id, []).append(line)
    found = [
        UnitWorkload(
            key,
            tuple(sorted(members, key=lambda line: (-line.units, -line.load.total, line.name))),
            waiting.get(key, 0),
        )
        for key, members in by_unit.items()
    ]
    return sorted(found, key=lambda unit: reference.unit(unit.unit_id).path)
