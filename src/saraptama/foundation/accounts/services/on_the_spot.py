"""A second person proves who they are on somebody else's device, for one act only: nobody is signed in or out.

The password is checked by the same library as at the sign-in page, so the same failures count, and lock, in the same
place; the second factor is demanded where the person's role demands it, and a code opens once.
"""

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import RateLimited
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.accounts.actors import actor_for
from saraptama.foundation.accounts.forms import CodeForm
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.selectors import needs_second_factor
from saraptama.foundation.audit.services import record, record_refusal
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal

ACT = "accounts.identity_confirmed"


class IdentityNotConfirmed(Refusal):
    """Login and password do not belong together; which of them is wrong is not said."""

    code = "identity_not_confirmed"
    message = _("The login or the password is wrong. Check both and try again.")
    status = 403


class CodeNotConfirmed(Refusal):
    """The second factor did not fit, or was used already."""

    code = "code_not_confirmed"
    message = _("The code is wrong or was used already. Wait for the next one and type it.")
    status = 403


class SecondFactorNotSetUp(Refusal):
    """A role that a password alone does not open, and no app to show a code."""

    code = "second_factor_not_set_up"
    message = _("Your role needs a second factor that is not set up yet. Sign in on your own device first.")
    status = 403


class TooManyAttempts(Refusal):
    """The same limits as at the sign-in page."""

    code = "too_many_attempts"
    message = _("Too many failed attempts. Wait a quarter of an hour and try again.")
    status = 429


def confirm_identity(request: HttpRequest, *, beside: ActorRef, login: str, password: str, code: str) -> ActorRef:
    """Who stands beside the signed-in person, proven by their own credentials. The session stays as it is.

    Both outcomes are recorded: a success as an act of the second person, a failure as an attempt on the device of the
    first. Raises IdentityNotConfirmed, CodeNotConfirmed, SecondFactorNotSetUp, TooManyAttempts.
    """
    try:
        second = _proven(request, login, password, code)
    except Refusal as refusal:
        with transaction.atomic():
            record_refusal(beside, act=ACT, code=refusal.code)
        raise
    actor = actor_for(second)
    with transaction.atomic():
        record(actor, act=ACT, subject=second, details={"beside": str(beside.id)})
    return actor


def _proven(request: HttpRequest, login: str, password: str, code: str) -> User:
    try:
        user = get_adapter().authenticate(request, username=login.strip().lower(), password=password)
    except (RateLimited, PermissionDenied, ValidationError) as limited:
        raise TooManyAttempts(field="login") from limited
    if getattr(request, "axes_locked_out", False):
        request.axes_locked_out = False  # type: ignore[attr-defined] # else a page of the lock would replace the form
        raise TooManyAttempts(field="login")
    if not isinstance(user, User) or not user.is_active:
        raise IdentityNotConfirmed(field="login")
    has_app = is_mfa_enabled(user)
    if needs_second_factor(user.id) and not has_app:
        raise SecondFactorNotSetUp(field="code")
    if has_app and not _code_fits(user, code):
        raise CodeNotConfirmed(field="code")
    return user


def _code_fits(user: User, code: str) -> bool:
    return bool(CodeForm(data={"code": code.strip()}, user=user).is_valid())
