"""The lists of the portal."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations import labels as examinations
from saraptama.casework.examinations.enums import PetitionKind
from saraptama.casework.intake.enums import OrderState
from saraptama.casework.intake.selectors import choices_of
from saraptama.foundation.messaging.enums import DispatchKind, DispatchState
from saraptama.foundation.reference import selectors as reference
from saraptama.web.examination_page.words import number_of
from saraptama.web.orderer_portal.waiting import Waiting
from saraptama.web.shared.components import EmptyState
from saraptama.web.shared.statuses import status_of
from saraptama.web.shared.tables import Column, Filter, TableSpec

WAITING = "waiting"


def registered_as(order: Any) -> str:
    """The registration number, the addressee's first; empty before the registration."""
    rows = list(order.registrations.all())
    own = [row.text for row in rows if row.institute_id == order.institute_id]
    return (own or [""])[0]


def institute_of(order: Any) -> str:
    """The institute in the language active now."""
    return str(reference.unit(order.institute_id).name)


ORDERS: TableSpec[Any] = TableSpec(
    name="orders",
    caption=_("Orders of my body"),
    columns=(
        Column("number", _("Order"), lambda o: o.number or _("without a number"), sort="number", nowrap=True),
        Column("ordered", _("Dated"), lambda o: o.ordered_on, sort="ordered_on", nowrap=True),
        Column("case", _("Case"), lambda o: o.case_no, sort="case_no"),
        Column("state", _("State"), lambda o: status_of(OrderState(o.state)), sort="state"),
        Column("registered", _("Registered as"), registered_as, nowrap=True),
        Column("institute", _("Institute"), institute_of, optional=True),
        Column("received", _("Received"), lambda o: o.received_on, sort="received_on", nowrap=True),
    ),
    order="-received",
    empty=EmptyState(
        _("No orders yet"),
        _("Orders of your body stand here from the moment they are sent, whoever of your colleagues sent them."),
    ),
    filters=(
        Filter("state", _("State"), lambda: choices_of(OrderState), lambda rows, value: rows.filter(state=value)),
    ),
    search=lambda rows, words: rows.filter(number__icontains=words) | rows.filter(case_no__icontains=words),
    row_url=lambda o: reverse("portal_order", args=[o.pk]),
)

PETITIONS: TableSpec[Waiting] = TableSpec(
    name="petitions",
    caption=_("Petitions that wait for an answer"),
    columns=(
        Column("examination", _("Examination"), lambda p: number_of(p.row.examination), nowrap=True),
        Column("kind", _("What is asked for"), lambda p: examinations.label_of(PetitionKind(p.row.kind))),
        Column("subject", _("Subject"), lambda p: p.row.subject),
        Column("sent", _("Sent"), lambda p: p.occurred_on, sort="occurred_on", nowrap=True),
        Column("answer_by", _("Answer by"), lambda p: p.due, sort="nearest", nowrap=True),
    ),
    order="answer_by",
    empty=EmptyState(
        _("No petition waits for you"),
        _("When an expert needs more materials or more days, the request stands here; the clock may stand still."),
    ),
    row_url=lambda p: reverse("portal_petition", args=[p.pk]),
)

DISPATCHES: TableSpec[Any] = TableSpec(
    name="received",
    caption=_("Conclusions and letters"),
    columns=(
        Column("title", _("Number"), lambda d: d.title, nowrap=True),
        Column("kind", _("What it is"), lambda d: DispatchKind(d.kind).label),
        Column("state", _("State"), lambda d: status_of(DispatchState(d.state)), sort="state"),
        Column("sent", _("Sent"), lambda d: d.sent_at, sort="sent_at", nowrap=True),
        Column("received", _("Received"), lambda d: d.received_at, nowrap=True),
        Column("receiver", _("Received by"), lambda d: d.receiver_name, optional=True),
    ),
    order="-sent",
    empty=EmptyState(
        _("Nothing was sent to you yet"),
        _("Sealed conclusions and letters stand here from the moment they are sent."),
    ),
    filters=(Filter("state", _("State"), lambda: DispatchState.choices, lambda rows, value: rows.filter(state=value)),),
    row_url=lambda d: reverse("portal_dispatch", args=[d.pk]),
)
