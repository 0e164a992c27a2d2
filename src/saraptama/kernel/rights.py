"""Rights as objects with prose. A right that was never declared raises when it is named."""

from dataclasses import dataclass
from enum import StrEnum


class Confidentiality(StrEnum):
    """How closely a case is held (design: SECRET is a shell only; its content never enters the system)."""

    OPEN = "OPEN"
    MEDICAL = "MEDICAL"
    OFFICIAL_USE = "OFFICIAL_USE"
    SECRET = "SECRET"


@dataclass(frozen=True)
class Right:
    """One thing a person may do, as `context.action`."""

    code: str
    says: str


_declared: dict[str, Right] = {}


def declare(code: str, says: str) -> Right:
    """Declare a right once, at import of the context that owns it."""
    if code in _declared and _declared[code].says != says:
        raise ValueError(f"right {code} is declared twice")
    return _declared.setdefault(code, Right(code, says))


def right(code: str) -> Right:
    """The declared right, or KeyError: an unknown right is a programming mistake, never a 'no'."""
    try:
        return _declared[code]
    except KeyError:
        raise KeyError(f"unknown right: {code}") from None


def declared() -> tuple[Right, ...]:
    """Every declared right, by code."""
    return tuple(_declared[code] for code in sorted(_declared))


@dataclass(frozen=True)
class Scope:
    """Where an act happens: the unit's path, region, examination type and confidentiality of the thing touched.

    `unit_path` is the dotted path of a unit, root first (`centre.institute-71.lab-3`).
    """

    unit_path: str = ""
    region: str = ""
    examination_type: str = ""
    confidentiality: Confidentiality = Confidentiality.OPEN


@dataclass(frozen=True)
class Grant:
    """A right and the limits inside which it holds. An empty limit means no limit on that axis."""

    right: str
    unit_path: str = ""
    regions: frozenset[str] = frozenset()
    examination_types: frozenset[str] = frozenset()
    confidentiality: frozenset[Confidentiality] = frozenset({Confidentiality.OPEN, Confidentiality.MEDICAL})

    def covers(self, scope: Scope) -> bool:
        """Whether an act in this scope is inside the grant."""
        inside_unit = (
            not self.unit_path or scope.unit_path == self.unit_path or scope.unit_path.startswith(self.unit_path + ".")
        )
        return (
            inside_unit
            and (not self.regions or scope.region in self.regions)
            and (not self.examination_types or scope.examination_type in self.examination_types)
            and scope.confidentiality in self.confidentiality
        )
