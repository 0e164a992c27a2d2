"""What a version of the norms must say before it may be published. Pure."""

from collections.abc import Mapping
from typing import Any

REQUIRED = {
    "cap_days": "value",
    "petition_suspension": "cap",
    "other_suspensions": "cap",
    "delivery": "value",
    "return_dispatch": "value",
    "extension": "max_days_each",
    "start_day_counts": "value",
    "end_on_nonworking": "value",
    "overlap_policy": "value",
}
"""The entries of domain.md 5.2 and the key under which each holds its value."""
COMPLEXITIES = ("simple", "medium", "high", "special")
UNITS = ("calendar", "working")


def faults_of_norms(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with the values: (dotted name, short code); empty when they can be published."""
    faults = []
    for name, key in REQUIRED.items():
        faults += _faults_of_entry(name, values.get(name), key)
    by_complexity = values.get("norm_days")
    if not isinstance(by_complexity, Mapping):
        return [*faults, ("norm_days", "missing")]
    for complexity in COMPLEXITIES:
        faults += _faults_of_entry(f"norm_days.{complexity}", by_complexity.get(complexity), "value")
    return faults


def _faults_of_entry(name: str, entry: Any, key: str) -> list[tuple[str, str]]:
    if not isinstance(entry, Mapping) or key not in entry:
        return [(name, "missing")]
    faults = []
    if entry.get("unit", "calendar") not in UNITS:
        faults.append((name, "unit"))
    if isinstance(entry[key], int) and entry[key] < 0:
        faults.append((name, "negative"))
    if not entry.get("source"):
        faults.append((name, "source"))
    if not isinstance(entry.get("confirmed"), bool):
        faults.append((name, "confirmed"))
    return faults
