"""Searches for a person by IIN: kept with the session, so that no number of a person stands in an address.

An address stays in the browser's history, in the notes of every proxy on the way, and in a link that is passed on.
"""

import re
import secrets

from django.http import HttpRequest

from saraptama.kernel.identifiers import check_iin

_KEPT = "searches_out_of_sight"
MOST = 5
"""How many a session keeps: enough for the way back, and gone with the session."""


_DAY = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_TWELVE = re.compile(r"(?<![0-9])[0-9](?: ?[0-9]){11}(?![0-9])")


def names_a_person(typed: str) -> bool:
    """Whether a person's IIN stands in what was typed, alone or among words; also one with a slip of the pen."""
    return any(_is_like_an_iin(digits.replace(" ", "")) for digits in _TWELVE.findall(typed))


def _is_like_an_iin(digits: str) -> bool:
    """Its check digit holds, or it begins with a day of birth, as other numbers may, which lose nothing by it."""
    return check_iin(digits).ok or _DAY.match(digits) is not None


def masked(typed: str) -> str:
    """What was typed, as a heading may say it: of an IIN only the end."""
    return _TWELVE.sub(lambda found: f"••••••••{found[0][-4:]}", typed) if names_a_person(typed) else typed


def keep(request: HttpRequest, typed: str) -> str:
    """Keep what was typed with the session; the answer is what may stand in an address instead of it."""
    held: dict[str, str] = request.session.get(_KEPT, {})
    known = next((name for name, words in held.items() if words == typed), "") or secrets.token_urlsafe(9)
    others = {name: words for name, words in held.items() if name != known}
    request.session[_KEPT] = {**dict(list(others.items())[-(MOST - 1) :]), known: typed}
    return known


def kept(request: HttpRequest, name: str) -> str:
    """What was typed; nothing when the session keeps it no more."""
    held: dict[str, str] = request.session.get(_KEPT, {})
    return held.get(name, "")
