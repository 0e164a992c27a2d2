"""What was understood, as sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.identifiers import read_court_number, read_erdr
from saraptama.web.search.understanding import Kind, Reading

NAMES: dict[Kind, str | Promise] = {
    Kind.REGISTRATION: _("Registration number"),
    Kind.INCOMING: _("Incoming number"),
    Kind.LABEL: _("Label of an object"),
    Kind.COURT: _("Number of a court case"),
    Kind.ERDR: _("Number of the pre-trial register (ERDR)"),
    Kind.IIN: _("IIN of a person"),
    Kind.KUI: _("Number of the record book (KUI)"),
    Kind.CHECK_CODE: _("Code under a conclusion's QR"),
    Kind.STATUS_CODE: _("Code by which the parties follow an order"),
    Kind.WORDS: _("Words"),
}


def told(reading: Reading) -> str:
    """The number as its register writes it, with what its layout says."""
    return _TELLERS.get(reading.kind, _plain)(reading)


def _plain(reading: Reading) -> str:
    return reading.value


def _registration(reading: Reading) -> str:
    return f"{reading.value}/{reading.part}" if reading.part else reading.value


def _incoming(reading: Reading) -> str:
    return f"{reading.value}/{reading.part}"


def _iin(reading: Reading) -> str:
    """Only the end of it: the screen may be seen by others."""
    return f"••••••••{reading.value[-4:]}"


def _court(reading: Reading) -> str:
    number = read_court_number(reading.value.lower())
    region = _region(number.region) if number else ""
    return f"{reading.value} ({region})" if region else reading.value


def _erdr(reading: Reading) -> str:
    hint = read_erdr(reading.value)
    region = _region(hint.region) if hint else ""
    return f"{reading.value} ({region})" if region else reading.value


def _region(code: str) -> str:
    return next((str(region.name) for region in reference.regions() if region.code == code), "")


_TELLERS = {
    Kind.REGISTRATION: _registration,
    Kind.INCOMING: _incoming,
    Kind.IIN: _iin,
    Kind.COURT: _court,
    Kind.ERDR: _erdr,
}
