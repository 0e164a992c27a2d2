"""What the reference data hands to others: frozen values with names in three languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True)
class Names:
    """One text in the three languages of the service; as a string it is the text in the language active now."""

    kk: str
    ru: str
    en: str

    def in_language(self, language: str | None = None) -> str:
        """The text in a language; without one, in the language active now; in Russian when that is another."""
        chosen = (language or get_language() or "ru").split("-")[0]
        return str(getattr(self, chosen)) if chosen in LANGUAGES else self.ru

    def __str__(self) -> str:
        return self.in_language()

    def __bool__(self) -> bool:
        return bool(self.kk or self.ru or self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The days in which something holds; both count, an empty side is open."""

    valid_from: date | None
    valid_to: date | None
    source: str
    confirmed: bool

    def in_force_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(InForce):
    """A code of a dictionary."""

    id: UUID
    dictionary: str
    code: str
    label: Names
    sort_key_kk: str
    position: int
    attributes: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(InForce):
    """A region of the country by the first two digits of KATO."""

    id: UUID
    code: str
    iso_code: str
    kind: str
    name: Names
    sort_key_kk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(InForce):
    """The Centre, an institute, a department or a laboratory; `path` is its place in the tree."""

    id: UUID
    code: str
    kind: str
    parent_id: UUID | None
    path: str
    region_code: str
    name: Names
    city: Names
    letterhead: Names
    bin: str
    sort_key_kk: str
    attributes: Mapping[str, Any] = field(hash=False)

    def is_within(self, path: str) -> bool:
        """Whether the unit is the one at this path or lies below it."""
        return self.path == path or self.path.startswith(path + ".")


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointingBodyKind(InForce):
    """One of ten coded kinds of appointing body."""

    id: UUID
    code: str
    name: Names
    integration: str
    free_name_required: bool
    order_kinds: tuple[str, ...]
    """The kinds of appointing acts that such bodies issue, the usual one first; none named means any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointingBody(InForce):
    """A named appointing body."""

    id: UUID
    code: str
    kind_code: str
    region_code: str
    name: Names
    bin: str
    integration: str
    sort_key_kk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Specialty(InForce):
    """A type of examination (no parent) or a specialty below it."""

    id: UUID
    code: str
    parent_code: str
    name: Names
    status: str
    position: int
    kazakh_name_official: bool

    @property
    def is_type(self) -> bool:
        """Whether this is a type, to which nobody is certified by itself."""
        return not self.parent_code

    @property
    def type_code(self) -> str:
        """The type it belongs to; of a type its own code."""
        return self.parent_code or self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem(InForce):
    """A thing an order must contain."""

    id: UUID
    code: str
    severity: str
    article: str
    applies_when: str
    position: int
    text: Names
    mend: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class TypicalQuestion(InForce):
    """A question often put to experts of a type or specialty."""

    id: UUID
    code: str
    specialty_code: str
    position: int
    text: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Norms(InForce):
    """One version of the periods of the clock: `values` is what the pure rules read (domain.md, 5.2)."""

    id: UUID
    version: str
    values: Mapping[str, Any] = field(hash=False)

    def unconfirmed(self) -> tuple[str, ...]:
        """The names of the values that rest on our assumption, dotted (`norm_days.simple`)."""
        return tuple(_unconfirmed(self.values))


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day that departs from the ordinary week."""

    id: UUID
    date: date
    kind: str
    title: Names
    act: str
    estimated: bool
    source: str


def _unconfirmed(values: Mapping[str, Any], prefix: str = "") -> list[str]:
    found = []
    for name in sorted(values):
        value = values[name]
        if isinstance(value, Mapping):
            found += [prefix + name] if value.get("confirmed") is False else _unconfirmed(value, f"{prefix}{name}.")
    return found
