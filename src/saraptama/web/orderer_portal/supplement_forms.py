"""The fields that complete an order: only those of what is missing, each under its item of the checklist."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.enums import Consent
from saraptama.casework.intake.selectors import choices_of
from saraptama.casework.intake.types import Finding
from saraptama.web.orderer_portal.draft_forms import (
    CaseForm,
    ConsentForm,
    KindForm,
    ObjectForm,
    PapersForm,
    QuestionForm,
)
from saraptama.web.shared.forms import Form
from saraptama.web.shared.repeaters import Repeater

_PAPER = _("PDF or picture, at most 50 MB.")

_OFFERED: dict[str, dict[str, forms.Field]] = {
    "body_name": {"body_name": CaseForm.base_fields["body_name"]},
    "place": {"place": CaseForm.base_fields["place"]},
    "grounds": {"grounds": CaseForm.base_fields["grounds"]},
    "articles": {"articles": CaseForm.base_fields["articles"]},
    "case_no": {name: CaseForm.base_fields[name] for name in ("case_no_kind", "case_no")},
    "objects": {
        "by_materials": forms.BooleanField(
            label=_("There are no objects: the examination is made by the materials of the case"), required=False
        )
    },
    "consent": {
        "consent": forms.ChoiceField(
            label=_("Written consent of a victim or witness"),
            choices=[("", "—"), *((v, says) for v, says in choices_of(Consent) if v in ("GIVEN", "EXCEPTED"))],
        ),
        "consent_document": forms.FileField(label=_("The consent as a file"), help_text=_PAPER),
        "consent_exception": ConsentForm.base_fields["consent_exception"],
    },
    "acquaintance_protocol": {"acquaintance_protocol": ConsentForm.base_fields["acquaintance_protocol"]},
    "signature_status": {"scan": PapersForm.base_fields["scan"]},
    "first_number": {"first_number": KindForm.base_fields["first_number"]},
    "first_note": {"first_note": KindForm.base_fields["first_note"]},
    "first_document": {
        "first_document": forms.FileField(label=_("Copy of the first conclusion"), help_text=_PAPER),
    },
}
"""By the field that a finding names: what is asked for. What stands not here cannot be completed, only ordered anew."""

_ITEMS = {
    "O1": ("body_name",),
    "O2": ("place",),
    "O4": ("grounds", "case_no", "articles"),
    "O5": ("objects",),
    "O8": ("questions",),
    "O9": ("consent",),
    "O10": ("acquaintance_protocol",),
    "O11": ("signature_status",),
    "O12": ("first_number", "first_document", "first_note"),
}
"""The fields of each item of the checklist (domain.md, 6.1)."""


class SupplementForm(Form):
    """Everything here is optional: what is at hand is sent, the rest may follow."""

    TEXTS: ClassVar = ("place", "grounds", "case_no", "body_name", "consent_exception", "first_number", "first_note")

    other = forms.FileField(
        label=_("Another paper"), required=False, help_text=_("PDF, picture, table or archive, at most 200 MB.")
    )

    def __init__(self, *args: Any, missing: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        other = self.fields.pop("other")
        for field in _OFFERED.keys() & set(missing):
            for name, asked in _OFFERED[field].items():
                self.fields[name] = deepcopy(asked)
                self.fields[name].required = False
        self.fields["other"] = other

    def clean(self) -> dict[str, Any]:
        """A consent that was given is shown; an exception is named."""
        cleaned = super().clean() or {}
        if cleaned.get("consent") == Consent.GIVEN.value and not cleaned.get("consent_document"):
            self.add_error("consent_document", gettext("Attach the written consent."))
        if cleaned.get("consent") == Consent.EXCEPTED.value and not cleaned.get("consent_exception"):
            self.add_error("consent_exception", gettext("Name the exception from the list."))
        if cleaned.get("consent") != Consent.EXCEPTED.value:
            cleaned["consent_exception"] = ""
        return cleaned

    def says_something(self, rows: dict[str, Repeater[Any]]) -> bool:
        """Whether anything was added; otherwise a sentence asks for it."""
        silent = ("case_no_kind",)
        said = any(value for name, value in self.cleaned_data.items() if name not in silent)
        if said or any(part.cleaned for part in rows.values()):
            return True
        self.add_error(None, gettext("Nothing was added yet. Fill in at least one of the missing things."))
        return False

    def place_of(self, item: str, rows: dict[str, Repeater[Any]]) -> tuple[list[Any], Repeater[Any] | None]:
        """The fields and the list of rows that stand under an item of the checklist."""
        wanted = [name for field in _ITEMS.get(item, ()) for name in _OFFERED.get(field, {}) if name in self.fields]
        listed = next((rows[field] for field in _ITEMS.get(item, ()) if field in rows), None)
        return [self[name] for name in wanted], listed


def rows_for(found: Iterable[Finding], data: QueryDict | None) -> dict[str, Repeater[Any]]:
    """Lists of rows for what is missing in numbers: questions, objects."""
    missing = {finding.field for finding in found}
    made: dict[str, Repeater[Any]] = {}
    if "questions" in missing:
        made["questions"] = Repeater(
            QuestionForm,
            prefix="questions",
            title=_("Questions"),
            row_title=_("Question"),
            add_label=_("Add a question"),
            data=data,
            minimum=0,
        )
    if "objects" in missing:
        made["objects"] = Repeater(
            ObjectForm,
            prefix="objects",
            title=_("Objects"),
            row_title=_("Object"),
            add_label=_("Add an object"),
            data=data,
            minimum=0,
            maximum=40,
        )
    return made
