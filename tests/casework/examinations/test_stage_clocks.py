"""Stage clocks: every second is somebody's, and all of them together are the whole."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from saraptama.casework.examinations.enums import ExaminationState, Stage
from saraptama.casework.examinations.rules import Entry, stage_clocks

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
moments = st.integers(0, 365 * 24 * 3600).map(lambda seconds: MORNING + timedelta(seconds=seconds))
histories = st.lists(st.builds(Entry, moments, st.sampled_from(ExaminationState)), min_size=1, max_size=12)


def at(hours: float, state: ExaminationState) -> Entry:
    return Entry(MORNING + timedelta(hours=hours), state)


def test_the_time_of_a_straight_way_goes_to_the_hands_it_was_in() -> None:
    entries = [
        at(1, ExaminationState.REGISTERED), at(2, ExaminationState.ACCEPTED), at(5, ExaminationState.ASSIGNED),
        at(6, ExaminationState.IN_PRODUCTION), at(30, ExaminationState.SUSPENDED),
        at(50, ExaminationState.IN_PRODUCTION), at(60, ExaminationState.AWAITING_APPROVAL),
        at(62, ExaminationState.APPROVED), at(63, ExaminationState.COMPLETED), at(70, ExaminationState.DELIVERED),
        at(80, ExaminationState.CLOSED),
    ]  # fmt: skip
    clocks = stage_clocks(entries, arrived=MORNING, now=MORNING + timedelta(days=30))
    hours = {stage: clocks.of(stage) / timedelta(hours=1) for stage in Stage}
    assert hours == {
        Stage.REGISTRY: 2, Stage.OBJECTS: 0, Stage.HEAD: 3, Stage.EXPERT: 25 + 10 + 1, Stage.AGREEMENT: 2,
        Stage.DELIVERY: 17, Stage.OTHERS: 20,
    }  # fmt: skip
    assert clocks.whole == timedelta(hours=80)


def test_what_goes_on_is_counted_to_this_moment() -> None:
    clocks = stage_clocks([at(0, ExaminationState.AWAITING_OBJECTS)], arrived=None, now=MORNING + timedelta(hours=7))
    assert (clocks.of(Stage.OBJECTS), clocks.whole) == (timedelta(hours=7), timedelta(hours=7))


@given(histories, moments)
def test_the_stages_add_up_to_the_whole_to_the_second(entries: list[Entry], now: datetime) -> None:
    """Unless it was over in between, the whole is the time from the first entry to now."""
    clocks = stage_clocks(entries, arrived=None, now=now)
    assert sum((time for _, time in clocks.by_stage), timedelta()) == clocks.whole
    known = [entry for entry in entries if entry.at <= now]
    over = {ExaminationState.CLOSED, ExaminationState.WITHDRAWN}
    if known and not over & {entry.state for entry in known}:
        assert clocks.whole == now - min(entry.at for entry in known)
    assert all(time >= timedelta() for _, time in clocks.by_stage)
