"""The lists of the custody room."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saraptama.casework.custody.enums import CustodyState
from saraptama.casework.custody.selectors import choices_of
from saraptama.kernel import clock
from saraptama.web.custody_room.words import Names, place_choices, seal_of, state_of, where
from saraptama.web.registry_desk.words import body_of, cited, number_of, quantity_of
from saraptama.web.shared.components import EmptyState
from saraptama.web.shared.tables import Column, Filter, TableSpec

Things = Any
"""Objects in custody, as a queryset."""


def named(rows: Things, words: str) -> Things:
    """Objects whose label begins like this, or whose name says it."""
    by_label = rows.filter(label__istartswith=words)
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
