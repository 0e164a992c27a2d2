"""The norms of the clock as a form: every entry that the rules read (domain.md §5.2, docs/clock.md)."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations.enums import SuspensionGround
from saraptama.casework.examinations.labels import LABELS
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.types import Norms
from saraptama.kernel import clock
from saraptama.web.administration.forms.reference import YES_NO
from saraptama.web.shared.forms import DateField, Form

LONGEST = 365

OVERLAPS = (("union", _("once")), ("sum", _("by each of them")))
WINDOWS = (("same_window", _("goes on in the window of the first")), ("new_window", _("opens a new window")))
FIRST_DAYS = (("no", _("is not counted")), ("yes", _("is counted")))
LAST_DAYS = (("strict", _("stays where it is")), ("roll_forward", _("moves to the next working day")))


@dataclass(frozen=True)
class NormField:
    """One entry: its field, its place in the values, its words; choices where it is no number of days."""

    name: str
    path: tuple[str, ...]
    title: Any
    choices: tuple[tuple[str, Any], ...] = ()
    may_be_empty: bool = False
    is_flag: bool = False
    absent: str = ""
    """What a version that does not name the entry means."""

    @property
    def entry(self) -> tuple[str, ...]:
        """The entry whose source and confirmation answer for this value."""
        return self.path[:1] if self.path[0] == "other_suspensions" else self.path[:-1]

    def value_of(self, values: Mapping[str, Any]) -> Any:
        """The value as the form holds it."""
        found = value_at(values, self.path)
        if self.is_flag:
            return "yes" if found else "no"
        return found if found is not None else self.absent or None

    def said(self, values: Mapping[str, Any]) -> Any:
        """The value in words; None where nothing is set."""
        found = self.value_of(values)
        return dict(self.choices).get(found, found) if self.choices else found

    def form_field(self, values: Mapping[str, Any]) -> forms.Field:
        """The input, with what the newest version says."""
        initial = self.value_of(values)
        if self.choices:
            return forms.ChoiceField(label=self.title, choices=self.choices, initial=initial)
        required = not self.may_be_empty
        hint = "" if required else _("Empty: no limit.")
        if "by_ground" in self.path:
            hint = _("Empty: as on any other ground.")
        return forms.IntegerField(
            label=self.title, min_value=0, max_value=LONGEST, initial=initial, required=required, help_text=hint
        )


def _by_ground(ground: SuspensionGround) -> NormField:
    words = LABELS[SuspensionGround][ground]
    title = _("Longest suspension, days: {ground}")
    path = ("other_suspensions", "by_ground", ground.value, "cap")
    return NormField(f"limit_{ground.value.lower()}", path, _Words(title, words), may_be_empty=True)


class _Words:
    """A title with a word in it, said in the language of the reader."""

    def __init__(self, title: Any, word: Any) -> None:
        self.title, self.word = title, word

    def __str__(self) -> str:
        return str(self.title).format(ground=self.word)


NORM_FIELDS: tuple[NormField, ...] = (
    NormField("cap", ("cap_days", "value"), _("Longest term, days")),
    NormField("simple", ("norm_days", "simple", "value"), _("Simple, days")),
    NormField("medium", ("norm_days", "medium", "value"), _("Of medium complexity, days")),
    NormField("high", ("norm_days", "high", "value"), _("Complex, days")),
    NormField("special", ("norm_days", "special", "value"), _("Especially complex, days")),
    NormField("petition", ("petition_suspension", "cap"), _("Suspension on a petition, working days")),
    NormField(
        "second_petition", ("second_petition_same_subject", "value"), _("A second petition on the same subject"),
        WINDOWS, absent="same_window",
    ),
    NormField(
        "other", ("other_suspensions", "cap"), _("Longest suspension on any other ground, days"), may_be_empty=True
    ),
    *(_by_ground(ground) for ground in SuspensionGround if ground is not SuspensionGround.PETITION),
    NormField("overlaps", ("overlap_policy", "value"), _("Days of overlapping suspensions count"), OVERLAPS),
    NormField("delivery", ("delivery", "value"), _("Handing over of the result, days")),
    NormField("dispatch", ("return_dispatch", "value"), _("Sending back of the materials, days")),
    NormField("extension", ("extension", "max_days_each"), _("One extension, days"), may_be_empty=True),
    NormField("extensions", ("extension", "max_count"), _("How many extensions"), may_be_empty=True),
    NormField(
        "ask_before", ("extension", "ask_before_due_working_days"),
        _("Ask for an extension before the due date, working days"),
    ),
    NormField("first_day", ("start_day_counts", "value"), _("The day of acceptance"), FIRST_DAYS, is_flag=True),
    NormField("last_day", ("end_on_nonworking", "value"), _("A last day that is not worked"), LAST_DAYS),
)  # fmt: skip
"""Everything of the norms that is edited here."""


class NormsForm(Form):
    """A new version of the clock's norms: what is not asked for here stays as in the version before."""

    version = forms.CharField(label=_("Name of the version"), max_length=40, help_text=_("For example 2027-01-a."))
    valid_from = DateField(label=_("In force from"))

    def __init__(self, *args: Any, values: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in NORM_FIELDS:
            self.fields[one.name] = one.form_field(values)
        self.fields["source"] = forms.CharField(
            label=_("Source"),
            max_length=300,
            help_text=_("The act with its number and date; it is put to what changed."),
        )
        self.fields["confirmed"] = forms.ChoiceField(
            label=_("Confirmed by the owner of the act"), choices=YES_NO, initial="no"
        )

    def clean(self) -> dict[str, Any]:
        """No norm is longer than the longest term, and no version bears a name that is taken."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        longest = typed.get("cap")
        for name in ("simple", "medium", "high", "special"):
            if longest is not None and (typed.get(name) or 0) > longest:
                says = gettext("A norm cannot be longer than the longest term, {days} days (Law 44-VI, art. 34).")
                self.add_error(name, says.format(days=longest))
        if typed.get("version") in {one.version for one in reference.all_norms()}:
            self.add_error("version", gettext("A version of this name exists already. Choose another name."))
        return typed

    def values(self, newest: Norms) -> dict[str, Any]:
        """The newest values with what was typed; what changed carries the new source."""
        values: dict[str, Any] = copy.deepcopy(dict(newest.values))
        typed = self.cleaned_data
        for one in NORM_FIELDS:
            if one.value_of(values) != typed[one.name]:
                _put(values, one, typed[one.name])
                entry = value_at(values, one.entry)
                entry["source"], entry["confirmed"] = typed["source"], typed["confirmed"] == "yes"
        return values


def newest_norms() -> Norms:
    """The version on which a new one is built."""
    return max(reference.all_norms(), key=lambda one: one.valid_from or date.min)


def what_if_values(given: Mapping[str, str]) -> dict[str, Any] | None:
    """The newest norms with what the address changes in them; None where that makes no sense."""
    newest = newest_norms()
    data: dict[str, Any] = {one.name: one.value_of(newest.values) for one in NORM_FIELDS}
    data |= {"version": "what-if", "valid_from": clock.today(), "source": "what-if", "confirmed": "no"}
    form = NormsForm({**data, **{name: given[name] for name in data if name in given}}, values=newest.values)
    return form.values(newest) if form.is_valid() else None


def changed_fields(form: NormsForm, newest: Norms) -> dict[str, Any]:
    """What differs from the newest version, for an address that asks about it."""
    return {
        one.name: "" if form.cleaned_data[one.name] is None else form.cleaned_data[one.name]
        for one in NORM_FIELDS
        if form.cleaned_data[one.name] != one.value_of(newest.values)
    }


def value_at(values: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """What stands at a place of the norms."""
    found: Any = values
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _put(values: dict[str, Any], one: NormField, typed: Any) -> None:
    entry: dict[str, Any] = values
    for step in one.path[:-1]:
        entry = entry.setdefault(step, {})
    if typed is None and "by_ground" in one.path:
        entry.pop(one.path[-1], None)
    else:
        entry[one.path[-1]] = typed == "yes" if one.is_flag else typed
