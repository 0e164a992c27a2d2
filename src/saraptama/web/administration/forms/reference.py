"""Forms about reference data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import CalendarDayKind
from saraptama.foundation.reference.types import LANGUAGES
from saraptama.web.shared.forms import DateField, Form

_LONG = ("text_", "mend_", "letterhead_", "label_", "name_", "source")
YES_NO = (("yes", _("yes")), ("no", _("no")))


class RecordForm(Form):
    """One row of a list, a field a column; what each may hold is checked as in a file."""

    def __init__(self, *args: Any, list_name: str, is_new: bool, asks_days: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.list_name = list_name
        for name, title, required in reference.columns_of(list_name):
            if name == "code" and not is_new:
                continue
            if name in ("valid_from", "valid_to") and not asks_days:
                continue
            self.fields[name] = _field_of(name, title, required)
            if language := _language_of(name, str(self.initial.get(name, ""))):
                self.fields[name].widget.attrs["lang"] = language
        if asks_days:
            self.fields["valid_from"].help_text = _("The first day of this version.")

    def cells(self) -> dict[str, str]:
        """What was typed, as the cells of a file's line."""
        return {name: _cell(value) for name, value in self.cleaned_data.items()}


def _language_of(name: str, text: str) -> str:
    """The language of what stands in the field, so that it is read aloud and checked for spelling as such."""
    suffix = name.rpartition("_")[2]
    if suffix in LANGUAGES:
        return suffix
    return "en" if name in ("source", "code", "article") and text.isascii() else ""


def _field_of(name: str, title: Any, required: bool) -> forms.Field:
    label = str(title)[:1].upper() + str(title)[1:]
    if name in ("valid_from", "valid_to"):
        return DateField(label=label, required=False)
    if name in ("confirmed", "kazakh_name_official", "free_name_required"):
        return forms.ChoiceField(label=label, choices=YES_NO, initial="no", required=required)
    rows = forms.Textarea(attrs={"rows": 2}) if name.startswith(_LONG) else None
    return forms.CharField(label=label, required=required, max_length=1000, widget=rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else " ".join(str(value).split())


class EndRecordForm(Form):
    """The last day of a code, and on what ground."""

    last_day = DateField(label=_("Last day"), help_text=_("This day still counts."))
    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("The act that ends it."))


class ImportForm(Form):
    """A list as a file."""

    file = forms.FileField(
        label=_("File"), help_text=_("Tab-separated, UTF-8, with the same heading as the export of this list.")
    )


DAY_KINDS: tuple[tuple[str, Any], ...] = (*CalendarDayKind.choices, ("", _("an ordinary day of the week")))


class CalendarDayForm(Form):
    """How a day departs from the ordinary week, and by which act."""

    day = DateField(label=_("Day"))
    kind = forms.ChoiceField(
        label=_("What the day is"), choices=DAY_KINDS, required=False, initial=CalendarDayKind.HOLIDAY.value
    )
    title_kk = forms.CharField(label=_("Title in Kazakh"), max_length=200, required=False)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    act = forms.CharField(label=_("Act"), max_length=300, help_text=_("The resolution that moves the day."))
    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("Where the act was published."))
    estimated = forms.BooleanField(
        label=_("An estimate: the act is not published yet"), required=False
    )  # a religious holiday by the moon is known for certain only shortly before


class WhatIfDayForm(Form):
    """A day of the calendar as an address asks about it."""

    day = DateField()
    kind = forms.ChoiceField(choices=DAY_KINDS, required=False)

    def kind_label(self) -> str:
        """What the day would be, in words."""
        return str(dict(DAY_KINDS)[self.cleaned_data["kind"]])
