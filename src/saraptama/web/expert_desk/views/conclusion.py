"""The conclusion: begin, write, preview, submit."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions import services
from saraptama.casework.conclusions.enums import ConclusionKind, ConclusionState
from saraptama.casework.conclusions.policies import can_write, check_may_write, own_place
from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.policies import can_permitted, check_act, check_permitted
from saraptama.foundation.audit.services import note_read
from saraptama.foundation.documents.kinds import DOCX
from saraptama.journey import sign_conclusion
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.web.examination_page.acting import acting, examination_of
from saraptama.web.examination_page.head import head_of
from saraptama.web.examination_page.views import crumbs_to
from saraptama.web.examination_page.words import page_of
from saraptama.web.expert_desk.approvers import heads_for
from saraptama.web.expert_desk.editor import Editor
from saraptama.web.expert_desk.figures import figures_of
from saraptama.web.expert_desk.forms import BeginForm, SubmitForm
from saraptama.web.shared.forms import add_refusal

View = Callable[..., HttpResponse]
BEFORE_SIGNING = (ConclusionState.AGREED, ConclusionState.RENDERED)


def framing(view: View) -> View:
    """The editor may show the preview in a frame."""
    return cast(View, csp_update({"frame-src": [SELF]})(cast(Any, view)))


def framed(view: View) -> View:
    """The preview may stand in a frame of our own pages, and be drawn by the browser's own reader."""
    allowed = {
        "frame-ancestors": [SELF],
        "default-src": [SELF],
        "object-src": [SELF],
        "style-src": [SELF, UNSAFE_INLINE],  # the browser's reader of PDF styles itself
    }
    return cast(View, xframe_options_sameorigin(csp_replace(allowed)(cast(Any, view))))


@require_safe
def of_examination(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """To the page on which the conclusion of this examination now is: begin, write, or sign."""
    actor, examination = acting(request), examination_of(request, examination_id)
    current = conclusions.current_of_examination(actor, examination.pk)
    if current is None or current.current_state in (ConclusionState.REPLACED, ConclusionState.WITHDRAWN):
        return redirect("expert_begin", examination_id)
    if current.current_state in BEFORE_SIGNING:
        return redirect("expert_sign", current.pk)
    return redirect("expert_editor", current.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Choose the language, and whether it is a conclusion or a message that none can be given."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_act(actor, examination, "submit_for_agreement")
    proposed = {"language": examination.order.language, "kind": ConclusionKind.CONCLUSION.value}
    form = BeginForm(request.POST or None, initial=proposed)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                draft = sign_conclusion.open_draft(
                    actor,
                    examination_id=examination_id,
                    language=data["language"],
                    kind=ConclusionKind(data["kind"]),
                )
                if reason := data["impossibility_reason"]:
                    services.state_reason_of_impossibility(actor, conclusion_id=draft, reason=reason)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("expert_editor", draft)
    context = {
        "crumbs": crumbs_to(examination, _("Conclusion")),
        "head": head_of(examination, selectors.term_of(examination)),
        "form": form,
        "back": page_of(examination),
    }
    return render(request, "expert_desk/begin.html", context)


@framing
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """Question by question and part by part. What the law still misses stands beside the text."""
    actor = acting(request)
    conclusion = conclusions.conclusion_for(actor, conclusion_id)
    own_place(actor, conclusion)
    editor = Editor(actor, conclusion, request.POST if request.method == "POST" else None, request.GET.get("add", ""))
    if request.method == "POST" and editor.is_valid():
        check_may_write(actor, conclusion)
        try:
            conflicts = editor.save()
        except Refusal as refusal:
            add_refusal(editor.contents, refusal)
        else:
            if not conflicts:
                messages.success(request, _("Saved."))
                return after_save(request, conclusion_id)
            editor = editor.after()
    return render(request, "expert_desk/editor.html", _editor_context(request, conclusion, editor))


def after_save(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """On to the heads, or back to the text, with the preview beside it if it was there."""
    if "submit" in request.POST:
        return redirect("expert_submit", conclusion_id)
    back = reverse("expert_editor", args=[conclusion_id])
    return redirect(f"{back}?beside=1" if "beside" in request.GET else back)


def _editor_context(request: HttpRequest, conclusion: Any, editor: Editor) -> dict[str, Any]:
    actor = acting(request)
    own_part = own_part_of(actor, conclusion)
    return {
        "crumbs": crumbs_to(conclusion.examination, _("Conclusion")),
        "conclusion": conclusion,
        "editor": editor,
        "beside": "beside" in request.GET,
        "may_write": can_write(actor, conclusion),
        "missing": missing_of(request, conclusion.pk),
        "figures": figures_of(conclusion),
        "objects": conclusions.objects_in(conclusion),
        "own_part": own_part,
        "may_submit": can_permitted(actor, conclusion.examination, "submit_for_agreement"),
        "lead": lead_of(conclusion),
        "back": reverse("examination", args=[own_part]),
    }


def lead_of(conclusion: Any) -> str:
    """The lead expert as the last word of a sentence: its full stop is that of the initials."""
    names = (line.user.short_name() for line in conclusions.signatories_of(conclusion) if line.is_lead)
    return next(names, "").removesuffix(".")


def own_part_of(actor: ActorRef, conclusion: Any) -> UUID:
    """The examination in which the expert works: of a complex one the own part, whichever of them leads."""
    signers = selectors.signers_of(conclusion.examination_id)
    own = [signer.examination_id for signer in signers if signer.user_id == actor.id]
    return conclusion.examination_id if conclusion.examination_id in own or not own else own[0]


@require_POST
def autosave(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """Keep what is typed while it is typed; says what was kept and what could not be."""
    actor = acting(request)
    conclusion = conclusions.conclusion_for(actor, conclusion_id)
    check_may_write(actor, conclusion)
    editor = Editor(actor, conclusion, request.POST)
    context: dict[str, Any] = {"at": clock.now(), "conclusion_id": conclusion_id}
    if editor.is_valid():
        conflicts = editor.save()
        context |= {"kept": not conflicts, "conflicts": conflicts, "marks": editor.marks_after()}
    return render(request, "expert_desk/autosaved.html", context)


def missing_of(request: HttpRequest, conclusion_id: UUID) -> list[str]:
    """What the law demands and the draft lacks, in words."""
    missing = services.what_is_missing(acting(request), conclusion_id)
    return [f"{conclusions.label_of(lack.element)} {lack.where}".strip() for lack in missing]


@framed
@require_safe
def preview(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """The draft as it would be printed today. May stand in a frame of the editor."""
    actor = acting(request)
    note_read(actor, subject=conclusions.conclusion_for(actor, conclusion_id))
    return pdf_answer(services.preview_pdf(actor, conclusion_id), "draft.pdf", inline=True)


@require_safe
def docx(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """The same draft for an office program."""
    actor = acting(request)
    conclusion = conclusions.conclusion_for(actor, conclusion_id)
    note_read(actor, subject=conclusion)
    name = content_disposition_header(True, f"{conclusion.number.replace('/', '-')}.docx") or "attachment"
    return HttpResponse(
        services.draft_docx(actor, conclusion_id), content_type=DOCX, headers={"Content-Disposition": name}
    )


def pdf_answer(content: bytes, name: str, *, inline: bool) -> HttpResponse:
    """A PDF to look at or to keep."""
    disposition = "inline" if inline else "attachment"
    headers = {"Content-Disposition": f'{disposition}; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """Lay the complete draft before the heads."""
    actor = acting(request)
    conclusion = conclusions.conclusion_for(actor, conclusion_id)
    check_permitted(actor, conclusion.examination, "submit_for_agreement")
    form = SubmitForm(request.POST if request.method == "POST" else None, heads=heads_for(conclusion.examination))
    missing = missing_of(request, conclusion_id)
    if request.method == "POST" and form.is_valid():
        chosen = [UUID(key) for key in form.cleaned_data.get("approvers", [])]
        try:
            sign_conclusion.submit(actor, conclusion_id=conclusion_id, approver_ids=chosen)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Submitted. Until the head decides nobody writes in the draft."))
            return redirect(page_of(conclusion.examination))
    context = {
        "crumbs": crumbs_to(conclusion.examination, _("Submission for agreement")),
        "conclusion": conclusion,
        "form": form,
        "missing": missing,
    }
    return render(request, "expert_desk/submit.html", context)
