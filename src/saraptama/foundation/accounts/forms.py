"""The sign-in library's forms with our words: its own have no Kazakh."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _


def _relabel(form: Any, labels: dict[str, Any], **widget: str) -> None:
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs.update(widget)


class LoginForm(account_forms.LoginForm):
    """Login and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, {"login": _("Login"), "password": _("Password")})
        self.fields["password"].help_text = ""


class ReauthenticateForm(account_forms.ReauthenticateForm):
    """The password once more before a sensitive change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, {"password": _("Password")})


class ChangePasswordForm(account_forms.ChangePasswordForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Current password"),
            "password1": _("New password"),
            "password2": _("New password again"),
        }
        _relabel(self, labels)
        self.fields["oldpassword"].help_text = ""


class OneUse:
    """A code opens the door once: it is remembered for as long as the tolerance would accept it again.

    The library remembers it for one period only, which is shorter than the window it accepts.
    """

    user: Any

    def clean_code(self) -> str:
        """Refuse a code that was used already, whoever saw it."""
        code: str = super().clean_code()  # type: ignore[misc] # the next class in line is a form with this method
        window = mfa_settings.TOTP_PERIOD * (2 * mfa_settings.TOTP_TOLERANCE + 1)
        if not cache.add(f"accounts.code_used:{self.user.pk}:{code.replace(' ', '')}", 1, timeout=window):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(OneUse, code_forms.AuthenticateForm):
    """The second factor at sign-in: a code of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, {"code": _("Code")}, inputmode="numeric", autofocus="autofocus")


class ConfirmCodeForm(OneUse, code_forms.ReauthenticateForm):
    """The second factor once more before a sensitive change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, {"code": _("Code")}, inputmode="numeric")


class ActivateCodeForm(totp_forms.ActivateTOTPForm):
    """The first code of a new app shows that the secret arrived there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, {"code": _("Code that the app shows now")}, inputmode="numeric")
