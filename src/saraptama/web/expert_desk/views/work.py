"""What the expert has in hand: the list, acceptance and refusal, methods, notes, complexity."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.capacity.methods import selectors as methods
from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import AssignmentRole, Complexity
from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.casework.examinations.policies import can_act, check_act, check_permitted
from saraptama.journey import run_examination
from saraptama.kernel import clock
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.examination_page.acting import acting, examination_of
from saraptama.web.examination_page.head import head_of
from saraptama.web.examination_page.listing import BY_TERM
from saraptama.web.examination_page.petitions import is_to_decide, waiting_for
from saraptama.web.examination_page.views import crumbs_to
from saraptama.web.examination_page.words import number_of, page_of
from saraptama.web.expert_desk.forms import (
    AcceptForm,
    AddendumForm,
    ComplexityForm,
    DeclineForm,
    EquipmentForm,
    NoteForm,
)
from saraptama.web.expert_desk.tables import MY_WORK, mine
from saraptama.web.shared.components import Confirmation, Fact, Stat
from saraptama.web.shared.forms import add_refusal
from saraptama.web.shared.tones import Tone

CORPSE = "23"
"""The type of examination for which death must be confirmed (Order 306)."""


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """My work by due date. Finished examinations show only when asked for."""
    rows = mine(acting(request))
    shows_finished = request.GET.get("hand") == "all" or request.GET.get("state")
    table = MY_WORK.read(request, rows if shows_finished else rows.unfinished())
    stats = [*stats_of(rows), petitions_stat(request)]
    return table.export() or render(request, "expert_desk/home.html", {"stats": stats, "table": table})


def petitions_stat(request: HttpRequest) -> Stat:
    """Petitions without an answer, whose list says for how many days."""
    waiting = waiting_for(request)
    count = len(waiting)
    tone = Tone.ATTENTION if count else None
    if to_decide := sum(map(is_to_decide, waiting)):
        label = _("Petitions without an answer; to decide: {count}")
        return Stat(label.format(count=to_decide), count, reverse("petitions_waiting"), tone=Tone.OVERDUE)
    return Stat(_("Petitions without an answer"), count, reverse("petitions_waiting"), tone=tone)


def stats_of(rows: Any) -> list[Stat]:
    """Counts, each of which opens its list."""

    def by_state(label: str, *states: S, tone: Tone | None = None) -> Stat:
        return Stat(label, rows.in_states(*states).count(), f"?state={states[0].value}", tone=tone)

    def by_term(label: str, value: str, tone: Tone) -> Stat:
        count = BY_TERM.apply(rows, value).count()
        return Stat(label, count, f"?term={value}", tone=tone if count else None)

    return [
        by_state(_("To accept"), S.ASSIGNED),
        by_state(_("In work"), S.IN_PRODUCTION),
        by_state(_("Suspended"), S.SUSPENDED),
        by_state(_("With the head"), S.AWAITING_APPROVAL),
        by_state(_("To sign"), S.APPROVED),
        by_term(_("Due within a week"), "week", Tone.ATTENTION),
        by_term(_("Overdue"), "overdue", Tone.OVERDUE),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """The warning in the language of the proceedings, the declarations, the category; then production begins."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_act(actor, examination, "accept")
    own = examination.assignments.filter(user_id=actor.id, ended_on__isnull=True).first()
    form = AcceptForm(
        request.POST or None,
        is_lead=own is not None and own.role == AssignmentRole.LEAD.value,
        of_corpse=examination.examination_type == CORPSE,
    )
    if request.method == "POST" and form.is_valid():
        try:
            run_examination.accept(actor, examination_id=examination_id, **form.declared)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Accepted. The examination is in your hands."))
            return redirect(page_of(examination))
    version, warning = run_examination.warning(actor, examination_id=examination_id)
    context = {
        "crumbs": crumbs_to(examination, _("Acceptance")),
        "head": head_of(examination, selectors.term_of(examination)),
        "examination": examination,
        "warning": warning,
        "warning_language": examination.order.language,
        "version": version,
        "form": form,
        "back": page_of(examination),
    }
    return render(request, "expert_desk/accept.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Decline for a conflict of interest, after the consequences were read."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_act(actor, examination, "decline")
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            run_examination.decline(actor, examination_id=examination_id, ground=form.cleaned_data["ground"])
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Declined. The head chooses another expert."))
            return redirect("expert_home")
    confirmation = Confirmation(
        _("Decline the examination for a conflict of interest?"),
        [
            _("The examination leaves your hands at once and goes back to the head."),
            _("You cannot be assigned to any examination of this order again."),
            _("Your ground stands in the record."),
        ],
        _("Decline"),
        reverse("expert_accept", args=[examination_id]),
        form=form,
        facts=(Fact(_("Number"), number_of(examination)),),
    )
    crumbs = crumbs_to(examination, _("Conflict of interest"))
    return render(request, "components/confirm.html", {"crumbs": crumbs, "confirmation": confirmation})


@require_http_methods(["GET", "HEAD", "POST"])
def used_methods(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """The registered methods of the specialty; a button notes the one that was used."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_permitted(actor, examination, "use_method")
    offered = methods.methods_for(examination.specialty_code, clock.today())
    equipment = EquipmentForm(request.POST if request.POST.get("act") == "equipment" else None)
    if request.method == "POST" and "act" in request.POST:
        try:
            if done := _equipment_act(request, examination_id, equipment):
                messages.success(request, done)
                return redirect("expert_methods", examination_id)
        except Refusal as refusal:
            add_refusal(equipment, refusal)
    elif request.method == "POST":
        chosen = request.POST.get("method", "")
        if chosen not in {str(method.id) for method in offered}:
            raise NotVisible
        run_examination.use_method(actor, examination_id=examination_id, method_version_id=UUID(chosen))
        messages.success(request, _("Noted. The conclusion will name this method."))
        return redirect("expert_methods", examination_id)
    used = set(examination.methods.values_list("method_id", "method_version"))
    context = {
        "crumbs": crumbs_to(examination, _("Methods and equipment")),
        "number": number_of(examination),
        "equipment": [(use, _is_late(use)) for use in conclusions.equipment_of(examination)],
        "form": equipment,
        "methods": [(method, (method.method_id, method.version) in used) for method in offered],
        "may_note": can_act(actor, examination, "use_method"),
        "back": page_of(examination),
    }
    return render(request, "expert_desk/methods.html", context)


def _equipment_act(request: HttpRequest, examination_id: UUID, form: EquipmentForm) -> str:
    """Note a device, or strike one; empty when the form must be mended first."""
    actor = acting(request)
    if request.POST["act"] == "strike":
        use_id = as_uuid(request.POST.get("id", ""))
        if use_id is None:
            raise NotVisible
        run_examination.strike_equipment(actor, examination_id=examination_id, use_id=use_id)
        return _("The device is struck out.")
    if not form.is_valid():
        return ""
    run_examination.use_equipment(actor, examination_id=examination_id, **form.cleaned_data)
    return _("Noted. The conclusion will name this device.")


def _is_late(use: Any) -> bool:
    """Whether the calibration had run out on the day of use."""
    return use.calibrated_until is not None and use.calibrated_until < use.occurred_on


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Working notes: write one, or correct one's own."""
    actor, examination = acting(request), examination_of(request, examination_id)
    written = selectors.notes_for(actor, examination)
    chosen = as_uuid(request.GET.get("note", ""))
    corrected = written.filter(pk=chosen, author_id=actor.id).first() if chosen else None
    addressed = as_uuid(request.GET.get("add", ""))
    added_to = written.filter(pk=addressed, locked_at__isnull=False).first() if addressed else None
    if added_to is not None:
        return add_to_note(request, examination, added_to)
    form = NoteForm(request.POST or None, initial={"text": corrected.text if corrected else ""})
    if request.method == "POST" and form.is_valid():
        try:
            run_examination.write_note(
                actor,
                examination_id=examination_id,
                text=form.cleaned_data["text"],
                note_id=corrected.pk if corrected else None,
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The note is kept."))
            return redirect("expert_notes", examination_id)
    context = {
        "crumbs": crumbs_to(examination, _("Working notes")),
        "number": number_of(examination),
        "notes": list(written.prefetch_related("addenda")),
        "me": actor.id,
        "corrected": corrected,
        "may_write": can_act(actor, examination, "write_note"),
        "form": form,
        "back": page_of(examination),
    }
    return render(request, "expert_desk/notes.html", context)


def add_to_note(request: HttpRequest, examination: Any, note: Any) -> HttpResponse:
    """An addendum to a note that is locked."""
    form = AddendumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            run_examination.add_to_note(
                acting(request), examination_id=examination.pk, note_id=note.pk, text=form.cleaned_data["text"]
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The addendum is kept."))
            return redirect("expert_notes", examination.pk)
    context = {
        "crumbs": crumbs_to(examination, _("Addendum to a note")),
        "number": number_of(examination),
        "note": note,
        "form": form,
        "back": reverse("expert_notes", args=[examination.pk]),
    }
    return render(request, "expert_desk/addendum.html", context)


def as_uuid(text: str) -> UUID | None:
    """An id from an address; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def complexity(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Another category of complexity, with its justification; the term is counted anew from its start."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_act(actor, examination, "set_complexity")
    form = ComplexityForm(request.POST or None, initial={"complexity": examination.complexity})
    if request.method == "POST" and form.is_valid():
        try:
            run_examination.set_complexity(
                actor,
                examination_id=examination_id,
                complexity=Complexity(form.cleaned_data["complexity"]),
                justification=form.cleaned_data["justification"],
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The category is changed and the term counted anew."))
            return redirect(page_of(examination))
    context = {
        "crumbs": crumbs_to(examination, _("Complexity")),
        "number": number_of(examination),
        "form": form,
        "back": page_of(examination),
    }
    return render(request, "expert_desk/complexity.html", context)
