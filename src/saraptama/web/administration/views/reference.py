"""Reference data: the lists, their rows and versions; a new version with its effect shown before it is saved."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference import services
from saraptama.foundation.reference.enums import (
    ChecklistCondition,
    IntegrationSystem,
    Severity,
    SpecialtyStatus,
    UnitKind,
)
from saraptama.foundation.reference.errors import UnknownReference
from saraptama.journey.what_if import uses_of
from saraptama.kernel import clock
from saraptama.kernel.errors import Refusal
from saraptama.web.administration.delivered_sources import in_words
from saraptama.web.administration.forms.reference import YES_NO, EndRecordForm, RecordForm
from saraptama.web.administration.sections import acting, section_context
from saraptama.web.administration.written import Code, as_written
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.components import Confirmation, Crumb, EmptyState, Fact
from saraptama.web.shared.formats import date_text
from saraptama.web.shared.forms import add_refusal
from saraptama.web.shared.tables import Column, Filter, TableSpec
from saraptama.web.shared.tones import Tone


def in_force_chip(line: reference.RecordLine) -> Chip:
    """Whether a version holds today."""
    if line.is_ahead:
        return Chip(gettext_lazy("not yet"), Tone.WAITING)
    if line.in_force:
        return Chip(gettext_lazy("in force"), Tone.DONE)
    return Chip(gettext_lazy("ended"), Tone.WAITING, "dash-circle")


def confirmed_chip(line: reference.RecordLine) -> Chip:
    """Whether the owner of the list has confirmed it."""
    if line.confirmed:
        return Chip(gettext_lazy("confirmed"), Tone.DONE)
    return Chip(gettext_lazy("our assumption"), Tone.ATTENTION)


def days_text(line: reference.RecordLine) -> str:
    """First and last day; an open side is an ellipsis."""
    if line.valid_from is None and line.valid_to is None:
        return _("without limits in time")
    first = date_text(line.valid_from) if line.valid_from else "…"
    return f"{first} – {date_text(line.valid_to) if line.valid_to else '…'}"


STATES = {
    "now": (gettext_lazy("in force"), lambda line: line.in_force),
    "ahead": (gettext_lazy("not yet"), lambda line: line.is_ahead),
    "over": (gettext_lazy("ended"), lambda line: not line.in_force and not line.is_ahead),
}


def table_of(name: str) -> TableSpec[Any]:
    """The rows of a list."""
    return TableSpec(
        name=name.replace("_", "-"),
        caption=str(reference.title_of(name)),
        columns=(
            Column("code", gettext_lazy("Code"), lambda line: Code(line.code), sort="code", nowrap=True),
            Column("title", gettext_lazy("Name"), lambda line: line.title, sort="title"),
            Column("days", gettext_lazy("Days in force"), days_text),
            Column("state", gettext_lazy("State"), in_force_chip),
            Column("confirmed", gettext_lazy("Confirmed"), confirmed_chip),
            Column("source", gettext_lazy("Source"), lambda line: in_words(line.source), optional=True),
        ),
        order="code",
        empty=EmptyState(
            gettext_lazy("The list is empty"), gettext_lazy("Import it from a file, or add its first code.")
        ),
        filters=(
            Filter(
                "state",
                gettext_lazy("State"),
                [(code, label) for code, (label, _holds) in STATES.items()],
                lambda rows, value: [row for row in rows if STATES[value][1](row)],
            ),
            Filter(
                "confirmed",
                gettext_lazy("Confirmed"),
                (("no", gettext_lazy("our assumption")), ("yes", gettext_lazy("confirmed"))),
                lambda rows, value: [row for row in rows if row.confirmed == (value == "yes")],
            ),
        ),
        search=lambda rows, words: [
            row for row in rows if all(word in " ".join(row.cells.values()).lower() for word in words.lower().split())
        ],
        row_url=lambda line: reverse("admin_record", args=[name, line.code]),
    )


def known(name: str) -> str:
    """The list of this name, or no such address."""
    try:
        reference.columns_of(name)
    except UnknownReference:
        raise Http404 from None
    return name


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """Every list with its size and how much of it is still an assumption."""
    lines = reference.all_lists()
    context = {
        **section_context(request, "admin_reference"),
        "faults": reference.faults(),
        "groups": [
            (_("Lists"), [line for line in lines if not line.is_dictionary]),
            (_("Dictionaries"), [line for line in lines if line.is_dictionary]),
        ],
        "norms": reference.all_norms(),
        "calendar": reference.calendar(),
    }
    return render(request, "administration/reference.html", context)


@require_safe
def records(request: HttpRequest, name: str) -> HttpResponseBase:
    """The rows of a list."""
    title = reference.title_of(known(name))
    table = table_of(name).show(request, reference.records_of(name))
    context = {
        **section_context(request, "admin_reference", Crumb(title)),
        "table": table,
        "name": name,
        "title": title,
    }
    return table.export() or render(request, "administration/records.html", context)


@require_safe
def record(request: HttpRequest, name: str, code: str) -> HttpResponse:
    """A code with all its versions, and who uses it."""
    versions = reference.records_of(known(name), code)
    if not versions:
        raise Http404
    titles = {column: title for column, title, _required in reference.columns_of(name)}
    shown = [
        {
            "line": line,
            "days": days_text(line),
            "state": in_force_chip(line),
            "confirmed": confirmed_chip(line),
            "facts": [
                Fact(titles[column], _in_words(column, value))
                for column, value in line.cells.items()
                if value and column not in ("valid_from", "valid_to", "confirmed", "code")
            ],
            "can_end": line.in_force and line.valid_to is None,
        }
        for line in versions
    ]
    way = (_way(name), Crumb(code))
    context = {
        **section_context(request, "admin_reference", *way),
        "name": name,
        "code": code,
        "versions": shown,
        "uses": uses_of(name, code),
        "has_versions": reference.has_versions(name),
    }
    return render(request, "administration/record.html", context)


WORDS: dict[str, dict[str, Any]] = {
    "status": dict(SpecialtyStatus.choices),
    "severity": dict(Severity.choices),
    "applies_when": dict(ChecklistCondition.choices),
    "integration": dict(IntegrationSystem.choices),
    "kind": dict(UnitKind.choices),
    "kazakh_name_official": dict(YES_NO),
    "free_name_required": dict(YES_NO),
}
"""Columns whose values are words of the service."""


def _in_words(column: str, value: str) -> Any:
    return WORDS.get(column, {}).get(value) or as_written(value)


def _way(name: str) -> Crumb:
    return Crumb(reference.title_of(name), reverse("admin_records", args=[name]))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, name: str) -> HttpResponse:
    """A new code."""
    form = RecordForm(request.POST or None, list_name=known(name), is_new=True)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_record(acting(request), list_name=name, cells=form.cells())
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The code is added."))
            return redirect("admin_record", name, form.cells()["code"])
    context = {
        **section_context(request, "admin_reference", _way(name), Crumb(_("A new code"))),
        "form": form,
        "back_url": reverse("admin_records", args=[name]),
        "heading": _("A new code"),
        "button": _("Add the code"),
    }
    return render(request, "administration/record_form.html", context)


def _version(name: str, record_id: UUID) -> reference.RecordLine:
    found = next((line for line in reference.records_of(known(name)) if line.id == record_id), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, name: str, record_id: UUID) -> HttpResponse:
    """A new version of a code: first what it would do, then, confirmed, it is done."""
    line = _version(name, record_id)
    in_place = line.is_ahead or not reference.has_versions(name)
    initial = {**line.cells, "seen_version": line.row_version}
    if not in_place:
        initial |= {"valid_from": clock.today(), "valid_to": ""}
    form = RecordForm(request.POST or None, list_name=name, is_new=False, initial=initial)
    effect = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("apply") != "yes":
            effect = uses_of(name, line.code)
        else:
            try:
                _revised(request, name, line, form)
            except Refusal as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("Saved."))
                return redirect("admin_record", name, line.code)
    context = {
        **section_context(request, "admin_reference", _way(name), _way_to(name, line), Crumb(_("A new version"))),
        "form": form,
        "line": line,
        "seen_version": request.POST.get("seen_version", line.row_version),
        "in_place": in_place,
        "effect": effect,
        "asks_effect": True,
        "back_url": reverse("admin_record", args=[name, line.code]),
        "heading": _("Change “{code}”").format(code=line.code),
        "changes": _changes(line, form) if effect is not None else (),
    }
    return render(request, "administration/record_form.html", context)


def _way_to(name: str, line: reference.RecordLine) -> Crumb:
    return Crumb(line.code, reverse("admin_record", args=[name, line.code]))


def _revised(request: HttpRequest, name: str, line: reference.RecordLine, form: RecordForm) -> None:
    seen = request.POST.get("seen_version", "")
    services.revise_record(
        acting(request),
        list_name=name,
        record_id=line.id,
        seen_version=int(seen) if seen.isdigit() else 0,
        cells={**form.cells(), "code": line.code},
    )


def _changes(line: reference.RecordLine, form: RecordForm) -> list[tuple[Any, str, str]]:
    """What the new version says otherwise: column, before, after."""
    titles = {column: title for column, title, _required in reference.columns_of(form.list_name)}
    return [
        (titles[name], line.cells.get(name, ""), cell)
        for name, cell in form.cells().items()
        if name in titles and line.cells.get(name, "") != cell
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, name: str, record_id: UUID) -> HttpResponse:
    """The last day of a code."""
    line = _version(name, record_id)
    form = EndRecordForm(request.POST or None, initial={"last_day": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_record(
                acting(request),
                list_name=name,
                record_id=line.id,
                seen_version=line.row_version,
                **form.cleaned_data,
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The code ends on the day you named."))
            return redirect("admin_record", name, line.code)
    uses = [_("{count} {what} keep it").format(count=use.count, what=use.says) for use in uses_of(name, line.code)]
    confirmation = Confirmation(
        _("End this code?"),
        (
            _("After the last day it is no longer offered. What was entered with it keeps its label."),
            *uses,
        ),
        _("End the code"),
        reverse("admin_record", args=[name, line.code]),
        form=form,
        facts=(Fact(_("Code"), Code(line.code)), Fact(_("Name"), line.title)),
    )
    context = {
        **section_context(request, "admin_reference", _way(name), _way_to(name, line), Crumb(_("End the code"))),
        "confirmation": confirmation,
    }
    return render(request, "components/confirm.html", context)
