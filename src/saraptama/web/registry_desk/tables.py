"""The lists of the records office: inbox, journal, what was sent out."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

from django.urls import reverse, reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.enums import CaseCategory, Channel, Composition, ExamKind, FindingOutcome, OrderState
from saraptama.casework.intake.selectors import choices_of
from saraptama.foundation.messaging.enums import Channel as WayOut
from saraptama.foundation.messaging.enums import DispatchKind, DispatchState
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.web.registry_desk.words import body_of, channel_of, cited, incoming_number, number_of, specialties_of
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.components import EmptyState
from saraptama.web.shared.statuses import status_of
from saraptama.web.shared.tables import BulkAction, Column, Filter, TableSpec
from saraptama.web.shared.tones import Tone

PERIODS: Sequence[tuple[str, str | Promise]] = (
    ("today", _("today")),
    ("week", _("last 7 days")),
    ("month", _("last 30 days")),
    ("year", _("this year")),
)


def by_channel(rows: Any, value: str) -> Any:
    """Orders that came by this channel; an order that came twice stands once."""
    return rows.filter(pk__in=rows.filter(arrivals__channel=value).order_by().values("pk"))


def _since(value: str) -> Any:
    today = clock.today()
    days = {"today": 0, "week": 6, "month": 29}
    return today - timedelta(days=days[value]) if value in days else today.replace(month=1, day=1)


def received_in(rows: Any, value: str) -> Any:
    """Orders that came in a period up to today."""
    return rows.filter(received_on__gte=_since(value))


def registered_in(rows: Any, value: str) -> Any:
    """Orders that got their number in a period up to today."""
    return rows.registered_between(_since(value), clock.today())


def order_url(order: Any) -> str:
    """The order's page."""
    return reverse("registry_order", args=[order.pk])


NUMBER: Column[Any] = Column("number", _("Number"), number_of, nowrap=True)
STATE: Column[Any] = Column("state", _("State"), lambda order: status_of(OrderState(order.state)))
BODY: Column[Any] = Column("body", _("Appointed by"), body_of)
SPECIALTIES: Column[Any] = Column("specialties", _("Specialties"), specialties_of)
CASE: Column[Any] = Column("case", _("Case"), lambda order: order.case_no, optional=True)
RECEIVED: Column[Any] = Column("received", _("Received"), lambda order: order.received_on, sort="received_on")

BY_STATE: Filter[Any] = Filter(
    "state", _("State"), choices_of(OrderState), lambda rows, value: rows.filter(state=value)
)


def missing_of(order: Any) -> Chip | str:
    """What the last check found missing, by the items of the checklist."""
    found = [row for row in order.findings.all() if row.round == order.checks_done]
    items = sorted({row.item_code for row in found}, key=lambda code: (len(code), code))
    if not items:
        return Chip(_("nothing missing"), Tone.DONE) if order.checks_done else ""
    bars = any(row.outcome == FindingOutcome.BLOCK for row in found)
    names = {item.code: str(item.text) for item in reference.checklist()}
    first, more = names.get(items[0], items[0]), len(items) - 1
    says = _("{particular}, and {count} more").format(particular=first, count=more) if more else first
    return Chip(says, Tone.OVERDUE if bars else Tone.ATTENTION)


def asked_for(rows: Any, value: str) -> Any:
    """Orders whose body was asked for something: all that wait, or those whose day of answer is over."""
    return rows.overdue(clock.today()) if value == "overdue" else rows.awaiting_material()


BY_CHANNEL: Filter[Any] = Filter("channel", _("Channel"), choices_of(Channel), by_channel)

INBOX: TableSpec[Any] = TableSpec(
    name="inbox",
    caption=_("Orders that wait at the records office"),
    columns=(
        Column("incoming", _("Incoming number"), incoming_number, nowrap=True),
        RECEIVED,
        Column("channel", _("Channel"), channel_of),
        Column("order", _("Order"), cited),
        BODY,
        SPECIALTIES,
        STATE,
        Column("missing", _("What is missing"), missing_of),
    ),
    order="-received",
    empty=EmptyState(
        _("Nothing waits"),
        _("Orders that came by the portal, from a system or on paper stand here until they are registered."),
    ),
    filters=(
        BY_CHANNEL,
        BY_STATE,
        Filter(
            "asked",
            _("Missing material"),
            (("waiting", _("the body was asked")), ("overdue", _("the day of answer is over"))),
            asked_for,
        ),
    ),
    row_url=order_url,
    bulk=(BulkAction(_("Check"), cast(str, reverse_lazy("registry_check_many")), "clipboard-check"),),
)

JOURNAL: TableSpec[Any] = TableSpec(
    name="journal",
    caption=_("Journal of orders"),
    columns=(
        NUMBER,
        RECEIVED,
        BODY,
        Column("order", _("Order"), cited),
        SPECIALTIES,
        STATE,
        CASE,
        Column("accepted", _("Registered"), lambda order: order.accepted_on, sort="accepted_on", optional=True),
        Column("channel", _("Channel"), channel_of, optional=True),
        Column("person", _("Appointing person"), lambda order: order.person_name, optional=True),
        Column("closed", _("Closed"), lambda order: order.closed_on, sort="closed_on", optional=True),
    ),
    order="-received",
    empty=EmptyState(_("The journal is empty"), _("Every order of the institute stands here from its arrival on.")),
    filters=(
        BY_STATE,
        BY_CHANNEL,
        Filter("received", _("Received"), PERIODS, received_in),
        Filter("registered", _("Registered"), PERIODS, registered_in),
        Filter(
            "category",
            _("Category of the case"),
            choices_of(CaseCategory),
            lambda rows, value: rows.filter(case_category=value),
        ),
        Filter("kind", _("Kind"), choices_of(ExamKind), lambda rows, value: rows.filter(exam_kind=value)),
        Filter(
            "composition", _("Composition"), choices_of(Composition), lambda rows, value: rows.filter(composition=value)
        ),
    ),
    search=lambda rows, words: rows,  # the view has asked `find` already: numbers are understood before words
    row_url=order_url,
)


def dispatch_url(dispatch: Any) -> str:
    """The record that was sent: the order of a letter, the examination of a conclusion or petition."""
    if dispatch.kind == DispatchKind.RETURN_LETTER:
        return reverse("registry_order", args=[dispatch.subject_id])
    return reverse("examination", args=[dispatch.examination_id]) if dispatch.examination_id else ""


def recipient_of(dispatch: Any) -> str:
    """The body's name in the language active now."""
    return str(reference.body(dispatch.recipient_id).name)


DISPATCHES: TableSpec[Any] = TableSpec(
    name="dispatches",
    caption=_("What was sent to appointing bodies"),
    columns=(
        Column("title", _("Number"), lambda sent: sent.title, nowrap=True),
        Column("kind", _("What"), lambda sent: DispatchKind(sent.kind).label),
        Column("recipient", _("To whom"), recipient_of),
        Column("channel", _("Channel"), lambda sent: WayOut(sent.channel).label),
        Column("sent", _("Sent"), lambda sent: sent.sent_at, sort="sent_at"),
        Column("state", _("Receipt"), lambda sent: status_of(DispatchState(sent.state))),
        Column("received", _("Received"), lambda sent: sent.received_at, sort="received_at"),
        Column("receiver", _("By whom"), lambda sent: sent.receiver_name, optional=True),
    ),
    order="-sent",
    empty=EmptyState(
        _("Nothing was sent yet"),
        _("Sealed conclusions, petitions and letters of return go out by themselves and stand here until the receipt."),
    ),
    filters=(
        Filter("state", _("Receipt"), DispatchState.choices, lambda rows, value: rows.filter(state=value)),
        Filter("kind", _("What"), DispatchKind.choices, lambda rows, value: rows.filter(kind=value)),
    ),
    row_url=dispatch_url,
)
