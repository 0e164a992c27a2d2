"""Whose failed attempts are counted together."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest


def attempted_login(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The login somebody tries, in its one spelling: the form calls it `login`, the sign-in library `username`."""
    return str((credentials or {}).get("username") or request.POST.get("login", "")).strip().lower()
