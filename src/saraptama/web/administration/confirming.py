"""Acts that a person confirms first, with a ground; the sensitive ones with the password typed again."""

from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saraptama.web.shared.forms import DateField, Form


class GroundForm(Form):
    """On what ground the act is done; it stands in the log."""

    ground = forms.CharField(
        label=_("Ground"),
        max_length=300,
        help_text=_("An order, a memo, a request: its number and date. It stays in the log; write no personal data."),
    )


class EndForm(GroundForm):
    """The last day, and the ground."""

    last_day = DateField(label=_("Last day"), help_text=_("This day still counts."))

    field_order = ("last_day", "ground")


def password_first(request: HttpRequest) -> HttpResponse | None:
    """Where to go when the password was not typed within the last quarter of an hour; the page opens again after it."""
    if not is_reauthentication_required(request, app="administration"):
        return None
    address = reverse("account_reauthenticate")
    return redirect(f"{address}?{urlencode({'next': request.get_full_path()}, safe='/')}")
