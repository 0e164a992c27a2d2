"""The conclusion: begin, write, preview, submit, make up, sign."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions import services
from saraptama.casework.conclusions.enums import ConclusionKind, ConclusionState
from saraptama.casework.conclusions.policies import can_sign, can_write, check_may_write, own_place
from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.policies import check_act, check_permitted
from saraptama.foundation.audit.services import note_read
from saraptama.journey import sign_conclusion
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.examination_page.acting import acting, examination_of
from saraptama.web.examination_page.head import head_of
from saraptama.web.examination_page.views import crumbs_to
from saraptama.web.examination_page.words import page_of
from saraptama.web.expert_desk.approvers import heads_for
from saraptama.web.expert_desk.editor import Editor
from saraptama.web.expert_desk.forms import BeginForm, SignatureForm, SubmitForm
from saraptama.web.shared.forms import add_refusal

BEFORE_SIGNING = (ConclusionState.AGREED, ConclusionState.RENDERED)


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
            editor.save()
        except Refusal as refusal:
            add_refusal(editor.contents, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("expert_editor" if "submit" not in request.POST else "expert_submit", conclusion_id)
    context = {
        "crumbs": crumbs_to(conclusion.examination, _("Conclusion")),
        "conclusion": conclusion,
        "editor": editor,
        "may_write": can_write(actor, conclusion),
        "missing": missing_of(request, conclusion_id),
        "objects": list(conclusion.examination.allocations.select_related("custody_object")),
        "back": page_of(conclusion.examination),
    }
    return render(request, "expert_desk/editor.html", context)


def missing_of(request: HttpRequest, conclusion_id: UUID) -> list[str]:
    """What the law demands and the draft lacks, in words."""
    missing = services.what_is_missing(acting(request), conclusion_id)
    return [f"{conclusions.label_of(lack.element)} {lack.where}".strip() for lack in missing]


@require_safe
def preview(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """The document as it would be printed today, marked as a draft."""
    actor = acting(request)
    note_read(actor, subject=conclusions.conclusion_for(actor, conclusion_id))
    return pdf_answer(services.preview_pdf(actor, conclusion_id), "draft.pdf", inline=True)


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


@require_POST
def make_up(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """Make revision 1: the bytes that are signed."""
    sign_conclusion.render(acting(request), conclusion_id=conclusion_id)
    messages.success(request, _("The document is made up. These are the bytes that you sign."))
    return redirect("expert_sign", conclusion_id)


@require_http_methods(["GET", "HEAD", "POST"])
def signing(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """Download revision 1, sign it with one's own program, upload the signature; in the demo, a development key."""
    actor = acting(request)
    conclusion = conclusions.conclusion_for(actor, conclusion_id)
    own_place(actor, conclusion)
    form = SignatureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            cms = form.cleaned_data["signature"].read()
            sign_conclusion.sign(actor, conclusion_id=conclusion_id, cms=cms)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return signed(request, conclusion)
    return render(request, "expert_desk/sign.html", _signing_context(request, conclusion, form))


def _signing_context(request: HttpRequest, conclusion: Any, form: SignatureForm) -> dict[str, Any]:
    actor = acting(request)
    rendered = conclusion.revision_1_id is not None
    return {
        "crumbs": crumbs_to(conclusion.examination, _("Signature")),
        "conclusion": conclusion,
        "task": conclusions.signing_task(actor, conclusion.pk) if rendered else None,
        "may_sign": can_sign(actor, conclusion),
        "can_make_up": conclusion.current_state in BEFORE_SIGNING and not _anybody_signed(conclusion),
        "signatories": conclusions.signatories_of(conclusion),
        "is_demo": settings.DEMO,
        "form": form,
        "back": page_of(conclusion.examination),
    }


def _anybody_signed(conclusion: Any) -> bool:
    return any(hasattr(line, "signature") for line in conclusions.signatories_of(conclusion))


@require_POST
def sign_in_demo(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """Sign with the demonstration's throw-away key. Anywhere else this address does not exist."""
    if not settings.DEMO:
        raise NotVisible
    actor = acting(request)
    conclusion = conclusions.conclusion_for(actor, conclusion_id)
    sign_conclusion.sign_with_development_key(actor, conclusion_id=conclusion_id)
    return signed(request, conclusion)


def signed(request: HttpRequest, conclusion: Any) -> HttpResponse:
    """After a signature: back to the examination."""
    messages.success(request, _("Your signature is verified and kept. Log proof and seal follow by themselves."))
    return redirect(page_of(conclusion.examination))


@require_safe
def revision_1(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """Exactly the bytes to sign. The reading is noted by the store."""
    content = services.revision_1_for_signing(acting(request), conclusion_id)
    return pdf_answer(content, "revision-1.pdf", inline=False)
