"""The norms of the clock: one version of the configuration in domain.md §5.2, read strictly."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saraptama.casework.examinations.enums import Complexity, SuspensionGround
from saraptama.kernel.errors import Refusal

CALENDAR = "calendar"
WORKING = "working"
STRICT = "strict"
ROLL_FORWARD = "roll_forward"
UNION = "union"
SUM = "sum"


class NormsNotUnderstood(Refusal):
    """A version of the norms lacks a value, or holds one that the rules do not know."""

    code = "norms_not_understood"
    message = "The clock's norms {version} cannot be used: {what}. Correct the entry and publish a new version."


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of days with its unit, its source, and whether the source was read."""

    value: int
    unit: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Norms:
    """Everything the clock takes from law and orders; a case keeps the version valid on its T0."""

    version: str
    cap: Quantity
    by_complexity: tuple[tuple[Complexity, Quantity], ...]
    petition: Quantity
    """How long a petition may suspend (R5)."""
    other_suspensions: tuple[tuple[SuspensionGround, Quantity], ...]
    """The limits of the other grounds that have one (R9)."""
    other_confirmed: bool
    stopping_grounds: frozenset[SuspensionGround]
    """Grounds that stop the clock."""
    second_petition_opens_window: bool
    """Whether a second petition on the same subject opens a new window (§5.3: it does not)."""
    delivery: Quantity
    return_dispatch: Quantity
    extension_max: Quantity | None
    extension_count: int | None
    ask_before_due: int
    overlaps_count_once: bool
    """Whether days covered by several suspensions are added once (`union`) or by each of them (`sum`)."""
    start_day_counts: bool
    start_confirmed: bool
    roll_forward: bool
    end_confirmed: bool

    def norm_of(self, complexity: Complexity) -> Quantity:
        """The norm of days of a category."""
        return dict(self.by_complexity)[complexity]

    def limit_of(self, ground: SuspensionGround) -> Quantity | None:
        """How long a ground may suspend; None: no limit is known."""
        return self.petition if ground is SuspensionGround.PETITION else dict(self.other_suspensions).get(ground)

    def rests_on_practice(self, ground: SuspensionGround) -> bool:
        """Whether only practice, and no act that was read, lets the ground stop the clock (S2–S5)."""
        return ground is not SuspensionGround.PETITION and not self.other_confirmed

    def stops_clock(self, ground: SuspensionGround) -> bool:
        """Whether this version lets the ground stop the clock."""
        return ground in self.stopping_grounds

    @classmethod
    def from_values(cls, version: str, values: Mapping[str, Any]) -> "Norms":
        """Read one version; refuses what it does not know rather than guess."""
        return _Reader(version, values).norms()


class _Reader:
    def __init__(self, version: str, values: Mapping[str, Any]) -> None:
        self.version = version
        self.values = values

    def norms(self) -> Norms:
        other = self.entry("other_suspensions")
        extension = self.entry("extension")
        petition = self.entry("petition_suspension")
        self.choice(petition, "restart", ("next_day",))
        return Norms(
            version=self.version,
            cap=self.quantity(self.entry("cap_days")),
            by_complexity=self.complexities(),
            petition=self.quantity(petition, "cap"),
            other_suspensions=self.other_limits(other),
            other_confirmed=bool(other.get("confirmed", False)),
            stopping_grounds=self.grounds(other),
            second_petition_opens_window=self.second_petition(),
            delivery=self.quantity(self.entry("delivery")),
            return_dispatch=self.quantity(self.entry("return_dispatch")),
            extension_max=self.optional(extension, "max_days_each"),
            extension_count=extension.get("max_count"),
            ask_before_due=self.days(extension, "ask_before_due_working_days"),
            overlaps_count_once=self.choice(self.entry("overlap_policy"), "value", (UNION, SUM)) == UNION,
            start_day_counts=bool(self.entry("start_day_counts").get("value")),
            start_confirmed=bool(self.entry("start_day_counts").get("confirmed", False)),
            roll_forward=self.choice(self.entry("end_on_nonworking"), "value", (STRICT, ROLL_FORWARD)) == ROLL_FORWARD,
            end_confirmed=bool(self.entry("end_on_nonworking").get("confirmed", False)),
        )

    def refuse(self, what: str) -> NormsNotUnderstood:
        return NormsNotUnderstood(version=self.version, what=what)

    def entry(self, name: str) -> Mapping[str, Any]:
        entry = self.values.get(name)
        if not isinstance(entry, Mapping):
            raise self.refuse(f"“{name}” is missing")
        return entry

    def choice(self, entry: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> str:
        value = entry.get(name)
        if value not in allowed:
            raise self.refuse(f"“{name}” is {value!r}, known are {', '.join(allowed)}")
        return str(value)

    def days(self, entry: Mapping[str, Any], name: str) -> int:
        value = entry.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.refuse(f"“{name}” is {value!r} and not a number of days")
        return value

    def quantity(self, entry: Mapping[str, Any], name: str = "value") -> Quantity:
        unit = entry.get("unit", CALENDAR)
        if unit not in (CALENDAR, WORKING):
            raise self.refuse(f"the unit {unit!r} is unknown")
        return Quantity(self.days(entry, name), unit, str(entry.get("source", "")), bool(entry.get("confirmed", False)))

    def optional(self, entry: Mapping[str, Any], name: str) -> Quantity | None:
        return None if entry.get(name) is None else self.quantity(entry, name)

    def complexities(self) -> tuple[tuple[Complexity, Quantity], ...]:
        entries = self.entry("norm_days")
        read = []
        for complexity in Complexity:
            entry = entries.get(complexity.value.lower())
            if not isinstance(entry, Mapping):
                raise self.refuse(f"the norm of “{complexity.value.lower()}” is missing")
            read.append((complexity, self.quantity(entry)))
        return tuple(read)

    def other_limits(self, other: Mapping[str, Any]) -> tuple[tuple[SuspensionGround, Quantity], ...]:
        """One limit for all other grounds, or another one for a ground of its own (`by_ground: {S3: {cap: 30}}`)."""
        own = other.get("by_ground", {})
        if not isinstance(own, Mapping) or not set(own) <= set(SuspensionGround):
            raise self.refuse("“other_suspensions.by_ground” names an unknown ground")
        limits = []
        for ground in SuspensionGround:
            limit = self.optional({**other, **own.get(ground, {})}, "cap")
            if limit is not None and ground is not SuspensionGround.PETITION:
                limits.append((ground, limit))
        return tuple(limits)

    def grounds(self, other: Mapping[str, Any]) -> frozenset[SuspensionGround]:
        """All grounds stop the clock unless the version lists the ones that do."""
        listed = other.get("grounds")
        if listed is None:
            return frozenset(SuspensionGround)
        try:
            return frozenset(SuspensionGround(code) for code in listed) | {SuspensionGround.PETITION}
        except ValueError as unknown:
            raise self.refuse(str(unknown)) from unknown

    def second_petition(self) -> bool:
        """Whether the version says that a second petition on one subject opens a new window; absent: it does not."""
        entry = self.values.get("second_petition_same_subject", {"value": "same_window"})
        return self.choice(entry, "value", ("same_window", "new_window")) == "new_window"
