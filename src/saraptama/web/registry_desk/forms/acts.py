"""Acts on an order that need words: complete it, ask for what is missing, send it back, note its withdrawal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.enums import CaseNoKind, Consent, SignatureStatus
from saraptama.casework.intake.selectors import choices_of
from saraptama.casework.intake.types import OrderSupplement
from saraptama.foundation.reference import selectors as reference
from saraptama.web.registry_desk.forms import contents
from saraptama.web.registry_desk.forms.entry import articles_of, exceptions
from saraptama.web.shared.forms import DateField, Form
from saraptama.web.shared.repeaters import Repeater

UNCHANGED = ("", _("as it was"))


class SupplementForm(Form):
    """What the body sent to complete its order. What is left empty stays as it was."""

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
    consent_document = forms.FileField(label=_("Paper of consent"), required=False)
    signature_status = forms.ChoiceField(
        label=_("Signature"), choices=[UNCHANGED, *choices_of(SignatureStatus)], required=False
    )
    first_institute = forms.CharField(label=_("Who made the first examination"), max_length=300, required=False)
    first_number = forms.CharField(label=_("Number of the first conclusion"), max_length=60, required=False)
    first_note = forms.CharField(
        label=_("Reasons for doubt or addition"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    first_document = forms.FileField(label=_("Copy of the first conclusion"), required=False)
    scan = forms.FileField(label=_("The paper that came"), required=False, help_text=_("PDF or picture, up to 50 MB."))
    by_materials = forms.BooleanField(label=_("By the materials of the case alone, without objects"), required=False)
    acquaintance_protocol = forms.BooleanField(
        label=_("The protocol of acquaintance with the order is attached"), required=False
    )


_TICKS = ("by_materials", "acquaintance_protocol")
_WORDS: dict[str, Any] = {"case_no_kind": CaseNoKind, "consent": Consent, "signature_status": SignatureStatus}
_FILES = ("consent_document", "first_document", "scan")


def supplement_of(form: SupplementForm, rows: dict[str, Repeater[Any]], **documents: Any) -> OrderSupplement:
    """What was typed; silence says nothing."""
    given: dict[str, Any] = {
        name: value for name, value in form.cleaned_data.items() if value and name not in (*_FILES, "articles")
    }
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


class MaterialRequestForm(Form):
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
    return [("", _("Choose the ground")), *reference.choices("return_ground")]  # type: ignore[list-item] # lazy words


class ReturnForm(Form):
    """A return rests on a ground of the list and is explained in words."""

    legal_grounds = {"ground_code": _("Law 44-VI, art. 34")}
    ground_code = forms.ChoiceField(label=_("Ground of return"), choices=grounds)
    explanation = forms.CharField(
        label=_("Explanation"),
        help_text=_("The appointing body reads this in the letter."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class WithdrawalForm(Form):
    """The body recalls its order by a paper."""

    ground = forms.CharField(
        label=_("Why, or by which document"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    withdrawn_on = DateField(label=_("Day of the document"))
