"""The second factor: time-based one-time codes (RFC 6238)."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import encrypt
from django.conf import settings
from django.db import transaction

from saraptama.foundation.accounts.errors import DemoOnly
from saraptama.foundation.accounts.models import User


@transaction.atomic
def enrol_demo_totp(user: User, secret: str) -> None:
    """Give a member of the demo's cast a known secret, so that `saraptama demo code LOGIN` can print the code.

    Refused outside the demo: a secret that two know proves nobody. A repeat replaces the secret.
    """
    if not settings.DEMO:
        raise DemoOnly()
    existing = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if existing is None:
        TOTP.activate(user, secret)
        return
    existing.data = {"secret": encrypt(secret)}
    existing.save(update_fields=["data"])
