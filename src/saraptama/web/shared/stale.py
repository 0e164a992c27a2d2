"""A record that somebody else changed while its form stood open: who, when, and which fields; nothing typed is lost."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.audit.selectors import history_of
from saraptama.kernel.errors import StaleRecord
from saraptama.web.shared.formats import DASH, date_text, datetime_text
from saraptama.web.shared.forms import Form

VERSION = "row_version"
SEEN = "seen_values"


@dataclass(frozen=True)
class Change:
    """One field that is no longer what it was when the form was opened."""

    label: str
    before: str
    now: str
    typed: str


@dataclass(frozen=True)
class Meanwhile:
    """What happened to a record since its form was opened."""

    who: str
    at: datetime | None
    changes: Sequence[Change]

    @property
    def at_text(self) -> str:
        return datetime_text(self.at) if self.at else ""


class RecordForm(Form):
    """A form over a record: it carries the version of the record that the person saw, and what its fields said.

    Give `record` (an audited row) and `values` (what its fields say now, by field name). Pass `seen_version` on to the
    service; when that refuses as stale, `say_what_changed()` shows the changes and lets the next sending count.
    """

    meanwhile: Meanwhile | None = None

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Any = None,
        *,
        record: models.Model,
        values: Mapping[str, Any],
        **rest: Any,
    ) -> None:
        super().__init__(data, files, initial=dict(values), **rest)
        self.record = record
        self.values = {name: _plain(value) for name, value in values.items()}
        for name, proposed in ((VERSION, self._version()), (SEEN, json.dumps(self.values, ensure_ascii=False))):
            self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput, initial=proposed)

    def _version(self) -> str:
        return str(getattr(self.record, VERSION))

    @property
    def seen_version(self) -> int:
        """The version that the person saw; a form that does not say so saw the current one."""
        written = str(self.data.get(self.add_prefix(VERSION), "")) if self.is_bound else ""
        return int(written) if written.isdigit() else int(self._version())

    def check_version(self) -> None:
        """Raise StaleRecord when the record is no longer what the person saw, for acts that do not check it."""
        if self.seen_version != int(self._version()):
            raise StaleRecord

    def say_what_changed(self) -> None:
        """Put what changed on top of the form, and take the present state as seen from now on."""
        self.record.refresh_from_db(fields=[VERSION])
        self.meanwhile = Meanwhile(*self._last_act(), changes=self._changes())
        sent: Any = self.data
        fresh = sent.copy()
        fresh[self.add_prefix(VERSION)] = self._version()
        fresh[self.add_prefix(SEEN)] = json.dumps(self.values, ensure_ascii=False)
        self.data = fresh

    def _last_act(self) -> tuple[str, datetime | None]:
        acts = history_of(self.record)
        if not acts:
            return "", None
        return names_of([acts[-1].actor_id]).get(acts[-1].actor_id, ""), acts[-1].recorded_at

    def _changes(self) -> list[Change]:
        try:
            seen = json.loads(self.data.get(self.add_prefix(SEEN), "") or "{}")
        except ValueError:
            seen = {}
        return [
            Change(
                str(self.fields[name].label or name),
                self._told(name, seen[name]),
                self._told(name, now),
                self._told(name, _plain(self[name].data)),
            )
            for name, now in self.values.items()
            if name in seen and name in self.fields and seen[name] != now
        ]

    def _told(self, name: str, value: Any) -> str:
        """A value as a person reads it: the words of a choice instead of its code."""
        labels = {str(code): str(label) for code, label in getattr(self.fields[name], "choices", None) or ()}
        parts = value if isinstance(value, list) else [value]
        told = [labels.get(str(part), _day(self.fields[name], str(part))) for part in parts if part not in (None, "")]
        return ", ".join(told) or DASH


def _day(field: forms.Field, text: str) -> str:
    if not isinstance(field, forms.DateField):
        return text
    try:
        day = field.to_python(text)
    except forms.ValidationError:
        return text
    return date_text(day) if day else text


def _plain(value: Any) -> Any:
    """A value as the browser sends it, so that seen, present and typed compare."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(str(part) for part in value)
    return str(getattr(value, "value", value))
