"""A field with a long list: typed by its code or by words of the name, chosen from what the browser proposes."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.documents.kinds import PDF, RULES, FileKind
from saraptama.foundation.reference import selectors as reference
from saraptama.web.shared.formats import size_text

SCANS = frozenset({PDF, "image/jpeg", "image/png", "image/tiff"})
"""What a scanner gives. The store looks at the bytes, whatever the name says."""

MOST_BYTES = RULES[FileKind.ORDER].max_bytes

Choices = Sequence[tuple[str, str]]


def bodies() -> Choices:
    """The appointing bodies in force today, with their codes."""
    return [(body.code, str(body.name)) for body in reference.bodies()]


def specialties() -> Choices:
    """The specialties in which an examination can be ordered today, with their ciphers."""
    return [(specialty.code, str(specialty.name)) for specialty in reference.open_specialties()]


def packagings() -> Choices:
    """Usual packagings, by their names; others are written in words."""
    return [("", label) for _code, label in reference.choices("packaging")]


LISTS: dict[str, Callable[[], Choices]] = {
    "bodies-list": bodies,
    "specialties-list": specialties,
    "packagings-list": packagings,
}
"""The lists of a page by the id of their element; `datalists` draws each once, however many fields use it."""


def datalists() -> dict[str, list[str]]:
    """What the browser proposes: code and name together, so that both can be typed."""
    return {name: [f"{code} {label}".strip() for code, label in choices()] for name, choices in LISTS.items()}


def proposing(list_id: str) -> forms.TextInput:
    """An input that proposes from a list of the page and takes any other words too."""
    return forms.TextInput(attrs={"list": list_id, "autocomplete": "off"})


class ListedField(forms.CharField):
    """The code of something in a list. What is typed begins with the code; the name after it is for the eyes."""

    default_error_messages = {
        "not_listed": _("“{value}” is not in the list. Type the code or a word of the name, and choose.")
    }

    def __init__(self, *, list_id: str, label: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(label=label, required=required, widget=proposing(list_id), **kwargs)
        self.list_id = list_id

    def clean(self, value: Any) -> str:
        """The code alone, if it is in the list."""
        typed = str(super().clean(value) or "")
        if not typed:
            return ""
        code = typed.split()[0]
        if code not in {known for known, _label in LISTS[self.list_id]()}:
            raise forms.ValidationError(str(self.error_messages["not_listed"]).format(value=typed), code="not_listed")
        return code


class ScanField(forms.FileField):
    """A scanned paper. Its bytes tell its type when it is stored; here only what cannot be right is refused."""

    default_error_messages = {
        "not_a_scan": _("This is not a scan. Choose a PDF, JPEG, PNG or TIFF file."),
        "too_large": _("The file is larger than {limit}. Scan with fewer dots, or divide the paper."),
    }

    def __init__(self, *, label: Any, help_text: Any = "", required: bool = False) -> None:
        widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.tif,.tiff"})
        super().__init__(label=label, help_text=help_text, required=required, widget=widget)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload, if it can be a scan."""
        paper = super().clean(data, initial)
        if paper and paper.content_type not in SCANS:
            raise forms.ValidationError(self.error_messages["not_a_scan"], code="not_a_scan")
        if paper and paper.size > MOST_BYTES:
            says = str(self.error_messages["too_large"]).format(limit=size_text(MOST_BYTES))
            raise forms.ValidationError(says, code="too_large")
        return paper
