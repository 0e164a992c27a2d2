"""Values as the whole service writes them."""

from datetime import date, datetime
from typing import Any

from saraptama.web.shared.formats import DASH, date_text, datetime_text, number_text


def shown(value: Any) -> Any:
    """Dates, numbers and absences for the screen; whatever draws itself stays as it is."""
    if value is None or value == "":
        return DASH
    if isinstance(value, datetime):
        return datetime_text(value)
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return number_text(value)
    return value


def written(value: Any) -> str:
    """A value for a file, in the words of the screen."""
    told = shown(value)
    return str(getattr(told, "text", told))
