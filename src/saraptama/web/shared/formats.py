"""How values are written, the same in three languages: 22.11.2026, 24 hours, thin spaces, 12 450 ₸."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import get_language, gettext, ngettext

from saraptama.kernel import clock

THIN_SPACE = "\u202f"
"""Narrow no-break space: groups digits and ties a unit to its number."""

DASH = "—"
"""Stands where a value is absent, so that a cell is never silently empty."""


def decimal_mark() -> str:
    """A comma in Kazakh and Russian, a point in English."""
    return "." if (get_language() or "").startswith("en") else ","


def number_text(value: int | Decimal | float, places: int | None = None) -> str:
    """A number with digits grouped by thin spaces; `places` fixes the decimals."""
    written = f"{value:,.{places}f}" if places is not None else f"{value:,}"
    return written.replace(",", THIN_SPACE).replace(".", decimal_mark()).replace("-", "−")


def money_text(tiyn: int) -> str:
    """Tenge from integer tiyn; tiyn are shown only when there are any."""
    places = 0 if tiyn % 100 == 0 else 2
    return f"{number_text(Decimal(tiyn) / 100, places)}{THIN_SPACE}₸"


def share_text(share: float, places: int = 0) -> str:
    """A share of one as per cent."""
    return f"{number_text(share * 100, places)}{THIN_SPACE}%"


def date_text(day: date | datetime | None) -> str:
    """A legal day; of a moment, the day in Almaty."""
    if day is None:
        return DASH
    if isinstance(day, datetime):
        day = clock.local_date(day)
    return day.strftime("%d.%m.%Y")


def time_text(moment: datetime) -> str:
    """Hours and minutes where the institutes sit."""
    return moment.astimezone(clock.ALMATY).strftime("%H:%M")


def datetime_text(moment: datetime | None) -> str:
    """A moment with its day."""
    return DASH if moment is None else f"{date_text(moment)} {time_text(moment)}"


def days_text(days: int) -> str:
    """`1 day`, `12 days`."""
    return ngettext("{count} day", "{count} days", days).format(count=number_text(days))


def duration_text(span: timedelta) -> str:
    """`3 days 04:12:07`: to the second, so that parts visibly add up to the whole."""
    hours, rest = divmod(span.seconds, 3600)
    of_a_day = f"{hours:02}:{rest // 60:02}:{rest % 60:02}"
    return f"{days_text(span.days)} {of_a_day}" if span.days else of_a_day


def size_text(octets: int) -> str:
    """The size of a file, in the largest unit that keeps it above one."""
    units = (gettext("B"), gettext("KB"), gettext("MB"), gettext("GB"))
    power = min((max(octets, 1).bit_length() - 1) // 10, len(units) - 1)
    return f"{number_text(octets / 1024**power, 0 if power < 2 else 1)}{THIN_SPACE}{units[power]}"
