"""The head's lists: what waits for the head, and the journal of the unit."""

from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saraptama.capacity.experts.selectors import visible_experts
from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.foundation.accounts.selectors import names_of
from saraptama.kernel.actor import ActorRef
from saraptama.web.examination_page import listing
from saraptama.web.examination_page.words import page_of
from saraptama.web.shared.cells import Link
from saraptama.web.shared.components import EmptyState
from saraptama.web.shared.tables import Column, Filter, TableSpec


def visible(actor: ActorRef) -> Any:
    """The examinations of the head's units, with what a line shows."""
    return selectors.visible_to(actor).for_list().select_related("lead__user")


def before_me(actor: ActorRef) -> Any:
    """Drafts on which this head is still to say a word: laid before any head, or with this one on the route."""
    rows = visible(actor).in_states(S.AWAITING_APPROVAL).exclude(assignments__user_id=actor.id)
    return rows.filter(Q(agreement_route=[]) | Q(agreement_route__contains=[str(actor.id)]))


def queue(actor: ActorRef) -> Any:
    """What waits for this head: to take into production, to assign, to agree."""
    waiting = Q(state__in=[S.REGISTERED.value, S.ACCEPTED.value]) | Q(pk__in=before_me(actor).values("pk"))
    return visible(actor).filter(waiting)


TO_DO: dict[str, tuple[Any, str]] = {
    S.REGISTERED.value: (_("Take into production and choose the expert"), "head_assign"),
    S.ACCEPTED.value: (_("Choose the expert"), "head_assign"),
    S.AWAITING_APPROVAL.value: (_("Check the draft"), "head_agreement"),
}


def to_do(row: Any) -> Link | str:
    """The act that the row waits for, as a link to its page."""
    if row.state not in TO_DO:
        return ""
    words, page = TO_DO[row.state]
    return Link(words, reverse(page, args=[row.pk]))


QUEUE: TableSpec[Any] = TableSpec(
    name="queue",
    caption=_("Waits for you"),
    columns=(
        listing.NUMBER,
        listing.SPECIALTY,
        listing.BODY,
        listing.STATE,
        listing.DUE,
        Column("to_do", _("What to do"), to_do),
        listing.REGISTERED_IF_CHOSEN,
    ),
    order="due",
    empty=EmptyState(
        _("Nothing waits for you"),
        _("Examinations to assign and drafts to agree appear here as soon as they are yours to move."),
        icon="check2",
    ),
    row_url=page_of,
)

JOURNAL: TableSpec[Any] = TableSpec(
    name="examinations",
    caption=_("Examinations of the unit"),
    columns=(
        listing.NUMBER,
        listing.SPECIALTY,
        listing.EXPERT,
        listing.STATE,
        listing.REGISTERED,
        listing.DUE,
        listing.BODY_IF_CHOSEN,
        listing.COMPLEXITY,
        listing.STARTED,
        listing.FINISHED,
        listing.UNIT,
    ),
    order="-registered",
    empty=EmptyState(
        _("No examinations yet"),
        _("Examinations appear here once the records office has registered an order for your unit."),
        icon="journal-text",
    ),
    filters=(
        listing.BY_STATE,
        listing.BY_TERM,
        listing.BY_SPECIALTY,
        listing.BY_KIND,
        listing.BY_COMPOSITION,
        listing.BY_COMPLEXITY,
    ),
    search=listing.by_number,
    row_url=page_of,
)


def journal_of(actor: ActorRef) -> TableSpec[Any]:
    """The journal with a filter by the experts whom this head may see."""
    users = [row.user_id for row in visible_experts(actor)]
    names = sorted(names_of(users).items(), key=lambda pair: pair[1])
    by_expert: Filter[Any] = Filter(
        "expert",
        _("Expert"),
        [(str(user_id), name) for user_id, name in names],
        lambda rows, value: rows.filter(lead_user_id=value),
    )
    mine: Filter[Any] = Filter(
        "waits",
        _("Waits for"),
        (("me", _("my agreement")),),
        lambda rows, value: rows.filter(pk__in=before_me(actor).values("pk")),
    )
    return replace(JOURNAL, filters=(*JOURNAL.filters, by_expert, mine))
