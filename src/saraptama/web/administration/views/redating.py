"""What-if as a list, and the calendar applied to the open examinations: the effect first, then the act."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.rights import REDATE
from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.reference import selectors as reference
from saraptama.journey import correct_calendar
from saraptama.journey.correct_calendar import Change, Effect, effect_of
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.administration.confirming import GroundForm, password_first
from saraptama.web.administration.forms.norms import what_if_values
from saraptama.web.administration.forms.reference import WhatIfDayForm
from saraptama.web.administration.redated import REDATED, RedatedTable
from saraptama.web.administration.sections import acting, section_context
from saraptama.web.shared.components import Crumb
from saraptama.web.shared.formats import date_text, number_text
from saraptama.web.shared.forms import add_refusal


class ApplyForm(GroundForm):
    """The version whose effect was shown, and the ground of its application."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("ground", "version")


@require_safe
def redated(request: HttpRequest) -> HttpResponseBase:
    """Which open examinations a day, other norms, or the calendar in use would re-date; as a page or a file."""
    asked = request.GET.get("by", "calendar")
    change, subject = _change(asked, request.GET)
    effect = effect_of(change)
    table = RedatedTable(REDATED, request, effect.moved, change=change)
    file = table.export()
    if file is not None:
        return file
    crumb = (_("Norms of the clock"), "admin_norms") if asked == "norms" else (_("Working calendar"), "admin_calendar")
    context = {
        **section_context(request, "admin_reference", Crumb(crumb[0], reverse(crumb[1])), Crumb(_("What it would do"))),
        "table": table,
        "effect": effect,
        "subject": subject,
        "is_norms": asked == "norms",
        "may_apply": asked == "calendar" and effect.running > 0 and acting(request).may(REDATE),
    }
    return render(request, "administration/redated.html", context)


def _change(asked: str, given: Mapping[str, str]) -> tuple[Change, str]:
    """What is asked about, and its name; an address that makes no sense asks about the calendar in use."""
    if asked == "norms" and (values := what_if_values(given)) is not None:
        return Change.of_norms(values), _("other norms")
    form = WhatIfDayForm(given)
    if asked == "day" and form.is_valid():
        day, kind = form.cleaned_data["day"], form.cleaned_data["kind"]
        return Change.of_day(day, kind or None), f"{date_text(day)}: {form.kind_label()}"
    version = reference.calendar().version
    return Change.to_calendar_in_use(), _("version {number} of the calendar").format(number=version)


@require_http_methods(["GET", "HEAD", "POST"])
def apply_calendar(request: HttpRequest) -> HttpResponse:
    """The calendar in use for every open examination: what it moves is shown, then confirmed with a ground."""
    if (first := password_first(request)) is not None:
        return first
    version = int(reference.calendar().version)
    form = ApplyForm(request.POST or None, initial={"version": version})
    if request.method == "POST" and form.is_valid():
        try:
            correct_calendar.apply_calendar(acting(request), **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The calendar is applied. Experts whose dates moved are told."))
            return redirect("admin_corrections")
    return _confirmed_page(request, form, effect_of(Change.to_calendar_in_use()), version)


def _confirmed_page(request: HttpRequest, form: ApplyForm, effect: Effect, version: int) -> HttpResponse:
    context = {
        **section_context(
            request,
            "admin_reference",
            Crumb(_("Working calendar"), reverse("admin_calendar")),
            Crumb(_("Applying the calendar")),
        ),
        "form": form,
        "effect": effect,
        "version": version,
    }
    return render(request, "administration/apply_calendar.html", context)


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Every application of a calendar, and what took it back."""
    rows = list(examinations.corrections()[:100])
    names = names_of({row.actor_id for row in rows})
    context = {
        **section_context(
            request, "admin_reference", Crumb(_("Working calendar"), reverse("admin_calendar")), Crumb(_("Corrections"))
        ),
        "rows": [(row, names.get(row.actor_id, ""), _is_reversible(row)) for row in rows],
    }
    return render(request, "administration/corrections.html", context)


def _is_reversible(row: Any) -> bool:
    return row.takes_back_id is None and not hasattr(row, "taken_back_by")


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, correction_id: UUID) -> HttpResponse:
    """Give the examinations of a correction the calendar they had before."""
    if (first := password_first(request)) is not None:
        return first
    correction = examinations.corrections().filter(pk=correction_id).first()
    if correction is None:
        raise NotVisible
    form = GroundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            correct_calendar.take_back_calendar(acting(request), correction_id=correction_id, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The examinations are counted by their former calendar again."))
            return redirect("admin_corrections")
    context = {
        **section_context(
            request,
            "admin_reference",
            Crumb(_("Working calendar"), reverse("admin_calendar")),
            Crumb(_("Corrections"), reverse("admin_corrections")),
            Crumb(_("Taking back")),
        ),
        "form": form,
        "correction": correction,
        "counted": number_text(correction.counted),
    }
    return render(request, "administration/take_back_calendar.html", context)
