"""The lists of the custody room."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from saraptama.casework.custody import selectors as custody
from saraptama.casework.custody.enums import CustodyState, HandOverState, IncidentKind
from saraptama.casework.custody.selectors import UNCONFIRMED, choices_of
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.web.custody_room.words import Names, place_choices, seal_of, state_of, where
from saraptama.web.registry_desk.words import body_of, cited, number_of, quantity_of
from saraptama.web.shared.cells import Chip, DueChip
from saraptama.web.shared.components import EmptyState
from saraptama.web.shared.formats import DASH
from saraptama.web.shared.statuses import status_of
from saraptama.web.shared.tables import Column, Filter, TableSpec
from saraptama.web.shared.tones import Tone

Things = Any
"""Objects in custody, as a queryset."""


def named(rows: Things, words: str) -> Things:
    """Objects whose label begins like this, or whose name says it."""
    by_label = rows.filter(label__startswith=words.upper())
    return by_label if by_label.exists() else rows.filter(name__icontains=words)


OBJECTS: TableSpec[Any] = TableSpec(
    name="objects",
    caption=_("Objects in custody"),
    columns=(
        Column("label", _("Label"), lambda thing: thing.label, sort="label", nowrap=True),
        Column("name", _("Object"), lambda thing: thing.name),
        Column("quantity", _("Quantity"), quantity_of, optional=True),
        Column("seal", _("Seal"), seal_of),
        Column("state", _("State"), state_of),
        Column("received", _("Accepted"), lambda thing: thing.received_on, sort="received_on"),
    ),
    order="-received",
    empty=EmptyState(
        _("No objects"), _("Every object stands here from its acceptance until its return, with its whole chain.")
    ),
    search=named,
    row_url=lambda thing: reverse("custody_object", args=[thing.pk]),
)


def objects_table(institute_id: UUID, person: UUID) -> TableSpec[Any]:
    """The list with the places of the institute, and with one person's own."""
    names = Names()
    column: Column[Any] = Column("where", _("Where it is"), lambda thing: where(thing, names))
    return replace(
        OBJECTS,
        columns=(*OBJECTS.columns[:5], column, *OBJECTS.columns[5:]),
        filters=(
            Filter("state", _("State"), choices_of(CustodyState), lambda rows, value: rows.filter(state=value)),
            Filter("whose", _("In whose hands"), [("mine", _("in mine"))], lambda rows, _value: rows.held_by(person)),
            Filter(
                "received",
                _("Accepted"),
                [("today", _("today"))],
                lambda rows, _value: rows.received_on_day(clock.today()),
            ),
            Filter(
                "order",
                _("Order"),
                [("none", _("came before any order"))],
                lambda rows, _value: rows.without_order().under_our_care(),
            ),
            Filter(
                "place",
                _("Place"),
                lambda: place_choices(institute_id),
                lambda rows, value: rows.filter(place_id=value),
            ),
        ),
    )


def orders_table(name: str, caption: Any, empty: EmptyState, page: str) -> TableSpec[Any]:
    """Orders that wait for the custody room, each opening the page on which it acts."""
    return TableSpec(
        name=name,
        caption=caption,
        columns=(
            Column("number", _("Number"), number_of, nowrap=True),
            Column("order", _("Order"), cited),
            Column("body", _("Appointed by"), body_of),
            Column("received", _("Order received"), lambda order: order.received_on, sort="received_on"),
        ),
        order="received",
        empty=empty,
        row_url=lambda order: reverse(page, args=[order.pk]),
    )


EXPECTED = orders_table(
    "expected",
    _("Orders whose objects are expected"),
    EmptyState(_("Nothing is expected"), _("Orders that announce objects stand here until all of them are accepted.")),
    "custody_accept",
)
TO_RETURN = orders_table(
    "to-return",
    _("Orders whose objects can go back"),
    EmptyState(
        _("Nothing waits to be returned"), _("When the body has received the conclusion, the objects stand here.")
    ),
    "custody_return",
)


def _kind_of_incident(row: Any) -> Chip:
    closed = row.closed_at is not None
    return Chip(custody.label_of(IncidentKind(row.kind)), Tone.DONE if closed else Tone.OVERDUE)


INCIDENTS: TableSpec[Any] = TableSpec(
    name="incidents",
    caption=_("Incidents"),
    columns=(
        Column("object", _("Object"), lambda row: row.custody_object.label, nowrap=True),
        Column("kind", _("Incident"), _kind_of_incident),
        Column("words", _("What happened"), lambda row: row.words),
        Column("opened", _("Entered"), lambda row: row.opened_at, sort="opened_at"),
        Column("outcome", _("What came of it"), lambda row: row.outcome or DASH),
    ),
    order="-opened",
    empty=EmptyState(
        _("No incidents"),
        _("Broken seals, other seal numbers, lost objects and changed contents stand here until they are closed."),
    ),
    filters=(
        Filter(
            "state",
            _("State"),
            [("open", _("open")), ("closed", _("closed"))],
            lambda rows, value: rows.filter(closed_at__isnull=value == "open"),
        ),
        Filter("kind", _("Incident"), custody.choices_of(IncidentKind), lambda rows, value: rows.filter(kind=value)),
    ),
    row_url=lambda row: reverse("custody_incident", args=[row.pk]),
)


def _where_to(parcel: Any) -> str:
    if parcel.to_unit_id:
        return str(reference.unit(parcel.to_unit_id).name)
    body = parcel.return_act.body_id if parcel.return_act_id else None
    return str(reference.body(body).name) if body else DASH


def parcels_table(limit: int) -> TableSpec[Any]:
    """Parcels on their way; those beyond the limit of days are marked."""

    def days(parcel: Any) -> Chip:
        count = (clock.today() - parcel.sent_on).days
        words = ngettext("{count} day", "{count} days", count).format(count=count)
        return Chip(words, Tone.OVERDUE if count > limit else Tone.WORK)

    return TableSpec(
        name="parcels",
        caption=_("Parcels on their way"),
        columns=(
            Column("tracking", _("Postal or courier number"), lambda parcel: parcel.tracking, nowrap=True),
            Column("carrier", _("Carrier"), lambda parcel: parcel.carrier),
            Column("to", pgettext_lazy("parcel", "To"), _where_to),
            Column("objects", _("Objects"), _labels_of),
            Column("sent", _("Sent"), lambda parcel: parcel.sent_on, sort="sent_on"),
            Column("days", _("On its way"), days),
        ),
        order="sent",
        empty=EmptyState(
            _("Nothing is on its way"), _("Objects that go by courier or post stand here until they have arrived.")
        ),
        row_url=lambda parcel: reverse("custody_parcel", args=[parcel.pk]),
    )


def _labels_of(parcel: Any) -> str:
    return ", ".join(item.custody_object.label for item in parcel.items.all() if item.is_open)


def due_table(name: str, caption: Any, empty: EmptyState) -> TableSpec[Any]:
    """Objects that should go back, or should have gone, with the day."""
    names = Names()
    return TableSpec(
        name=name,
        caption=caption,
        columns=(
            Column("label", _("Label"), lambda thing: thing.label, sort="label", nowrap=True),
            Column("name", _("Object"), lambda thing: thing.name),
            Column("state", _("State"), state_of),
            Column("where", _("Where it is"), lambda thing: where(thing, names)),
            Column("due", _("To be returned by"), _due_chip, sort="return_due_on"),
        ),
        order="due",
        empty=empty,
        row_url=lambda thing: reverse("custody_object", args=[thing.pk]),
    )


def _due_chip(thing: Any) -> DueChip:
    return DueChip(thing.return_due_on, (thing.return_due_on - clock.today()).days)


OVERDUE = due_table(
    "overdue",
    _("Objects overdue for return"),
    EmptyState(_("Nothing is overdue"), _("Objects that should have gone back already stand here, day by day.")),
)
UNACCOUNTED = due_table(
    "unaccounted",
    _("Objects still here after the examinations ended"),
    EmptyState(
        _("Everything is accounted for"),
        _("When nothing of an order is left to examine, its objects stand here until they are returned or destroyed."),
    ),
)


def _offer_state(offer: Any) -> Chip:
    return status_of(HandOverState(offer.state))


def hand_overs_table() -> TableSpec[Any]:
    """One-sided attempts: offers that nobody has confirmed, open or expired."""
    names = Names()

    def between(offer: Any) -> str:
        return f"{names.of(offer.giver_id)} → {names.of(offer.receiver_id)}"

    return TableSpec(
        name="hand-overs",
        caption=_("Hand-overs that nobody confirmed"),
        columns=(
            Column("between", _("Between"), between),
            Column("objects", _("Objects"), lambda o: ", ".join(i.custody_object.label for i in o.items.all())),
            Column("state", _("State"), _offer_state),
            Column("offered", _("Offered"), lambda offer: offer.offered_at, sort="offered_at"),
            Column("until", _("Stood until"), lambda offer: offer.expires_at),
        ),
        order="-offered",
        empty=EmptyState(_("No hand-over waits"), _("An offer that its receiver has not confirmed stands here.")),
        filters=(
            Filter(
                "state",
                _("State"),
                [pair for pair in custody.choices_of(HandOverState) if pair[0] in UNCONFIRMED],
                lambda rows, value: rows.filter(state=value),
            ),
        ),
        row_url=lambda offer: reverse("custody_hand_over", args=[offer.pk]),
    )
