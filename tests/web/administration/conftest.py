"""The administrator at the desk, with the password typed just now."""

import time
from collections.abc import Callable

import pytest
from allauth.account.internal.userkit import user_id_to_str
from django.test import Client

from saraptama.foundation.accounts.models import User
from tests.journey.conftest import played
from tests.web.shared.conftest import seated

__all__ = ["administrator", "auditor", "played", "seated"]


def _typed_password(client: Client) -> Client:
    """A browser in which the password was typed a moment ago."""
    session = client.session
    session["account_authentication_methods_user"] = user_id_to_str(User.objects.get(pk=session["_auth_user_id"]))
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    return client


@pytest.fixture
def administrator(seated: Callable[[str], Client]) -> Client:
    """Ruslan, signed in with both factors."""
    return _typed_password(seated("ruslan"))


@pytest.fixture
def auditor(seated: Callable[[str], Client]) -> Client:
    """Zarina, signed in with both factors."""
    return _typed_password(seated("zarina"))
