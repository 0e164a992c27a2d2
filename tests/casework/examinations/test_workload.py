"""The board: what each expert has in hands, today and on any past day; every number has its list."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraptama.capacity.experts.models import Expert
from saraptama.casework.examinations import past_terms, selectors, services, workload
from saraptama.casework.examinations.enums import Complexity, EndReason, Result
from saraptama.casework.examinations.past_terms import due_then
from saraptama.casework.examinations.rules.workload import free_places, work_units
from saraptama.casework.examinations.types import BoardFilter, Load, WorkloadBoard
from saraptama.casework.intake.enums import Composition
from tests.factories import examinations
from tests.factories.examinations import on

DAY = "2025-05-12"
COUNTS = st.integers(min_value=0, max_value=50)


@pytest.fixture
def spring(aigul: Expert, daniyar: Expert) -> None:
    """A spring of work: begun, replaced, finished, shared by a commission, and one that waits."""
    examinations.in_production("2025-05-05", aigul, Complexity.SIMPLE)
    replaced = examinations.in_production("2025-05-06", aigul, Complexity.MEDIUM)
    with on("2025-05-14") as day:
        services.reassign_expert(
            examinations.head(),
            examination_id=replaced.id,
            leaving_id=aigul.id,
            new_id=daniyar.id,
            reason=EndReason.LOAD,
            note="nothing is begun",
            occurred_on=day,
        )
    finished = examinations.agreed("2025-05-07", daniyar)
    with on("2025-05-15") as day:
        services.complete(
            examinations.acting(daniyar), examination_id=finished.id, result=Result.CONCLUSION, occurred_on=day
        )
        submission = examinations.asked(composition=Composition.COMMISSION)
    examinations.assigned("2025-05-16", aigul, submission, member_ids=[daniyar.id])
    examinations.accepted("2025-05-19")


def totals(board: WorkloadBoard) -> dict[str, int]:
    return {line.name: line.load.total for unit in board.units for line in unit.experts}


def test_the_board_of_a_past_day_shows_who_had_what_then(spring: None) -> None:
    head = examinations.head()
    with on("2025-05-20"):
        then = {day: totals(selectors.board(head, BoardFilter(on=date.fromisoformat(day)))) for day in DAYS}
    assert then == {
        "2025-05-04": {},
        "2025-05-05": {"Aigul": 1},
        "2025-05-07": {"Aigul": 2, "Daniyar": 1},
        "2025-05-13": {"Aigul": 2, "Daniyar": 1},
        "2025-05-14": {"Aigul": 1, "Daniyar": 2},
        "2025-05-15": {"Aigul": 1, "Daniyar": 1},
        "2025-05-16": {"Aigul": 2, "Daniyar": 2},
    }


DAYS = ("2025-05-04", "2025-05-05", "2025-05-07", "2025-05-13", "2025-05-14", "2025-05-15", "2025-05-16")


def test_the_board_of_a_past_day_counts_by_the_due_dates_of_that_day(aigul: Expert) -> None:
    """Medium was 20 days; on the 12th it became simple, 10 days: overdue now, and nobody could know it before."""
    head, part = examinations.head(), examinations.in_production("2025-05-05", aigul, Complexity.MEDIUM)
    with on("2025-05-12") as day:
        services.set_complexity(
            examinations.acting(aigul),
            examination_id=part.id,
            complexity=Complexity.SIMPLE,
            justification="one short signature",
            occurred_on=day,
        )
    with on("2025-05-20"):
        assert due_counts(selectors.board(head)) == (1, 0, 0)
        days = ("2025-05-10", "2025-05-11", "2025-05-12", "2025-05-16")
        then = {day: due_counts(selectors.board(head, BoardFilter(on=date.fromisoformat(day)))) for day in days}
        assert then == {
            "2025-05-10": (0, 0, 0),
            "2025-05-11": (0, 0, 1),
            "2025-05-12": (0, 1, 1),
            "2025-05-16": (1, 0, 0),
        }
        assert selectors.in_hands(head, BoardFilter(on=date(2025, 5, 11), due_within=14)).count() == 1
        assert not selectors.in_hands(head, BoardFilter(on=date(2025, 5, 11), overdue=True)).exists()
        assert selectors.in_hands(head, BoardFilter(on=date(2025, 5, 16), overdue=True)).count() == 1


def due_counts(board: WorkloadBoard) -> tuple[int, int, int]:
    lines = [line for unit in board.units for line in unit.experts]
    overdue = sum(line.load.overdue for line in lines)
    return overdue, sum(line.due_soon for line in lines), sum(line.due_later for line in lines)


def test_the_due_dates_reckoned_for_today_are_those_of_the_rows(spring: None) -> None:
    with on("2025-05-20") as day:
        rows = dict(selectors.visible_to(examinations.head()).values_list("pk", "due_on"))
        assert due_then(rows, day) == rows


def test_too_much_to_reckon_again_is_said_and_not_guessed(spring: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workload, "RECKONED_AT_MOST", 0)
    monkeypatch.setattr(past_terms, "RECKONED_AT_MOST", 0)
    with on("2025-05-20"):
        found = selectors.board(examinations.head(), BoardFilter(on=date(2025, 5, 14)))
    assert not found.has_dues and due_counts(found) == (0, 0, 0)


def test_on_every_day_the_experts_add_up_to_the_unit(spring: None) -> None:
    head = examinations.head()
    with on("2025-05-25"):
        for back in range(25):
            narrowed = BoardFilter(on=date(2025, 5, 1) + timedelta(days=back))
            units = {unit.unit_id: unit.total for unit in selectors.board(head, narrowed).units if unit.total}
            assert units == selectors.unit_totals(head, narrowed)


def test_the_board_of_today_is_the_board_of_this_day(spring: None) -> None:
    head = examinations.head()
    with on("2025-05-20") as day:
        assert totals(selectors.board(head)) == totals(selectors.board(head, BoardFilter(on=day)))


def test_every_number_has_exactly_its_list(spring: None, aigul: Expert) -> None:
    head = examinations.head()
    with on("2025-05-20"):
        (line,) = [u for unit in selectors.board(head).units for u in unit.experts if u.expert_id == aigul.id]
        listed = {
            "total": selectors.in_hands(head, BoardFilter(expert_id=aigul.id)).count(),
            "simple": selectors.in_hands(head, BoardFilter(expert_id=aigul.id, complexity="SIMPLE")).count(),
            "soon": selectors.in_hands(head, BoardFilter(expert_id=aigul.id, due_within=7)).count(),
            "overdue": selectors.in_hands(head, BoardFilter(expert_id=aigul.id, overdue=True)).count(),
        }
    shown = {"total": line.load.total, "simple": line.load.simple, "soon": line.due_soon, "overdue": line.load.overdue}
    assert listed == shown
    assert shown["simple"] == 1 and shown["overdue"] == 1


def test_the_complexity_of_a_past_day_is_the_one_set_then(aigul: Expert) -> None:
    examination = examinations.in_production("2025-05-05", aigul, Complexity.SIMPLE)
    with on("2025-05-10") as day:
        services.set_complexity(
            examinations.acting(aigul),
            examination_id=examination.id,
            complexity=Complexity.HIGH,
            justification="twelve documents more",
            occurred_on=day,
        )
        head = examinations.head()
        before, after = (
            selectors.board(head, BoardFilter(on=date(2025, 5, n))).units[0].experts[0].load for n in (9, 10)
        )
    assert (before.simple, before.high) == (1, 0)
    assert (after.simple, after.high) == (0, 1)


def test_the_queue_names_unit_specialty_oldest_and_nearest_due(aigul: Expert) -> None:
    examinations.accepted("2025-05-05")
    examinations.accepted("2025-05-07")
    with on("2025-05-08"):
        (line,) = selectors.queue_lines(examinations.head())
        assert selectors.queue_lines(examinations.head("centre.i71")) == []
    assert (line.specialty, line.waiting, line.oldest) == ("1.1", 2, date(2025, 5, 5))
    assert line.due == date(2025, 6, 4)


def test_what_falls_due_counts_the_nearer_days_in_the_further_ones(aigul: Expert) -> None:
    examinations.in_production("2025-05-05", aigul, Complexity.SIMPLE)
    examinations.in_production("2025-05-06", aigul, Complexity.MEDIUM)
    with on("2025-05-12"):
        found = selectors.falling_due(examinations.head())
    assert (found.overdue, found.today, found.soon, found.later) == (0, 0, 1, 2)
    with on("2025-05-16"):
        assert selectors.falling_due(examinations.head()).overdue == 1


def test_a_head_of_another_unit_sees_none_of_it(spring: None) -> None:
    with on("2025-05-20"):
        assert selectors.board(examinations.head("centre.i71")).units == ()


@given(simple=COUNTS, medium=COUNTS, high=COUNTS, special=COUNTS, unset=COUNTS)
def test_work_units_weigh_each_examination_once(simple: int, medium: int, high: int, special: int, unset: int) -> None:
    load = Load(simple + medium + high + special + unset, simple, medium, high, special)
    alike = dict.fromkeys(Complexity, 1)
    assert work_units(load, alike) == load.total == work_units(load, {})
    weighed = dict(zip(Complexity, (1, 2, 3, 4), strict=True))
    assert work_units(load, weighed) == simple + 2 * (medium + unset) + 3 * high + 4 * special


@given(total=COUNTS, capacity=COUNTS)
def test_free_places_are_never_negative(total: int, capacity: int) -> None:
    assert free_places(Load(total), capacity) == max(0, capacity - total)
    assert free_places(Load(total), None) is None
