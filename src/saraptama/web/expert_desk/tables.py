"""The expert's list: what is in hand, the nearest due date on top."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.kernel.actor import ActorRef
from saraptama.web.examination_page import listing
from saraptama.web.examination_page.words import page_of
from saraptama.web.shared.cells import Link
from saraptama.web.shared.components import EmptyState
from saraptama.web.shared.tables import Column, Filter, TableSpec

TO_DO: dict[str, tuple[Any, str]] = {
    S.ASSIGNED.value: (_("Accept or decline"), "expert_accept"),
    S.IN_PRODUCTION.value: (_("Write the conclusion"), "expert_conclusion"),
    S.APPROVED.value: (_("Sign"), "expert_conclusion"),
}


WAITS_FOR: dict[str, Any] = {
    S.SUSPENDED.value: _("the clock stands still; waits for others"),
    S.AWAITING_APPROVAL.value: _("the head checks the form"),
}
"""States in which somebody else acts next."""


def mine(actor: ActorRef) -> Any:
    """Everything that the expert ever had in hand and still has, finished or not."""
    return selectors.visible_to(actor).assigned_to(actor.id).for_list().select_related("lead__user")


def to_do(row: Any) -> Link | str:
    """The act that waits for the expert, as a link to its page."""
    if row.state not in TO_DO:
        return str(WAITS_FOR.get(row.state, ""))
    words, page = TO_DO[row.state]
    return Link(words, reverse(page, args=[row.pk]))


IN_HAND: Filter[Any] = Filter(
    "hand",
    _("In hand"),
    (("all", _("finished ones too")),),
    lambda rows, value: rows,
)

MY_WORK: TableSpec[Any] = TableSpec(
    name="my-work",
    caption=_("My examinations"),
    columns=(
        listing.NUMBER,
        listing.SPECIALTY,
        listing.BODY,
        listing.STATE,
        listing.DUE,
        Column("to_do", _("What to do"), to_do),
        listing.COMPLEXITY,
        listing.REGISTERED_IF_CHOSEN,
        listing.FINISHED,
    ),
    order="due",
    empty=EmptyState(
        _("Nothing is assigned to you"),
        _("When the head assigns an examination to you, it appears here and you are told."),
        icon="briefcase",
    ),
    filters=(listing.BY_STATE, listing.BY_TERM, listing.BY_SPECIALTY, IN_HAND),
    search=listing.by_number,
    row_url=page_of,
)
