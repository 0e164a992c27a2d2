"""Acts on an order that need words: complete it, ask for what is missing, send it back, note its withdrawal."""

import json
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.enums import CaseNoKind, Consent, SignatureStatus
from saraptama.casework.intake.selectors import choices_of
from saraptama.casework.intake.types import OrderSupplement
from saraptama.foundation.reference import selectors as reference
from saraptama.web.registry_desk.forms import contents
from saraptama.web.registry_desk.forms.entry import articles_of, exceptions
from saraptama.web.registry_desk.forms.fields import ScanField
from saraptama.web.shared.forms import DateField
from saraptama.web.shared.repeaters import Repeater
from saraptama.web.shared.stale import SEEN, RecordForm

UNCHANGED = ("", _("as it was"))


class SupplementForm(RecordForm):
    """What the body sent to complete its order. What is not changed stays as it is, or as somebody else has made it."""

    number = forms.CharField(label=_("Number of the order"), max_length=60, required=False)
    place = forms.CharField(label=_("Place of appointment"), max_length=200, required=False)
    body_name = forms.CharField(label=_("Name of the body as in the order"), max_length=400, required=False)
    case_no_kind = forms.ChoiceField(
        label=_("Kind of the case number"), choices=[UNCHANGED, *choices_of(CaseNoKind)], required=False
    )
    case_no = forms.CharField(label=_("Number of the case"), max_length=60, required=False)
    articles = forms.CharField(
        label=_("Articles to add"),
        required=False,
        help_text=_("As written, with semicolons between: ст.188 ч.3; ст.217."),
    )
    grounds = forms.CharField(label=_("Grounds"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    plot = forms.CharField(
        label=_("Circumstances of the case"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    consent = forms.ChoiceField(
        label=_("Consent of victim or witness"), choices=[UNCHANGED, *choices_of(Consent)], required=False
    )
    consent_exception = forms.ChoiceField(label=_("Exception of art. 271"), choices=exceptions, required=False)
    consent_document = ScanField(label=_("Paper of consent"))
    signature_status = forms.ChoiceField(
        label=_("Signature"), choices=[UNCHANGED, *choices_of(SignatureStatus)], required=False
    )
    first_institute = forms.CharField(label=_("Who made the first examination"), max_length=300, required=False)
    first_number = forms.CharField(label=_("Number of the first conclusion"), max_length=60, required=False)
    first_note = forms.CharField(
        label=_("Reasons for doubt or addition"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    first_document = ScanField(label=_("Copy of the first conclusion"))
    scan = ScanField(label=_("The paper that came"), help_text=_("PDF, JPEG, PNG or TIFF, up to 50 MB."))
    by_materials = forms.BooleanField(label=_("By the materials of the case alone, without objects"), required=False)
    acquaintance_protocol = forms.BooleanField(
        label=_("The protocol of acquaintance with the order is attached"), required=False
    )

    def is_new(self, name: str, value: Any) -> bool:
        """Whether the person changed what the field said when the page was opened."""
        try:
            seen = json.loads(self.data.get(self.add_prefix(SEEN), "") or "{}")
        except ValueError:
            seen = {}
        return seen.get(name) != (value if isinstance(value, bool) else str(value))


_WORDS: dict[str, Any] = {"case_no_kind": CaseNoKind, "consent": Consent, "signature_status": SignatureStatus}
OF_THE_ORDER = (
    "number", "place", "body_name", "case_no_kind", "case_no", "grounds", "plot", "consent", "consent_exception",
    "signature_status", "first_institute", "first_number", "first_note", "by_materials", "acquaintance_protocol",
)  # fmt: skip
"""Fields that stand in the order already, and are shown with what they say."""


def values_of(order: Any) -> dict[str, Any]:
    """What the order says now."""
    return {name: getattr(order, name) for name in OF_THE_ORDER}


def supplement_of(form: SupplementForm, rows: dict[str, Repeater[Any]], **documents: Any) -> OrderSupplement:
    """What was typed and differs from what the person saw; silence says nothing."""
    typed = {name: value for name, value in form.cleaned_data.items() if name in OF_THE_ORDER and value}
    given: dict[str, Any] = {name: value for name, value in typed.items() if form.is_new(name, value)}
    if "case_no" in given or "case_no_kind" in given:
        given |= {name: typed[name] for name in ("case_no", "case_no_kind") if name in typed}
    for name, words in _WORDS.items():
        if name in given:
            given[name] = words(given[name])
    return OrderSupplement(
        **given,
        **documents,
        articles=articles_of(form.cleaned_data["articles"]),
        questions=contents.questions_of(rows["questions"].cleaned),
        objects=contents.objects_of(rows["objects"].cleaned),
    )


def checklist_choices() -> list[tuple[str, str]]:
    """The items of the checklist in force today."""
    return [(item.code, f"{item.code}. {item.text}") for item in reference.checklist()]


class MaterialRequestForm(RecordForm):
    """What the body is asked for; the order waits for it."""

    legal_grounds = {"item_codes": _("CPC art. 272")}
    item_codes = forms.MultipleChoiceField(
        label=_("What is missing"),
        choices=checklist_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("Words to the body"),
        help_text=_("What is to be sent, and in which form."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    answer_by = DateField(label=_("Answer by"), required=False)


def grounds() -> list[tuple[str, str]]:
    """The grounds of return in force today."""
    return list(reference.choices("return_ground"))


class ReturnForm(RecordForm):
    """A return rests on a ground of the list and is explained in words, in both languages of the letter."""

    legal_grounds = {"ground_code": _("Law 44-VI, art. 34")}
    ground_code = forms.ChoiceField(label=_("Ground of return"), choices=grounds, widget=forms.RadioSelect)
    explanation = forms.CharField(
        label=_("Explanation"),
        help_text=_(
            "The appointing body reads this in the letter in Russian, and in the Kazakh one if nothing else is written."
        ),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "ru"}),
    )
    explanation_kk = forms.CharField(
        label=_("Explanation in Kazakh"),
        help_text=_("For the letter in Kazakh."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "kk"}),
    )

    def fingerprint(self) -> str:
        """What was read in the letter: sending other words asks for another look."""
        read = "\x1f".join(self.cleaned_data[name] for name in ("ground_code", "explanation", "explanation_kk"))
        return sha256(read.encode()).hexdigest()


class WithdrawalForm(RecordForm):
    """The body recalls its order by a paper."""

    ground = forms.CharField(
        label=_("Why, or by which document"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    withdrawn_on = DateField(label=_("Day of the document"))
