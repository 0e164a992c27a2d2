"""What else the reader may do with an examination now, beside the next step."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations.policies import acts_for
from saraptama.kernel.actor import ActorRef
from saraptama.web.examination_page.steps import TURNS, address_for
from saraptama.web.shared.cells import Link
from saraptama.web.shared.components import NextStep

PAGES: tuple[tuple[str, Any, str], ...] = (
    ("direct_to_unit", _("Direct to a laboratory"), "head_direct"),
    ("reassign", _("Replace an expert"), "head_reassign"),
    ("reassign", _("Who has had it"), "head_assignments"),
    ("state_recusal", _("Challenges, declared conflicts and exceptions"), "head_conflicts"),
    ("use_method", _("Note a method"), "expert_methods"),
    ("write_note", _("Write a working note"), "expert_notes"),
    ("set_complexity", _("Change the complexity"), "expert_complexity"),
    ("send_petition", _("Petition the appointing body"), "examination_petition"),
    ("resume", _("Resume production"), "head_standstill"),
    ("suspend", _("Suspend on another ground"), "head_standstill"),
    ("return_without_execution", _("Return without execution"), "head_return"),
)
"""Act, its words, and the page that does it."""


def further_acts(actor: ActorRef, examination: Any, step: NextStep | None) -> list[Link]:
    """Links to the acts that are open to the reader now; what the next step offers is left out."""
    turn = TURNS.get(examination.current_state)
    offered = {turn.act} if turn and step and step.url else set()
    open_now = set(acts_for(actor, examination)) - offered
    pages = ((label, address_for(name, examination)) for act, label, name in PAGES if act in open_now)
    return [Link(label, url) for label, url in pages if url]
