"""When a file's term of keeping ends. The terms are reference data, versioned, with their source."""

from datetime import date

from saraptama.foundation.documents.kinds import RetentionClass
from saraptama.foundation.reference.enums import Dictionary
from saraptama.foundation.reference.selectors import term


def years_kept(retention: RetentionClass) -> int | None:
    """Full years of keeping, counted from the end of the year of storing; None for ever."""
    years = term(Dictionary.RETENTION_CLASS, retention.value).attributes.get("years")
    return None if years is None else int(years)


def kept_until(retention: RetentionClass, stored_on: date) -> date | None:
    """The last day of keeping: the end of the year, after the term's full years; None for ever."""
    years = years_kept(retention)
    return None if years is None else date(stored_on.year + years, 12, 31)


def last_year_to_dispose_of(retention: RetentionClass, on: date) -> int | None:
    """Files of the class stored in this year or earlier may be disposed of on the day; None if never."""
    years = years_kept(retention)
    return None if years is None else on.year - years - 1
