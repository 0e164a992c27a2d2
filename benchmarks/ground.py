"""The ground every benchmark stands on: the schema, reference data, the cast, the republic, a machine that may send."""

import secrets
from uuid import UUID

import django

TOKEN_SECONDS = 3600


def prepare(*, republic: bool = True) -> None:
    """Bring the database to this release and settle people, as often as called."""
    django.setup()
    from django.core.management import call_command

    from saraptama.demo import settle
    from saraptama.demo.republic import build_republic

    call_command("migrate", verbosity=0)
    actor = settle.builder()
    settle.load_reference(actor)
    settle.settle_cast(actor)
    settle.settle_machine(actor)
    if republic:
        build_republic(actor)


def access_token() -> str:
    """A token of the cast's machine, issued past the token endpoint: its slow hash is not what is measured."""
    from datetime import timedelta

    from allauth.idp.oidc.models import Client, Token

    from saraptama.demo.cast import MACHINE_CLIENT_ID
    from saraptama.kernel import clock

    client = Client.objects.get(pk=MACHINE_CLIENT_ID)
    value = secrets.token_urlsafe(32)
    token = Token(
        type=Token.Type.ACCESS_TOKEN, client=client, expires_at=clock.now() + timedelta(seconds=TOKEN_SECONDS)
    )
    token.set_value(value)
    token.set_scopes(client.get_scopes())
    token.save()
    return value


def institute_codes() -> list[str]:
    """Where orders can be sent."""
    from saraptama.foundation.reference import selectors as reference

    return [unit.code for unit in reference.institutes()]


def user_ids(count: int) -> list[UUID]:
    """Some people to act as."""
    from django.apps import apps

    users = apps.get_model("accounts.User").objects.filter(kind="STAFF").order_by("id")
    return list(users.values_list("id", flat=True)[:count])
