"""The demonstration's open doors: who may be entered as, with which password and code. Never in a real installation."""

from importlib import import_module

from django.conf import settings
from django.http import HttpRequest

from saraptama.foundation.accounts.demo_codes import current_code
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.errors import UserUnknown
from saraptama.foundation.accounts.selectors import user

_SIGNING_IN = "account_login"
"""The session key under which the sign-in library keeps who passed the first factor."""


def demo_people() -> list[tuple[str, str, str]]:
    """Login, name and role of each member of the cast."""
    cast = import_module(settings.DEMO_CAST)
    return [
        (member.login, f"{member.surname} {member.name}", str(RoleCode(member.roles[0]).label)) for member in cast.CAST
    ]


def demo_password() -> str:
    """Everybody's password."""
    return str(import_module(settings.DEMO_CAST).PASSWORD)


def demo_code(request: HttpRequest) -> str:
    """The code that the person now signing in would read off a telephone; empty when nobody is."""
    signing_in = request.session.get(_SIGNING_IN) or {}
    who = user(signing_in["user_pk"]) if "user_pk" in signing_in else None
    login = who.login if who else getattr(request.user, "login", "")
    try:
        return current_code(login) if login else ""
    except UserUnknown:
        return ""
