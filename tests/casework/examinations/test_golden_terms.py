"""golden_terms.csv: more than two hundred cases of 2019–2027, each with its reasoning in words, to the day.

The table was walked day by day (slow_clock.py) over the calendar that comes with the system, and read by people; the
rules must agree with every row. A row that becomes wrong when a calendar is corrected is corrected by hand.
"""

import csv
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from saraptama.casework.examinations.rules import Norms, read_history, term
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.calendar import WorkingCalendar
from tests.casework.examinations.clock_data import norms

ROWS = list(csv.DictReader(Path(__file__).with_name("golden_terms.csv").read_text("utf-8").splitlines()))
OPTIONS: dict[str, Any] = {
    "end": lambda value: {"end_on_nonworking": {"value": value}},
    "first day": lambda _: {"start_day_counts": {"value": True}},
    "petition limit": lambda value: {"petition_suspension": {"cap": int(value)}},
    "sick limit": lambda value: {"other_suspensions": {"by_ground": {"S3": {"cap": int(value)}}}},
    "second petition": lambda _: {"second_petition_same_subject": {"value": "new_window"}},
    "overlaps": lambda _: {"overlap_policy": {"value": "sum"}},
}


@cache
def calendar() -> WorkingCalendar:
    return reference.delivered_calendar()


def norms_of(row: dict[str, str]) -> Norms:
    changes: dict[str, Any] = {}
    for option in filter(None, row["options"].split("; ")):
        name, value = option.split(": ")
        changes |= OPTIONS[name](value)
    return norms(**changes)


def event_of(told: str) -> dict[str, Any]:
    """`stop S1 samples 2025-03-17`: what, of which matter, and the day last."""
    *words, on = told.split(" ")
    match words:
        case ["order" | "objects" as what]:
            return {"type": f"{what}_accepted", "on": on}
        case ["stop", ground, *subject]:
            return {"type": "suspended", "reason": ground, "subject": " ".join(subject), "on": on}
        case ["go", "on", ground, *subject]:
            return {"type": "resumed", "reason": ground, "subject": " ".join(subject), "on": on}
        case ["extended", days]:
            return {"type": "extension_granted", "days": int(days), "decided_by": "body", "on": on}
        case ["category", to]:
            return {"type": "complexity_changed", "to": to, "on": on}
        case ["sent"]:
            return {"type": "delivered", "on": on}
        case [how]:
            return {"type": how, "on": on}
    raise AssertionError(told)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['no']} {row['topic']}" for row in ROWS])
def test_the_rules_agree_with_the_table(row: dict[str, str]) -> None:
    events = [{**event_of(told), "seq": seq} for seq, told in enumerate(row["events"].split("; "))]
    told = {"id": row["no"], "complexity": row["category"] or None, "as_of": row["as_of"], "events": events}
    history = read_history(told)
    assert history.as_of is not None
    reckoned = term(history.facts, norms_of(row), calendar(), history.as_of)
    dates = ("t0", "due", "cap", "target", "delivery_due")
    found = {name: str(getattr(reckoned, name) or "") for name in dates}
    found |= {"state": reckoned.state.value.lower(), "elapsed": str(reckoned.elapsed)}
    found |= {"suspended": str(reckoned.counters.suspended)}
    assert found == {name: row[name] for name in found}, row["why"]
    assert (history.defects, reckoned.defects) == ([], ())


def test_the_table_covers_what_it_must() -> None:
    topics, years = Counter(row["topic"].split(":")[0] for row in ROWS), {row["t0"][:4] for row in ROWS}
    assert len(ROWS) >= 200
    assert years >= {str(year) for year in range(2019, 2028)}
    for topic in (
        "petition limit across holidays and moved days", "ends on a holiday", "leap year", "year change",
        "overlapping suspensions", "changed category", "ended", *("first day counts", "extension"),
    ):  # fmt: skip
        assert topics[topic] >= 4, topic
    assert {option.split(": ")[0] for row in ROWS for option in filter(None, row["options"].split("; "))} == set(
        OPTIONS
    )
    assert all(row["why"] for row in ROWS)
