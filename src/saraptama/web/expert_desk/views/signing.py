"""Signing: make up the document, sign it, dissent from it, withdraw a signature."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions import services
from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.conclusions.policies import can_dissent, can_sign, dissent_of, own_place
from saraptama.journey import sign_conclusion
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.examination_page.acting import acting
from saraptama.web.examination_page.views import crumbs_to
from saraptama.web.examination_page.words import page_of
from saraptama.web.expert_desk.forms import DissentForm, SignatureForm, WithdrawForm
from saraptama.web.expert_desk.views.conclusion import BEFORE_SIGNING, pdf_answer
from saraptama.web.shared.components import Confirmation, Fact
from saraptama.web.shared.forms import add_refusal


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
    task = conclusions.signing_task(actor, conclusion.pk) if conclusion.revision_1_id is not None else None
    signatories = conclusions.signatories_of(conclusion)
    own = next((line for line in signatories if line.user_id == actor.id), None)
    dissent = dissent_of(own) if own and not own.signature else None
    outdated = dissent is not None and dissent.revision_1_sha256 != conclusion.revision_1_sha256
    return {
        "crumbs": crumbs_to(conclusion.examination, _("Signature")),
        "conclusion": conclusion,
        "task": task,
        # The sentence ends with this name: its full stop is that of the initials.
        "waits_for": task.waits_for.removesuffix(".") if task else "",
        "may_sign": can_sign(actor, conclusion),
        "may_withdraw": conclusion.current_state is ConclusionState.RENDERED and own is not None and own.signature,
        "dissent": dissent,
        "dissent_outdated": outdated,
        "dissent_first": dissent is not None and (outdated or not dissent.is_signed),
        "may_dissent": can_dissent(actor, conclusion),
        "withdrawn": conclusions.withdrawn_signatures(conclusion),
        "can_make_up": conclusion.current_state in BEFORE_SIGNING and not any(line.signature for line in signatories),
        "signatories": signatories,
        "is_demo": settings.DEMO,
        "form": form,
        "back": page_of(conclusion.examination),
    }


@require_POST
def sign_in_demo(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """Sign with the demonstration's throw-away key. Anywhere else this address does not exist."""
    if not settings.DEMO:
        raise NotVisible
    actor = acting(request)
    conclusion = conclusions.conclusion_for(actor, conclusion_id)
    sign_conclusion.sign_with_development_key(actor, conclusion_id=conclusion_id)
    return signed(request, conclusion)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """Take one's own signature back while others are still to sign."""
    actor = acting(request)
    conclusion = conclusions.conclusion_for(actor, conclusion_id)
    own = own_place(actor, conclusion)
    if own.signature is None:
        return redirect("expert_sign", conclusion_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_signature(actor, conclusion_id=conclusion_id, ground=form.cleaned_data["ground"])
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Your signature is withdrawn. The document waits until you sign again."))
            return redirect("expert_sign", conclusion_id)
    confirmation = Confirmation(
        _("Withdraw your signature?"),
        [
            _("The document is not sealed without your signature; the next experts see that it is gone."),
            _("The withdrawal and its ground stay in the history for good."),
            _("You can sign the same document again, or attach a dissenting opinion first."),
        ],
        _("Withdraw the signature"),
        reverse("expert_sign", args=[conclusion_id]),
        form=form,
        facts=(Fact(_("Number"), conclusion.number),),
    )
    crumbs = crumbs_to(conclusion.examination, _("Withdrawal of a signature"))
    return render(request, "components/confirm.html", {"crumbs": crumbs, "confirmation": confirmation})


@require_http_methods(["GET", "HEAD", "POST"])
def dissent(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """State a dissenting opinion, sign it apart, or take it back."""
    actor = acting(request)
    conclusion = conclusions.conclusion_for(actor, conclusion_id)
    own = own_place(actor, conclusion)
    stated = dissent_of(own)
    act = request.POST.get("act", "")
    form = DissentForm(request.POST if act == "state" else None, initial={"text": stated.text if stated else ""})
    signature = SignatureForm(request.POST if act == "sign" else None, request.FILES if act == "sign" else None)
    if request.method == "POST":
        try:
            if done := _dissent_act(request, conclusion_id, act, form, signature):
                messages.success(request, done)
                return redirect("expert_dissent" if act == "state" else "expert_sign", conclusion_id)
        except Refusal as refusal:
            add_refusal(signature if act == "sign" else form, refusal)
    context = {
        "crumbs": crumbs_to(conclusion.examination, _("Dissenting opinion")),
        "conclusion": conclusion,
        "stated": stated,
        "may": can_dissent(actor, conclusion),
        "is_demo": settings.DEMO,
        "form": form,
        "signature": signature,
    }
    return render(request, "expert_desk/dissent.html", context)


def _dissent_act(
    request: HttpRequest, conclusion_id: UUID, act: str, form: DissentForm, signature: SignatureForm
) -> str:
    """Do what the button says; empty when a form must be mended first."""
    actor = acting(request)
    if act == "state" and form.is_valid():
        services.state_dissent(actor, conclusion_id=conclusion_id, text=form.cleaned_data["text"])
        return _("The opinion is made up as a document of its own. Sign it now.")
    if act == "sign" and signature.is_valid():
        cms = signature.cleaned_data["signature"].read()
        services.sign_dissent(actor, conclusion_id=conclusion_id, cms=cms)
        return _("Your dissenting opinion is signed. It is sealed together with the conclusion.")
    if act == "sign_in_demo" and settings.DEMO:
        sign_conclusion.sign_dissent_with_development_key(actor, conclusion_id=conclusion_id)
        return _("Your dissenting opinion is signed. It is sealed together with the conclusion.")
    if act == "take_back":
        services.take_back_dissent(actor, conclusion_id=conclusion_id)
        return _("The dissenting opinion is taken back.")
    return ""


@require_safe
def dissent_pdf(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """Exactly the bytes of one's own opinion."""
    return pdf_answer(services.dissent_for_signing(acting(request), conclusion_id), "dissent.pdf", inline=False)


def signed(request: HttpRequest, conclusion: Any) -> HttpResponse:
    """After a signature: back to the examination."""
    messages.success(request, _("Your signature is verified and kept. Log proof and seal follow by themselves."))
    return redirect(page_of(conclusion.examination))


@require_safe
def revision_1(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """Exactly the bytes to sign. The reading is noted by the store."""
    content = services.revision_1_for_signing(acting(request), conclusion_id)
    return pdf_answer(content, "revision-1.pdf", inline=False)
