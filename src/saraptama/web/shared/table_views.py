"""Keeping a table's view and columns. Each act returns to the table from which it came."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from saraptama.foundation.desktop.services import choose_columns, open_with, remove_view, save_view
from saraptama.kernel.actor import ActorRef
from saraptama.web.shared.forms import Form
from saraptama.web.shared.views import back


class ViewForm(Form):
    """A view under a name."""

    page = forms.CharField(max_length=100)
    query = forms.CharField(required=False, max_length=4000)
    name = forms.CharField(label=_("Name of the view"), max_length=80)
    shared = forms.BooleanField(label=_("Also for the colleagues of my unit"), required=False)


def _actor(request: HttpRequest) -> ActorRef:
    return request.actor  # type: ignore[attr-defined] # ActorMiddleware


@require_POST
@login_required
def keep_view(request: HttpRequest) -> HttpResponse:
    """Save the view that is on the screen."""
    form = ViewForm(request.POST)
    if form.is_valid():
        save_view(_actor(request), **form.cleaned_data)
        messages.success(request, gettext("The view “{name}” is saved.").format(name=form.cleaned_data["name"]))
    else:
        messages.warning(request, gettext("Give the view a name of up to 80 signs."))
    return back(request)


@require_POST
@login_required
def drop_view(request: HttpRequest) -> HttpResponse:
    """Remove one's own view."""
    remove_view(_actor(request), view_id=UUID(request.POST.get("view", "")))
    messages.success(request, gettext("The view is removed."))
    return back(request)


@require_POST
@login_required
def opening_view(request: HttpRequest) -> HttpResponse:
    """Open the table with this view from now on, or as it usually opens."""
    chosen = request.POST.get("view", "")
    open_with(_actor(request), page=request.POST.get("page", ""), view_id=UUID(chosen) if chosen else None)
    return back(request)


@require_POST
@login_required
def keep_columns(request: HttpRequest) -> HttpResponse:
    """Show these columns from now on; with “usual”, those that the table has by itself."""
    columns = [] if "usual" in request.POST else request.POST.getlist("column")
    choose_columns(_actor(request), page=request.POST.get("page", "")[:100], columns=columns[:50])
    return back(request)
