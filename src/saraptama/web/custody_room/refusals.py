"""Refusals of an acceptance put at the object they speak of."""

import re
from collections.abc import Sequence

from django import forms

from saraptama.kernel.errors import Refusal
from saraptama.web.shared.forms import Form, add_refusal
from saraptama.web.shared.refusals import reasons_of

_ITEM = re.compile(r"items\[(\d+)\]\.(\w+)")


def add_to_rows(form: Form, rows: Sequence[Form], refusal: Refusal) -> None:
    """`items[1].remark` goes to the remark of the second accepted object; everything else to the form."""
    for reason in reasons_of(refusal):
        place = _ITEM.fullmatch(reason.field)
        if place is None or int(place[1]) >= len(rows):
            add_refusal(form, reason)
            continue
        row = rows[int(place[1])]
        name = place[2] if place[2] in row.fields else None
        row.add_error(name, forms.ValidationError(reason.text(), code=reason.code))
