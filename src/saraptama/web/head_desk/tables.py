"""The head's lists: what waits for the head, and the journal of the unit."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saraptama.capacity.experts.selectors import visible_experts
from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import AssignmentRole, Complexity
from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import Composition
from saraptama.foundation.accounts.selectors import names_of
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.web.examination_page import listing
from saraptama.web.examination_page.words import body_of, due_of, number_of, page_of, specialty_of, unit_name
from saraptama.web.shared.cells import Link
from saraptama.web.shared.components import EmptyState
from saraptama.web.shared.statuses import status_of
from saraptama.web.shared.tables import BulkAction, Column, Filter, TableSpec


def visible(actor: ActorRef) -> Any:
    """The examinations of the head's units, with what a line shows."""
    return selectors.visible_to(actor).for_list().select_related("lead__user")


def before_me(actor: ActorRef) -> Any:
    """Drafts on which this head is still to say a word: laid before any head, or with this one on the route."""
    rows = visible(actor).in_states(S.AWAITING_APPROVAL).with_own_conclusion().exclude(assignments__user_id=actor.id)
    return rows.filter(Q(agreement_route=[]) | Q(agreement_route__contains=[str(actor.id)]))


def queue(actor: ActorRef) -> Any:
    """What waits for this head: to take into production, to assign, to agree."""
    waiting = Q(state__in=[S.REGISTERED.value, S.ACCEPTED.value]) | Q(pk__in=before_me(actor).values("pk"))
    # The states once more, for the whole: by them the planner finds the index of what is unfinished.
    return visible(actor).filter(waiting, state__in=list(TO_DO))


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


def of_part(value: Any) -> Any:
    """A column's value, asked of the examination behind a part."""
    return lambda row: value(row.examination)


PARTS_IN_HANDS: TableSpec[Any] = TableSpec(
    name="parts",
    caption=_("Parts in the hands of experts"),
    columns=(
        Column("number", _("Number"), of_part(number_of), nowrap=True),
        Column("specialty", _("Expert specialty"), of_part(specialty_of)),
        Column("expert", _("Expert"), lambda row: row.expert.user.short_name()),
        Column("role", _("Role"), lambda row: selectors.label_of(AssignmentRole(row.role))),
        Column("complexity", _("Complexity"), lambda row: complexity_words(row.category)),
        Column("assigned", _("Assigned"), lambda row: row.assigned_on, sort="assigned_on"),
        Column("state", _("State today"), lambda row: status_of(S(row.examination.state))),
        Column("due", _("Due"), of_part(due_of), sort="examination__due_on"),
        Column("body", _("Appointed by"), of_part(body_of), optional=True),
        Column("unit", _("Unit"), lambda row: unit_name(row.examination.unit), optional=True),
    ),
    order="due",
    empty=EmptyState(
        _("Nothing in hands"),
        _("On this day none of these experts had work of this kind. Choose another day or take a filter off."),
        icon="check2",
    ),
    row_url=lambda row: page_of(row.examination),
)


def complexity_words(category: str) -> str:
    """The category on that day; nothing before it was set."""
    return selectors.label_of(Complexity(category)) if category else ""


TO_ASSIGN: TableSpec[Any] = TableSpec(
    name="queue",
    caption=_("Examinations that wait for an expert"),
    columns=(
        listing.NUMBER,
        listing.SPECIALTY,
        Column("unit", _("Unit"), lambda row: unit_name(row.unit)),
        Column("waits", _("Waits since"), lambda row: row.registered_on, sort="registered_on"),
        listing.DUE,
        Column("to_do", _("What to do"), to_do),
        Column("composition", _("Composition"), lambda row: composition_words(row), optional=True),
        replace(listing.STATE, optional=True),
        listing.BODY_IF_CHOSEN,
    ),
    order="waits",
    empty=EmptyState(
        _("Nobody waits for an expert"),
        _("Examinations with order and objects complete wait here until a head chooses the expert."),
        icon="check2",
    ),
    filters=(listing.BY_SPECIALTY, listing.BY_COMPOSITION, listing.BY_KIND),
    search=listing.by_number,
    row_url=page_of,
)


def to_assign() -> TableSpec[Any]:
    """The queue with what can be done to several rows at once."""
    bulk = (
        BulkAction(_("Assign the chosen"), reverse("head_bulk_assign"), "person-check"),
        BulkAction(_("Direct the chosen to a laboratory"), reverse("head_bulk_direct"), "arrow-right"),
    )
    return replace(TO_ASSIGN, bulk=bulk)


def composition_words(row: Any) -> str:
    """Sole, commission or complex."""
    return intake.label_of(Composition(row.composition))


DUE_WITHIN: Filter[Any] = Filter(
    "within",
    _("Falls due"),
    (
        ("overdue", _("overdue")),
        ("0", _("due today")),
        ("7", _("within 7 days")),
        ("14", _("within 14 days")),
        ("none", _("the clock stands still")),
    ),
    lambda rows, value: falling(rows, value),
)


def falling(rows: Any, value: str) -> Any:
    """Unfinished examinations by how near their due date is."""
    today = clock.today()
    if value == "overdue":
        return rows.overdue_on(today)
    if value == "none":
        return rows.unfinished().filter(due_on__isnull=True, t0__isnull=False)
    return rows.due_between(today, today + timedelta(days=int(value)))


FALLING_DUE: TableSpec[Any] = TableSpec(
    name="due",
    caption=_("What falls due"),
    columns=(
        listing.NUMBER,
        listing.SPECIALTY,
        listing.EXPERT,
        listing.STATE,
        listing.DUE,
        listing.COMPLEXITY,
        Column("unit", _("Unit"), lambda row: unit_name(row.unit)),
        listing.BODY_IF_CHOSEN,
    ),
    order="due",
    empty=EmptyState(
        _("Nothing falls due"),
        _("Unfinished examinations with a running clock stand here, the nearest due date on top."),
        icon="check2",
    ),
    filters=(DUE_WITHIN, listing.BY_SPECIALTY, listing.BY_STATE, listing.BY_COMPLEXITY),
    search=listing.by_number,
    row_url=page_of,
)

DRAFTS: TableSpec[Any] = TableSpec(
    name="drafts",
    caption=_("Drafts that wait for your word on their form"),
    columns=(
        listing.NUMBER,
        listing.SPECIALTY,
        listing.EXPERT,
        listing.DUE,
        Column("round", _("Round"), lambda row: row.agreement_round, numeric=True),
        Column("to_do", _("What to do"), to_do),
    ),
    order="due",
    empty=EmptyState(
        _("No draft waits for you"),
        _("An expert who lays a draft before you brings it here. You check its form; the findings are the expert's."),
        icon="clipboard-check",
    ),
    row_url=lambda row: reverse("head_agreement", args=[row.pk]),
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
