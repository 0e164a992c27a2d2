"""Whose turn it is in each state, and the next step offered as a sentence."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.casework.examinations.policies import can_act
from saraptama.casework.intake.enums import Composition
from saraptama.foundation.accounts.selectors import names_of
from saraptama.kernel.actor import ActorRef
from saraptama.web.examination_page.words import body_of
from saraptama.web.shared.components import NextStep

Text = str | Promise


@dataclass(frozen=True)
class Turn:
    """One state: who acts next, what is said to them and to the others, and the page that does it."""

    who: Text
    says: Text
    action: Text = ""
    url_name: str = ""
    act: str = ""
    """The act that the reader must be able to do for the button to show; empty: whoever can open the page."""
    others: Text = ""
    post: bool = False


EXPERT, HEAD, CLERK, CUSTODIAN = _("expert"), _("head of the unit"), _("records office"), _("custody room")

TURNS: dict[S, Turn] = {
    S.REGISTERED: Turn(
        HEAD,
        _("Order and objects are here and the term runs. Take the examination into production."),
        _("Take into production"),
        "head_accept",
        "accept_for_production",
        _("The head takes the examination into production."),
        post=True,
    ),
    S.AWAITING_OBJECTS: Turn(
        CUSTODIAN,
        _("Accept the objects to start the clock: no term runs until they are complete."),
        _("Accept the objects"),
        "custody_home",
        "note_objects_complete",
        _("The objects are awaited; no term runs until they are complete."),
    ),
    S.ACCEPTED: Turn(
        HEAD,
        _("Choose the expert who performs the examination."),
        _("Choose the expert"),
        "head_assign",
        "assign",
        _("The head chooses the expert."),
    ),
    S.ASSIGNED: Turn(
        EXPERT,
        _("Read the warning of liability, then accept the examination or decline it."),
        _("Accept or decline"),
        "expert_accept",
        "accept",
        _("The expert accepts the examination or declines it."),
    ),
    S.IN_PRODUCTION: Turn(
        EXPERT,
        _("Examine the objects, note the methods, and answer the questions in the conclusion."),
        _("Write the conclusion"),
        "expert_conclusion",
        "submit_for_agreement",
        _("The expert works and writes the conclusion."),
    ),
    S.SUSPENDED: Turn(
        _("appointing body"),
        _("The clock stands still. Resume production when the ground is gone."),
        _("Resume"),
        "head_standstill",
        "resume",
        _("The clock stands still until the ground is gone or its limit is reached."),
    ),
    S.AWAITING_APPROVAL: Turn(
        HEAD,
        _("Read the draft and check its form; the findings are the expert's own."),
        _("Check the draft"),
        "head_agreement",
        "agree",
        _("The head checks the form of the draft."),
    ),
    S.APPROVED: Turn(
        EXPERT,
        _("The form is agreed. Sign the conclusion."),
        _("Sign"),
        "expert_conclusion",
        "complete",
        _("The expert signs the conclusion."),
    ),
    S.COMPLETED: Turn(
        CLERK,
        _("The conclusion is signed. It goes to the appointing body as soon as it is sealed."),
        _("Deliveries"),
        "registry_home",
        "mark_delivered",
        _("The records office delivers the conclusion."),
    ),
    S.DELIVERED: Turn(
        CLERK,
        _("The result is delivered. Give the objects back and close the examination."),
        _("Records office"),
        "registry_home",
        "close",
        _("The objects go back, then the examination is closed."),
    ),
    S.RETURNED: Turn(
        CLERK,
        _("Send the materials back to the appointing body."),
        _("Records office"),
        "registry_home",
        "close",
        _("The materials go back to the appointing body."),
    ),
    S.WITHDRAWN: Turn(
        CLERK,
        _("The order was recalled. Give the objects back and close the examination."),
        _("Records office"),
        "registry_home",
        "close",
        _("The order was recalled; the objects go back."),
    ),
}
"""A closed examination has no next step. A test compares the owners with those of the workflow."""

OF_A_RECORD = ("head_", "expert_", "examination_")
"""Desks whose pages stand under the id of the examination; of the others the first page is opened."""


def turn_of(examination: Any) -> Text:
    """Whose turn it is, with the name where one person is meant."""
    state = S(examination.state)
    turn = TURNS.get(state)
    if turn is None:
        return ""
    if state is S.SUSPENDED:
        return body_of(examination) if waits_for_answer(examination) else HEAD
    if turn.who is EXPERT and examination.lead_user_id:
        expert = signer_awaited(examination) or examination.lead_user_id
        return names_of([expert]).get(expert, "") or turn.who
    return turn.who


def signer_awaited(examination: Any) -> UUID | None:
    """Of several experts the one whose signature is next; None where one signs alone, or nothing is made up yet."""
    if S(examination.state) is not S.APPROVED or examination.composition == Composition.SOLE.value:
        return None
    return conclusions.next_signer_of(examination.pk)


def waits_for_answer(examination: Any) -> bool:
    """Whether the standstill rests on a petition that nobody has answered yet."""
    open_ones = examination.suspensions.filter(resumption__isnull=True)
    found: bool = open_ones.filter(petition__isnull=False, petition__answer__isnull=True).exists()
    return found


def next_step_of(actor: ActorRef, examination: Any) -> NextStep | None:
    """What this reader does now, or who does what when it is not the reader's turn."""
    turn = TURNS.get(S(examination.state))
    if turn is None:
        return None
    url = address_for(turn.url_name, examination)
    if examination.state == S.SUSPENDED.value and waits_for_answer(examination):
        return NextStep(
            _("The appointing body answers the petition; the clock stands still."), whose=turn_of(examination)
        )
    if not url or not can_act(actor, examination, turn.act):
        return NextStep(turn.others, whose=turn_of(examination))
    if signer_awaited(examination) not in (None, actor.id):
        return NextStep(turn.others, _("Signature"), url, whose=turn_of(examination))
    return NextStep(turn.says, turn.action, url, post=turn.post)


def address_for(url_name: str, examination: Any) -> str:
    """The page that does the step; empty where this installation has no such desk."""
    try:
        return reverse(url_name, args=[examination.pk] if url_name.startswith(OF_A_RECORD) else [])
    except NoReverseMatch:
        return ""
