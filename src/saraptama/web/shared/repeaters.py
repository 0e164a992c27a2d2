"""Rows that a person adds and removes: questions, objects, people. Without a script a button sends the form and gets it
back with one row more or less; with htmx only the rows are exchanged.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from saraptama.web.shared.forms import SHOW_AGAIN, Form

RowForm = TypeVar("RowForm", bound=Form)


class Repeater(Generic[RowForm]):
    """Small forms of one kind, `minimum` to `maximum` of them. Wholly empty rows above the minimum do not count."""

    def __init__(
        self,
        row_form: type[RowForm],
        *,
        prefix: str,
        title: str | Promise,
        row_title: str | Promise,
        add_label: str | Promise,
        data: QueryDict | None = None,
        initial: Sequence[Mapping[str, Any]] = (),
        minimum: int = 1,
        maximum: int = 100,
        ground: str | Promise = "",
    ) -> None:
        self.row_form = row_form
        self.prefix = prefix
        self.title = title
        self.row_title = row_title
        self.add_label = add_label
        self.ground = ground
        self.minimum = minimum
        self.maximum = maximum
        self.is_bound = data is not None
        self.own_errors: list[str] = []
        self.added = False
        self.shows_again = data is not None and SHOW_AGAIN in data
        self.rows = self._rows_from(data) if data is not None else self._first_rows(initial)

    @property
    def acted(self) -> bool:
        """Whether the person pressed “add” or “remove” and expects the form back, unchecked."""
        return self._acted

    @property
    def can_add(self) -> bool:
        return len(self.rows) < self.maximum

    @property
    def can_remove(self) -> bool:
        return len(self.rows) > self.minimum

    def is_valid(self) -> bool:
        """Whether enough rows are filled in, and each rightly."""
        checked = [row.is_valid() for row in self.rows]
        if self.shows_again:
            self.keep_without_checking()
            return False
        self.own_errors = []
        if len(self.cleaned) < self.minimum and all(checked):
            self.own_errors.append(
                ngettext("Fill in at least {count} row.", "Fill in at least {count} rows.", self.minimum).format(
                    count=self.minimum
                )
            )
        return all(checked) and not self.own_errors

    @property
    def cleaned(self) -> list[dict[str, Any]]:
        """What the filled rows hold, in their order."""
        return [row.cleaned_data for row in self.rows if row.is_bound and row.has_changed() and row.is_valid()]

    @property
    def row_word(self) -> str:
        return str(self.row_title) or gettext("Row")

    def keep_without_checking(self) -> None:
        """Show what was typed, and no errors."""
        for row in self.rows:
            row.keep_without_checking()

    _acted = False

    def _first_rows(self, initial: Sequence[Mapping[str, Any]]) -> list[RowForm]:
        count = max(len(initial), self.minimum, 1)
        filled = [dict(row) for row in initial] + [{} for _ in range(count - len(initial))]
        return [self._row(i, initial=values) for i, values in enumerate(filled)]

    def _rows_from(self, data: QueryDict) -> list[RowForm]:
        """The rows as sent, after the button that was pressed."""
        written = data.get(f"{self.prefix}-count", "")
        count = min(int(written) if written.isdigit() else self.minimum, self.maximum)
        kept = list(range(max(count, 1)))
        removed = data.get(f"{self.prefix}-remove", "")
        if removed.isdigit() and int(removed) in kept and len(kept) > self.minimum:
            kept.remove(int(removed))
        self.added = f"{self.prefix}-add" in data and len(kept) < self.maximum
        self._acted = f"{self.prefix}-add" in data or f"{self.prefix}-remove" in data
        if self.added:
            kept.append(max(kept, default=-1) + 1)
        shifted = self._shifted(data, kept)
        if self.added:
            self._begin_row(shifted, len(kept) - 1)
        return [self._row(i, data=shifted) for i in range(len(kept))]

    def _shifted(self, data: QueryDict, kept: Sequence[int]) -> MultiValueDict[str, str]:
        """The rows' values under consecutive numbers."""
        shifted: MultiValueDict[str, str] = MultiValueDict()
        for new, old in enumerate(kept):
            start = f"{self.prefix}-{old}-"
            for key, values in data.lists():
                if key.startswith(start):
                    shifted.setlist(f"{self.prefix}-{new}-{key[len(start) :]}", list(values))
        return shifted

    def _begin_row(self, shifted: MultiValueDict[str, str], number: int) -> None:
        """A row that was asked for begins as the first one did: with what its fields propose."""
        for name, field in self.row_form.base_fields.items():
            proposed = field.initial() if callable(field.initial) else field.initial
            if proposed not in (None, "", False):
                shifted[f"{self.prefix}-{number}-{name}"] = "on" if proposed is True else str(proposed)

    def _row(self, number: int, **given: Any) -> RowForm:
        return self.row_form(
            prefix=f"{self.prefix}-{number}",
            empty_permitted=number >= self.minimum,
            use_required_attribute=False,
            **given,
        )


def asked_for_rows(*parts: Form | Repeater[Any]) -> bool:
    """Whether a row button was pressed; if so every part shows what was typed, without errors."""
    pressed = any(part.acted for part in parts if isinstance(part, Repeater))
    if pressed:
        for part in parts:
            part.keep_without_checking()
    return pressed
