"""Norms are read strictly: what the rules do not know is refused, never guessed."""

from copy import deepcopy
from typing import Any

import pytest

from saraptama.casework.examinations.enums import Complexity, SuspensionGround
from saraptama.casework.examinations.rules import Norms, NormsNotUnderstood
from tests.casework.examinations.clock_data import NORMS, VALUES


def test_the_version_of_domain_5_2_is_understood() -> None:
    assert [NORMS.norm_of(c).value for c in Complexity] == [10, 20, 30, 30]
    assert (NORMS.cap.value, NORMS.cap.source, NORMS.cap.confirmed) == (30, "Law 44-VI art. 34", True)
    assert (NORMS.petition.value, NORMS.petition.unit) == (10, "working")
    assert NORMS.stopping_grounds == frozenset(SuspensionGround)
    assert not NORMS.second_petition_opens_window


@pytest.mark.parametrize("missing", [name for name in VALUES if name != "timezone"])
def test_a_missing_entry_is_named(missing: str) -> None:
    values = {name: entry for name, entry in VALUES.items() if name != missing}
    with pytest.raises(NormsNotUnderstood) as refusal:
        Norms.from_values("x", values)
    assert missing in refusal.value.text()


@pytest.mark.parametrize(
    ("entry", "change"),
    [
        ("overlap_policy", {"value": "longest"}),
        ("other_suspensions", {"by_ground": {"S9": {"cap": 5}}}),
        ("end_on_nonworking", {"value": "nearest"}),
        ("petition_suspension", {"restart": "same_day"}),
        ("petition_suspension", {"unit": "hours"}),
        ("cap_days", {"value": "thirty"}),
        ("cap_days", {"value": -1}),
        ("norm_days", {"special": None}),
        ("other_suspensions", {"grounds": ["S9"]}),
    ],
)
def test_a_value_that_the_rules_do_not_know_is_refused(entry: str, change: dict[str, Any]) -> None:
    values = deepcopy(VALUES)
    values[entry].update(change)
    with pytest.raises(NormsNotUnderstood):
        Norms.from_values("x", values)


def test_a_petition_always_stops_the_clock_because_the_law_says_so() -> None:
    values = deepcopy(VALUES)
    values["other_suspensions"]["grounds"] = []
    assert Norms.from_values("x", values).stopping_grounds == {SuspensionGround.PETITION}
