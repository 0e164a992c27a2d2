"""When a file's term of keeping ends. Terms are versioned data with their source; pure."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from saraptama.foundation.documents.kinds import RetentionClass


@dataclass(frozen=True)
class Term:
    """The term of one class; `years` None means for ever."""

    years: int | None
    source: str
    confirmed: bool


@cache
def terms() -> dict[RetentionClass, Term]:
    """The terms in force, by class."""
    text = (files("saraptama.foundation.documents") / "data" / "retention.yaml").read_text("utf-8")
    rows = yaml.safe_load(text)["classes"]
    return {RetentionClass(code): Term(**row) for code, row in rows.items()}


def kept_until(retention: RetentionClass, stored_on: date) -> date | None:
    """The last day of keeping: the end of the year, after the term's full years; None for ever."""
    years = terms()[retention].years
    return None if years is None else date(stored_on.year + years, 12, 31)


def stored_before(retention: RetentionClass, on: date) -> int | None:
    """Files of the class stored in this year or earlier may be disposed of on the day; None if never."""
    years = terms()[retention].years
    return None if years is None else on.year - years - 1
