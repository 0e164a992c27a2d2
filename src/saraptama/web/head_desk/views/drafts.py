"""The draft before the head: read it, say a word on its form."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions import services
from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import AgreementDecision
from saraptama.casework.examinations.policies import check_act
from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.audit.services import note_read
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.journey import sign_conclusion
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.examination_page.acting import acting, examination_of
from saraptama.web.examination_page.head import head_of
from saraptama.web.examination_page.views import crumbs_to
from saraptama.web.examination_page.words import page_of
from saraptama.web.head_desk.forms import AgreementForm
from saraptama.web.shared.components import Fact
from saraptama.web.shared.formats import number_text
from saraptama.web.shared.forms import add_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """The draft with its answers, the words of other heads, and one's own decision."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_act(actor, examination, "agree")
    conclusion = conclusions.current_of_examination(actor, examination_id)
    if conclusion is None:
        raise NotVisible
    if conclusion.examination_id != examination.pk:
        return redirect("head_agreement", conclusion.examination_id)
    form = AgreementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            said = decide(actor, examination_id, form)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, said)
            return redirect("head_home")
    rounds = list(examination.agreements.order_by("-round", "recorded_at"))
    names = names_of(row.approver_id for row in rounds)
    cells: dict[int, list[tuple[str, str]]] = {}
    for cell in conclusions.answers_of(conclusion):
        outcome = reference.label(Dictionary.ANSWER_OUTCOME, cell.outcome)
        cells.setdefault(cell.question_number, []).append((outcome, cell.text))
    context = {
        "crumbs": crumbs_to(examination, _("Agreement")),
        "head": head_of(examination, selectors.term_of(examination)),
        "conclusion": conclusion,
        "checks": formal_checks(conclusion, cells),
        "questions": [(row, cells.get(row.number, [])) for row in conclusions.asked_in(conclusion)],
        "rounds": [
            (row, names.get(row.approver_id, ""), selectors.label_of(AgreementDecision(row.decision))) for row in rounds
        ],
        "form": form,
        "back": page_of(examination),
    }
    return render(request, "head_desk/agreement.html", context)


def formal_checks(conclusion: Any, cells: dict[int, list[tuple[str, str]]]) -> list[Fact]:
    """What a head looks at: the form. Every finding stays as its author wrote it (Law 44-VI, art. 8).

    Of a complex examination all its parts: the conclusion is one.
    """
    asked, parts = conclusions.asked_in(conclusion), selectors.parts_in_group(conclusion.examination)
    answered = sum(bool(cells.get(row.number)) for row in asked)
    experts = [row for part in parts for row in part.assignments.filter(ended_on__isnull=True)]
    warned = sum(hasattr(row, "acceptance") for row in experts)
    methods = sum(part.methods.count() for part in parts)
    signers = selectors.signers_of(conclusion.examination_id)
    names = names_of(signer.user_id for signer in signers)
    return [
        Fact(_("Questions answered"), _("{done} of {all}").format(done=answered, all=len(asked))),
        Fact(_("Registered methods noted"), number_text(methods)),
        Fact(_("Experts warned of liability"), _("{done} of {all}").format(done=warned, all=len(experts))),
        Fact(_("Will sign, in this order"), ", ".join(names.get(signer.user_id, "—") for signer in signers)),
    ]


def decide(actor: ActorRef, examination_id: UUID, form: AgreementForm) -> str:
    """Carry the decision out; what to tell the head afterwards."""
    decision, comment = AgreementDecision(form.cleaned_data["decision"]), form.cleaned_data["comment"]
    if decision is AgreementDecision.DISAGREED:
        sign_conclusion.disagree(actor, examination_id=examination_id, comment=comment)
        return _("The draft is back with the expert, with your comment.")
    sign_conclusion.agree(actor, examination_id=examination_id, remarks=comment)
    return _("Agreed. The expert, or the next head, is told.")


@require_safe
def draft_pdf(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """The draft as it would be printed today, marked as a draft. The reading is noted."""
    actor, examination = acting(request), examination_of(request, examination_id)
    conclusion = conclusions.current_of_examination(actor, examination.pk)
    if conclusion is None:
        raise NotVisible
    note_read(actor, subject=conclusion)
    pdf = services.preview_pdf(actor, conclusion.pk)
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="draft.pdf"'}
    )
