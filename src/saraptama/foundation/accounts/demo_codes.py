"""The code a member of the demo's cast would read off a telephone just now. Works in the demonstration only."""

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings

from saraptama.foundation.accounts.errors import DemoOnly, UserUnknown
from saraptama.kernel import clock


def current_code(login: str) -> str:
    """The six digits valid in this half-minute; by the machine's clock, as an authenticator app reads it."""
    if not settings.DEMO:
        raise DemoOnly()
    authenticator = Authenticator.objects.filter(
        user__login=login.strip().lower(), type=Authenticator.Type.TOTP
    ).first()
    if authenticator is None:
        raise UserUnknown(login=login)
    counter = int(clock.now().timestamp()) // app_settings.TOTP_PERIOD
    return format_hotp_value(hotp_value(decrypt(authenticator.data["secret"]), counter))
