"""What is wrong with a form and its lists, put where a person looks for it: at the field, also inside a row."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from saraptama.kernel.errors import Refusal
from saraptama.web.shared.forms import Form, add_refusal
from saraptama.web.shared.refusals import reasons_of
from saraptama.web.shared.repeaters import Repeater

_IN_A_ROW = re.compile(r"(\w+)\[(\d+)\]\.(\w+)")


def are_valid(*parts: Form | Repeater[Any]) -> bool:
    """Every part is checked, so that all that is wrong is said at once."""
    checked = [part.is_valid() for part in parts]
    return all(checked)


def put_keyboard(rows: Iterable[Repeater[Any]], first: Form, name: str) -> None:
    """The keyboard goes to the first field of a row that was just added, otherwise to where the form begins."""
    added = next((repeater.rows[-1] for repeater in rows if repeater.added), None)
    form, field = (first, name) if added is None else (added, next(iter(added.fields)))
    if not first.errors:
        form.fields[field].widget.attrs["autofocus"] = True


def add_refusals(form: Form, rows: Mapping[str, Repeater[Any]], refusal: Refusal) -> None:
    """`objects[1].name` goes to the second filled row of the objects; everything else to the form."""
    for reason in reasons_of(refusal):
        place = _IN_A_ROW.fullmatch(reason.field)
        row = _row_at(rows, place[1], int(place[2])) if place else None
        if row is None or place is None:
            add_refusal(form, reason)
        else:
            name = place[3] if place[3] in row.fields else None
            row.add_error(name, forms.ValidationError(reason.text(), code=reason.code))


def _row_at(rows: Mapping[str, Repeater[Any]], name: str, number: int) -> Form | None:
    """The service counts the rows that were filled; empty ones never reached it."""
    repeater = rows.get(name)
    filled: list[Form] = [row for row in repeater.rows if row.has_changed()] if repeater else []
    return filled[number] if number < len(filled) else None
