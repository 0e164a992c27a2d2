"""Where the sign-in library asks us: no sign-up, our words, audited passwords, secrets encrypted at rest."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.selectors import needs_second_factor
from saraptama.foundation.accounts.services import actor_for, change_password
from saraptama.kernel import clock

_INCORRECT_CODE = _("The code is wrong or was used already. Wait for the next one and type it.")
_TOO_MANY = _("Too many failed attempts. Wait a quarter of an hour and try again.")

_MESSAGES = {
    "account/messages/password_changed.txt": _("The password was changed."),
    "mfa/messages/totp_activated.txt": _("The second factor is set up."),
    "mfa/messages/totp_deactivated.txt": _("The second factor was removed."),
    "mfa/messages/recovery_codes_generated.txt": _("New recovery codes were made; the old ones no longer work."),
    "usersessions/messages/sessions_logged_out.txt": _("All other sessions were ended."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Passwords and sessions of people."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask your administrator."),
        "enter_current_password": _("Type your current password."),
        "incorrect_code": _INCORRECT_CODE,
        "incorrect_password": _("The password is wrong. Type it again."),
        "invalid_login": _("The login or the password is wrong. Check both and try again."),
        "same_as_current": _("The new value is the same as the old one. Choose another."),
        "rate_limited": _("Too many requests. Wait a minute and try again."),
        "too_many_login_attempts": _TOO_MANY,
        "username_password_mismatch": _("The login or the password is wrong. Check both and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by administrators only."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """The password or the code again, unless one was typed within the last quarter of an hour."""
        request = context.request
        latest = max((entry["at"] for entry in get_authentication_records(request, request.user)), default=0.0)
        return clock.now().timestamp() - latest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def set_password(self, user: User, password: str) -> None:
        """A changed password is an act of its owner, and recorded as one."""
        changed = change_password(actor_for(user), user_id=user.pk, password=password)
        user.password = changed.password

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say only what we can say in every language of the service; a sign-in shows itself."""
        text = message or _MESSAGES.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The audit tells the owner; e-mail addresses here belong to correspondence and are not proven."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """One-time codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Your role requires a second factor, so it cannot be removed."),
        "cannot_generate_recovery_codes": _("Set up the authenticator app first; then make recovery codes."),
        "incorrect_code": _INCORRECT_CODE,
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _("Too many requests. Wait a minute and try again."),
    }

    def get_totp_label(self, user: User) -> str:
        """What the app lists: the login."""
        return user.login

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """A privileged role keeps its second factor."""
        return not needs_second_factor(authenticator.user_id)

    def encrypt(self, text: str) -> str:
        """The app's secret as it lies in the database."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The app's secret for checking a code."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    """Keys derived from the service's secret; the fallbacks let it be rotated."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(str(secret))) for secret in secrets])


def _derived(secret: str) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"saraptama second factor").derive(secret.encode())
    return base64.urlsafe_b64encode(key)
