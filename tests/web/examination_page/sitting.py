"""Sitting down at a desk: a browser in which a member of the cast has signed in and shown the second factor."""

import html
import re
import time
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.test import Client

from saraptama.foundation.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Desk:
    """What a person sees and does, in English."""

    def __init__(self, login: str) -> None:
        user = User.objects.get(login=login)
        User.objects.filter(pk=user.pk).update(language="en")
        self.client = Client()
        self.client.force_login(user, backend=BACKEND)
        session = self.client.session
        now = time.time()
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": now, "username": login},
            {"method": "mfa", "at": now, "type": "totp"},
        ]
        session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
        session.save()

    def opens(self, url: str, status: int = 200) -> str:
        """The page as its source."""
        answer: Any = self.client.get(url)
        assert answer.status_code == status, f"{url}: {answer.status_code}"
        return html.unescape(answer.content.decode())

    def reads(self, url: str) -> str:
        """The page as its words."""
        return words(self.opens(url))

    def sends(self, url: str, **fields: Any) -> str:
        """Send a form that is taken; the address to which it leads."""
        answer: Any = self.client.post(url, fields)
        assert answer.status_code == 302, words(answer.content.decode())
        return str(answer.headers["Location"])

    def sends_in_vain(self, url: str, **fields: Any) -> str:
        """Send a form that comes back; the page with what is to be mended."""
        answer: Any = self.client.post(url, fields)
        assert answer.status_code == 200, answer.status_code
        page = html.unescape(answer.content.decode())
        assert "data-error-summary" in page
        return page


def words(page: str) -> str:
    """The words of a page without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.unescape(page)))


def of_examination(desk: str, examination_id: UUID, act: str) -> str:
    """The address of an act on an examination at a desk."""
    return f"/{desk}/examinations/{examination_id}/{act}/"
