"""The working calendar and the norms of the clock: what changes dates, with the effect told first."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference import services
from saraptama.foundation.reference.enums import CalendarDayKind
from saraptama.foundation.reference.types import CalendarDay, Names, Norms
from saraptama.journey.correct_calendar import Change, Effect, effect_of
from saraptama.kernel import clock
from saraptama.kernel.errors import Refusal
from saraptama.web.administration.forms.norms import (
    NORM_FIELDS,
    NormField,
    NormsForm,
    changed_fields,
    newest_norms,
    value_at,
)
from saraptama.web.administration.forms.reference import CalendarDayForm
from saraptama.web.administration.sections import acting, section_context
from saraptama.web.administration.written import as_written
from saraptama.web.administration.year import legend, months_of, weekday_names
from saraptama.web.shared.components import Crumb, Tab
from saraptama.web.shared.forms import add_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The days of a year that depart from the ordinary week; a day is changed after its effect was shown."""
    version = reference.calendar()
    year = _year(request, version.first.year, version.last.year)
    departing = reference.calendar_days(year)
    form = CalendarDayForm(request.POST or None, initial=_chosen(request, departing))
    effect: Effect | None = None
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            if request.POST.get("apply") != "yes":
                effect = effect_of(Change.of_day(typed["day"], typed["kind"] or None))
            else:
                return _day_changed(request, typed)
        except Refusal as refusal:
            add_refusal(form, refusal)
    context = {
        **section_context(request, "admin_reference", Crumb(_("Working calendar"))),
        "form": form,
        "effect": effect,
        "effect_url": _list_url(by="day", **_asked_day(form)) if effect else "",
        "version": version,
        "days": [(day, CalendarDayKind(day.kind).label, as_written(day.act)) for day in departing],
        "months": months_of(year, version, departing),
        "weekdays": weekday_names(),
        "legend": legend(),
        "year": year,
        "years": [
            Tab(str(one), f"?year={one}", is_current=one == year)
            for one in range(max(version.first.year, year - 3), min(version.last.year, year + 3) + 1)
        ],
    }
    return render(request, "administration/calendar.html", context)


def _asked_day(form: CalendarDayForm) -> dict[str, str]:
    return {"day": form.cleaned_data["day"].isoformat(), "kind": form.cleaned_data["kind"]}


def _list_url(**asked: Any) -> str:
    """Where the examinations of an effect stand one by one."""
    return f"{reverse('admin_redated')}?{urlencode(asked)}"


def _chosen(request: HttpRequest, departing: list[CalendarDay]) -> dict[str, Any]:
    """What stands for the day that was chosen in the months or in the list."""
    standing = next((day for day in departing if day.date.isoformat() == request.GET.get("day", "")), None)
    if standing is None:
        return {}
    titles = {"title_kk": standing.title.kk, "title_ru": standing.title.ru, "title_en": standing.title.en}
    return {"day": standing.date, "kind": standing.kind, **titles, "act": standing.act, "source": standing.source,
            "estimated": standing.estimated}  # fmt: skip


def _year(request: HttpRequest, first: int, last: int) -> int:
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isdigit() and len(wanted) == 4 else clock.today().year
    return min(max(year, first), last)


def _day_changed(request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
    services.edit_calendar_day(
        acting(request),
        day=typed["day"],
        kind=typed["kind"] or None,
        title=Names(typed["title_kk"], typed["title_ru"], typed["title_en"]),
        act=typed["act"],
        source=typed["source"],
        estimated=typed["estimated"],
    )
    messages.success(
        request,
        _("The calendar has a new version. Cases that are open keep the one they began with, unless you apply it."),
    )
    return redirect("admin_redated")


@require_http_methods(["GET", "HEAD", "POST"])
def norms(request: HttpRequest) -> HttpResponse:
    """Every version of the norms, and a new one with its effect on open examinations."""
    newest = newest_norms()
    form = NormsForm(request.POST or None, values=newest.values)
    effect: Effect | None = None
    if request.method == "POST" and form.is_valid():
        values = form.values(newest)
        try:
            change = Change.of_norms(values)
            if request.POST.get("apply") == "yes":
                return _published(request, form, values)
            effect = effect_of(change)
        except Refusal as refusal:
            add_refusal(form, refusal)
    context = {
        **section_context(request, "admin_reference", Crumb(_("Norms of the clock"))),
        "form": form,
        "effect": effect,
        "effect_url": _list_url(by="norms", **changed_fields(form, newest)) if effect else "",
        "versions": [_shown(one) for one in reversed(reference.all_norms())],
    }
    return render(request, "administration/norms.html", context)


def _shown(one: Norms) -> dict[str, Any]:
    today = clock.today()
    return {
        "norms": one,
        "in_force": one.in_force_on(today),
        "source": as_written(one.source),
        "values": [(field.title, field.said(one.values), _entry(one, field)) for field in NORM_FIELDS],
    }


def _entry(one: Norms, field: NormField) -> dict[str, Any]:
    entry = value_at(one.values, field.entry) or {}
    return {"source": as_written(str(entry.get("source", ""))), "confirmed": entry.get("confirmed")}


def _published(request: HttpRequest, form: NormsForm, values: dict[str, Any]) -> HttpResponse:
    typed = form.cleaned_data
    services.publish_norms(
        acting(request),
        version=typed["version"],
        valid_from=typed["valid_from"],
        values=values,
        source=typed["source"],
        confirmed=typed["confirmed"] == "yes",
    )
    messages.success(request, _("The norms are published. Cases whose clock runs keep the norms of their first day."))
    return redirect("admin_norms")
