"""Somebody of the cast at their desk, with both factors shown."""

from collections.abc import Callable

import pytest
from django.test import Client

from saraptama.foundation.accounts.models import User


@pytest.fixture
def seated(client: Client, db: None) -> Callable[[str], Client]:
    """A browser in which somebody of the cast has signed in."""

    def sit_down(login: str) -> Client:
        client.force_login(User.objects.get(login=login), backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["second_factor_set_up_here"] = True
        session.save()
        return client

    return sit_down
