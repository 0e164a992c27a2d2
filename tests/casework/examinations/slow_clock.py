"""A second way to reckon a term: day by day, as a clerk would with a wall calendar. Slow, and independent of the rules.

It knows no intervals and no sums: it walks from the day of acceptance, leaves out the days on which production stands
still, and counts the others until the norm is used up.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from saraptama.kernel.calendar import WorkingCalendar

NORMS = {"simple": 10, "medium": 20, "high": 30, "special": 30}
LIMIT = 30
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stop:
    """One suspension: the day on which it was entered, and the day of the answer if there was one."""

    ground: str
    subject: str
    on: date
    until: date | None


@dataclass(frozen=True)
class Case:
    """What a clerk has before them."""

    order: date
    objects: date
    complexity: str | None
    stops: tuple[Stop, ...] = ()
    extensions: tuple[tuple[date, int], ...] = ()
    ended: tuple[str, date] | None = None
    sent: date | None = None
    as_of: date = date.max
    changed: tuple[tuple[date, str], ...] = ()
    roll: bool = False
    start_counts: bool = False
    petition_days: int = 10
    sick_limit: int | None = None
    new_window: bool = False
    adds_up: bool = False
    norms: dict[str, int] = field(default_factory=lambda: dict(NORMS))


@dataclass(frozen=True)
class Answer:
    """The dates, and the words of the way to them."""

    t0: date
    due: date | None
    cap: date | None
    target: date | None
    suspended: int
    elapsed: int
    delivery: date | None
    why: str


def by_hand(case: Case, calendar: WorkingCalendar) -> Answer:
    """Walk the days."""
    words: list[str] = []
    t0 = max(case.order, case.objects)
    later = "order and objects came together" if case.order == case.objects else (
        "the objects came later" if case.objects > case.order else "the order was accepted later")  # fmt: skip
    words.append(f"T0 {t0}: {later}")
    end = case.ended[1] if case.ended else case.as_of
    still, forever = _standing_still(case, t0, calendar, words)
    complexity = next((to for on, to in reversed(case.changed) if on <= case.as_of), case.complexity)
    if case.changed:
        words.append(f"the category became {complexity} and is counted from T0")
    norm = min(case.norms[complexity], LIMIT) if complexity else LIMIT
    words.append(f"{norm} calendar days" if complexity else f"no category yet: the limit of {LIMIT} days, provisional")
    granted = sum(days for on, days in case.extensions if on <= case.as_of)
    if granted:
        words.append(f"the body granted {granted} days")
    due = None if forever else _used_up(case, t0, norm + granted, still)
    cap = None if forever else _used_up(case, t0, LIMIT + granted, still)
    target = None
    if due is None:
        words.append("a ground without a limit is open: no date")
    else:
        words.append(f"used up on {due:%a %Y-%m-%d}")
        if case.roll:
            due, cap = _forward(due, calendar), _forward(cap, calendar) if cap else None
        target = _back(due, calendar)
        words.append(f"rolled forward to {due:%a %Y-%m-%d}" if case.roll else f"aim for {target:%a %Y-%m-%d}")
    days_still = sorted({day for day in still if day <= end})
    if days_still:
        words.append(f"production stood still on {len(days_still)} days up to {end}")
    return Answer(
        t0, due, cap, target, len(days_still), max(0, (end - t0).days - len(days_still)), _sent_by(case, words),
        "; ".join(words),
    )  # fmt: skip


def _standing_still(case: Case, t0: date, calendar: WorkingCalendar, words: list[str]) -> tuple[list[date], bool]:
    """Every day on which production stood still, as often as a stop covers it; and whether one has no end."""
    covered: list[date] = []
    forever = False
    windows: dict[str, date] = {}
    for stop in (stop for stop in case.stops if stop.on <= case.as_of):
        answered = stop.until if stop.until is not None and stop.until <= case.as_of else None
        opened = stop.on if case.new_window else windows.setdefault(stop.subject, stop.on)
        last = _limit(case, stop, opened, calendar)
        ends = [day for day in (answered, last, case.ended[1] if case.ended else None) if day is not None]
        forever = forever or not ends
        end = min(ends, default=case.as_of)
        day, count = max(stop.on, t0) + DAY, 0
        while day <= end:
            covered.append(day)
            day, count = day + DAY, count + 1
        if not ends:
            words.append(f"{stop.ground} from {stop.on} is open and has no limit")
            continue
        reason = "the limit" if end == last and answered != end else "the answer" if end == answered else "the end"
        words.append(f"{stop.ground} from {stop.on} stands {count} days, to {reason} on {max(end, stop.on)}")
    return (covered if case.adds_up else sorted(set(covered))), forever


def _limit(case: Case, stop: Stop, opened: date, calendar: WorkingCalendar) -> date | None:
    if stop.ground == "S1":
        day, left = opened, case.petition_days
        while left:
            day += DAY
            left -= calendar.is_working(day)
        return day
    return opened + case.sick_limit * DAY if stop.ground == "S3" and case.sick_limit is not None else None


def _used_up(case: Case, t0: date, days: int, still: list[date]) -> date:
    """The day on which so many days of production are used up.

    A day that two stops cover holds the clock back twice, where they add up. A stop entered on the last day moves it:
    its own day is still one of production.
    """
    day, left, owed = t0, days - case.start_counts, 0
    while left or owed or day + DAY in still:
        day += DAY
        covering = still.count(day)
        if covering:
            owed += covering - 1
        elif owed:
            owed -= 1
        else:
            left -= 1
    return day


def _sent_by(case: Case, words: list[str]) -> date | None:
    if case.ended is None or case.ended[0] == "withdrawn":
        return None
    words.append(f"{case.ended[0]} on {case.ended[1]}, three days to send")
    return case.ended[1] + 3 * DAY


def _forward(day: date, calendar: WorkingCalendar) -> date:
    while not calendar.is_working(day):
        day += DAY
    return day


def _back(day: date, calendar: WorkingCalendar) -> date:
    while not calendar.is_working(day):
        day -= DAY
    return day
