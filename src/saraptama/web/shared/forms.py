"""Forms of the service: label above, hint below, legal ground with its article, optional marked, errors that help."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField, FileInput, Widget
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    ChoiceWidget,
    HiddenInput,
    RadioSelect,
    Select,
    Textarea,
)
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.kernel import clock
from saraptama.kernel.errors import Refusal, StaleRecord
from saraptama.web.shared.refusals import reasons_of

Text = str | Promise


def css_class_of(widget: Widget) -> str:
    """The class that the theme gives to a kind of input."""
    if isinstance(widget, (CheckboxInput, RadioSelect, CheckboxSelectMultiple)):
        return "form-check-input"
    if isinstance(widget, Select):
        return "form-select"
    return "" if isinstance(widget, HiddenInput) else "form-control"


class Field(BoundField):
    """A field of a form on its way to the page, with what the theme, the law and a screen reader need."""

    @property
    def ground(self) -> Text:
        """The legal ground on which the field is asked for."""
        return getattr(self.form, "legal_grounds", {}).get(self.name, "")

    @property
    def is_optional(self) -> bool:
        return not self.field.required and not isinstance(self.field.widget, CheckboxInput)

    @property
    def is_tick(self) -> bool:
        """A single tick box: its label stands beside it."""
        return isinstance(self.field.widget, CheckboxInput)

    @property
    def is_file(self) -> bool:
        return isinstance(self.field.widget, FileInput)

    @property
    def is_wide(self) -> bool:
        """Whether the field needs a whole row in a grid of fields."""
        return isinstance(self.field.widget, (Textarea, FileInput, RadioSelect, CheckboxSelectMultiple, CheckboxInput))

    @property
    def focus_id(self) -> str:
        """Where the error summary leads."""
        is_group = isinstance(self.field.widget, ChoiceWidget) and self.use_fieldset
        return f"{self.auto_id}_0" if is_group else str(self.auto_id)

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        if self.ground and self.auto_id and described is not None:
            return f"{self.auto_id}_ground {described}".strip()
        return described

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        used = widget or self.field.widget
        classes = dict.fromkeys([*used.attrs.get("class", "").split(), *css_class_of(used).split()])
        return {**built, "class": " ".join(classes)} if classes else built


class Renderer(TemplatesSetting):
    """Every form of the service, ours and those of libraries, is drawn by the same three templates."""

    form_template_name = "components/forms/form.html"
    formset_template_name = "django/forms/formsets/div.html"
    field_template_name = "components/forms/field.html"
    bound_field_class = Field


SHOW_AGAIN = "_show_again"
"""With this mark a form asks to be seen again as it was typed, unchecked, and to do nothing."""


class Form(forms.Form):
    """Base of our forms. `legal_grounds` names the article behind a field."""

    legal_grounds: ClassVar[Mapping[str, Text]] = {}
    wide_fields: ClassVar[frozenset[str]] = frozenset()

    def is_valid(self) -> bool:
        """Whether the form may act; one that only wants to be seen again may not, and shows no errors."""
        fits = super().is_valid()
        if self.is_bound and SHOW_AGAIN in self.data:
            self.keep_without_checking()
            return False
        return fits

    def keep_without_checking(self) -> None:
        """Show what was typed, and no errors: a button asked for another row, not for an answer."""
        self._errors = ErrorDict(renderer=self.renderer)


class DateInput(forms.DateInput):
    """A day as people here write it: digits with or without points, whatever language the browser speaks."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        typed = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "22.11.2026", "maxlength": "10"}
        super().__init__({**typed, "class": "date", **(attrs or {})}, format="%d.%m.%Y")


_TYPED_DAY = re.compile(r"(\d{1,2})[.,/ ]?(\d{2})(?:[.,/ ]?(\d{4}|\d{2}))?")


class DateField(forms.DateField):
    """A legal day, typed: 22.11.2026, 22112026, 22.11.26, or 22.11 of this year."""

    widget = DateInput
    default_error_messages = {"invalid": _("Write the day as in 22.11.2026.")}

    def to_python(self, value: Any) -> date | None:
        """The day; what looks like none of these is left to Django, which says how to write it."""
        typed = _TYPED_DAY.fullmatch(str(value or "").strip())
        if typed is None:
            return super().to_python(value)
        day, month, year = typed.groups()
        written = year or str(clock.today().year)
        return super().to_python(f"{day}.{month}.{written if len(written) == 4 else f'20{written}'}")


def add_refusal(form: forms.BaseForm, refusal: Refusal) -> None:
    """Put a refusal's reasons where a person looks for them: at their fields, or at the top with the code to quote."""
    for reason in reasons_of(refusal):
        if isinstance(reason, StaleRecord) and hasattr(form, "say_what_changed"):
            form.say_what_changed()
            continue
        field = reason.field if reason.field in form.fields else None
        form.add_error(field, forms.ValidationError(reason.text(), code=reason.code))


def summary_of(bound: Iterable[Any]) -> list[dict[str, str]]:
    """Errors of forms and repeaters as the lines of one summary, in the order of the page."""
    lines: list[dict[str, str]] = []
    for part in bound:
        if not part:
            continue
        for form in getattr(part, "rows", None) or [part]:
            lines += _lines_of(form)
        for text in getattr(part, "own_errors", ()):
            lines.append({"text": str(text), "label": "", "target": f"{part.prefix}-rows", "code": ""})
    return lines


def _lines_of(form: forms.BaseForm) -> list[dict[str, str]]:
    if not form.is_bound:
        return []
    own = form.errors.get("__all__")
    lines = [
        {"text": " ".join(error.messages), "label": "", "target": "", "code": error.code or ""}
        for error in (own.as_data() if own else ())
    ]
    for field in form:
        for text in field.errors:
            target = getattr(field, "focus_id", field.auto_id)
            lines.append({"text": str(text), "label": str(field.label), "target": str(target), "code": ""})
    return lines
