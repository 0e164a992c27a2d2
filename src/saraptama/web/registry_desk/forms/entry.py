"""An order from paper, on one dense form: all that a message of a system would hold, typed without the mouse."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.enums import (
    CaseCategory,
    CaseNoKind,
    Composition,
    Consent,
    DestructionPermission,
    ExamKind,
    OrderKind,
    SignatureStatus,
)
from saraptama.casework.intake.selectors import choices_of
from saraptama.casework.intake.types import OrderSubmission
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.rights import Confidentiality
from saraptama.web.registry_desk.forms import contents
from saraptama.web.registry_desk.forms.contents import NOT_STATED
from saraptama.web.registry_desk.forms.fields import ListedField, ScanField
from saraptama.web.shared.forms import DateField, Form
from saraptama.web.shared.repeaters import Repeater

NONE = ("", "—")
PAPER_SIGNATURES = (SignatureStatus.PAPER_SCAN, SignatureStatus.ABSENT)
"""On paper a signature stands or it does not; the other words speak of electronic ones."""

ON_PAPER = [choice for choice in choices_of(SignatureStatus) if choice[0] in PAPER_SIGNATURES]


def regions() -> list[tuple[str, Any]]:
    """The regions; the body's own when none is said."""
    return [("", _("that of the body")), *((region.code, str(region.name)) for region in reference.regions())]


def exceptions() -> list[tuple[str, Any]]:
    """The exceptions of CPC art. 271, after none."""
    return [NONE, *reference.choices("consent_exception")]


def languages() -> list[tuple[str, str]]:
    """Proceedings are held in Kazakh or in Russian."""
    return [(code, label) for code, label in reference.choices("language") if code in ("kk", "ru")]


def retention_classes() -> list[tuple[str, Any]]:
    """Terms of keeping, after the usual one."""
    return [("", _("as usual")), *reference.choices("retention_class")]


class OrderForm(Form):
    """Every particular of an order but its lists."""

    legal_grounds = {
        "place": _("CPC art. 272, part 1"),
        "grounds": _("CPC art. 272, part 1"),
        "consent": _("CPC art. 272, part 1; art. 271"),
        "acquaintance_protocol": _("CPC art. 272, 274"),
        "first_number": _("CPC art. 287"),
        "destruction_permission": _("CPC art. 272, part 1; art. 79"),
    }
    request_key = forms.UUIDField(widget=forms.HiddenInput)

    order_kind = forms.ChoiceField(label=_("What appoints"), choices=choices_of(OrderKind))
    number = forms.CharField(label=_("Number of the order"), max_length=60, required=False)
    ordered_on = DateField(label=_("Date of the order"))
    ordered_at_time = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=_("Place of appointment"), max_length=200, required=False)
    received_on = DateField(label=_("Day on the incoming stamp"))
    language = forms.ChoiceField(label=_("Language of the proceedings"), choices=languages)
    scan = ScanField(
        label=_("Scan of the order"),
        help_text=_("PDF, JPEG, PNG or TIFF, up to 50 MB. It is kept at once; its hash goes into the log."),
    )
    signature_status = forms.ChoiceField(
        label=_("Signature"), choices=ON_PAPER, initial=SignatureStatus.PAPER_SCAN.value
    )

    body_code = ListedField(
        list_id="bodies-list", label=_("Appointing body"), help_text=_("Code or a word of the name.")
    )
    body_name = forms.CharField(label=_("Its name as in the order"), max_length=400, required=False)
    person_name = forms.CharField(label=_("Appointing person"), max_length=200, required=False)
    person_position = forms.CharField(label=_("Position"), max_length=200, required=False)
    person_rank = forms.CharField(label=_("Rank"), max_length=60, required=False)
    person_iin = forms.CharField(label=_("IIN of the appointing person"), max_length=12, required=False)

    case_category = forms.ChoiceField(
        label=_("Category of the case"), choices=[NONE, *choices_of(CaseCategory)], required=False
    )
    case_no_kind = forms.ChoiceField(
        label=_("Kind of the case number"), choices=[NONE, *choices_of(CaseNoKind)], required=False
    )
    case_no = forms.CharField(label=_("Number of the case"), max_length=60, required=False)
    region = forms.ChoiceField(label=_("Region"), choices=regions, required=False)
    articles = forms.CharField(
        label=_("Articles"),
        help_text=_("As written, with semicolons between: ст.188 ч.3; ст.217."),
        required=False,
    )
    grounds = forms.CharField(label=_("Grounds"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    plot = forms.CharField(
        label=_("Circumstances of the case"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    exam_kind = forms.ChoiceField(label=_("Kind of examination"), choices=choices_of(ExamKind))
    composition = forms.ChoiceField(label=_("Composition of experts"), choices=choices_of(Composition))
    institute_code = forms.ChoiceField(label=_("Addressed to"))
    unit_code = forms.ChoiceField(label=_("Unit, if the order names one"), required=False)
    named_expert = forms.CharField(label=_("Expert, if the order names one"), max_length=200, required=False)
    confidentiality = forms.ChoiceField(label=_("Confidentiality"), choices=choices_of(Confidentiality))
    retention_class = forms.ChoiceField(label=_("Term of keeping"), choices=retention_classes, required=False)
    destruction_permission = forms.ChoiceField(
        label=_("Destruction or change of objects"),
        choices=[NOT_STATED, *choices_of(DestructionPermission)],
        required=False,
    )
    by_materials = forms.BooleanField(label=_("By the materials of the case alone, without objects"), required=False)

    consent = forms.ChoiceField(label=_("Consent of victim or witness"), choices=choices_of(Consent))
    consent_exception = forms.ChoiceField(label=_("Exception of art. 271"), choices=exceptions, required=False)
    consent_document = ScanField(label=_("Paper of consent"))
    acquaintance_protocol = forms.BooleanField(
        label=_("The protocol of acquaintance with the order is attached"), required=False
    )

    first_institute = forms.CharField(label=_("Who made the first examination"), max_length=300, required=False)
    first_number = forms.CharField(label=_("Number of the first conclusion"), max_length=60, required=False)
    first_note = forms.CharField(
        label=_("Reasons for doubt or addition"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    first_document = ScanField(label=_("Copy of the first conclusion"))

    def __init__(
        self, *args: Any, institutes: list[tuple[str, str]], units: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institute_code"].choices = institutes  # type: ignore[attr-defined] # a choice field
        self.fields["unit_code"].choices = [NONE, *units]  # type: ignore[attr-defined] # a choice field


WORDS: dict[str, Any] = {
    "order_kind": OrderKind,
    "exam_kind": ExamKind,
    "composition": Composition,
    "confidentiality": Confidentiality,
    "consent": Consent,
    "signature_status": SignatureStatus,
    "case_category": CaseCategory,
    "case_no_kind": CaseNoKind,
    "destruction_permission": DestructionPermission,
}
"""Fields that hold a word of intake; an empty one is None."""

PAPERS = ("consent_document", "first_document")
"""Fields that hold a file which the order names: stored once the order stands. The scan is kept before."""

MORE: dict[str, tuple[str, ...]] = {
    "order": ("ordered_at_time", "retention_class", "confidentiality"),
    "body": ("person_rank", "person_iin"),
    "addressee": ("unit_code", "named_expert", "region"),
    "consent": ("consent", "consent_exception", "consent_document"),
    "first": ("first_institute", "first_number", "first_note", "first_document"),
}
"""Particulars that few orders have: folded away, so that the keyboard passes them by; open once anything is in them."""


def unfolded(form: OrderForm) -> dict[str, bool]:
    """Which groups of rare particulars stand open."""
    return {group: any(_is_used(form, name) for name in names) for group, names in MORE.items()}


def _is_used(form: OrderForm, name: str) -> bool:
    if not form.is_bound:
        return False
    field = form.fields[name]
    usual = next((str(code) for code, _label in getattr(field, "choices", [])), "")
    typed = form[name].data
    return name in form.errors or (bool(typed) and str(typed) != usual)


def articles_of(text: str) -> tuple[str, ...]:
    """Each article as written."""
    return tuple(article.strip() for article in text.split(";") if article.strip())


def submission_of(form: OrderForm, rows: dict[str, Repeater[Any]]) -> OrderSubmission:
    """What was typed, as any other channel would bring it."""
    typed = {name: value for name, value in form.cleaned_data.items() if name not in (*PAPERS, "scan", "request_key")}
    for name, words in WORDS.items():
        typed[name] = words(typed[name]) if typed[name] else None
    typed["articles"] = articles_of(typed["articles"])
    return OrderSubmission(
        **typed,
        specialties=contents.specialties_of(rows["specialties"].cleaned),
        questions=contents.questions_of(rows["questions"].cleaned),
        objects=contents.objects_of(rows["objects"].cleaned),
        persons=contents.persons_of(rows["persons"].cleaned),
    )


def key_of(form: OrderForm) -> UUID:
    """The key under which the form is sent once, however often the button is pressed."""
    key: UUID = form.cleaned_data["request_key"]
    return key


def half_typed(form: OrderForm, rows: dict[str, Repeater[Any]]) -> OrderSubmission | None:
    """What is typed so far, as far as it can be read: enough to look for earlier examinations."""
    form.is_valid()
    typed = form.cleaned_data
    if not typed.get("ordered_on"):
        return None
    texts = ("body_code", "case_no", "number", "region", "first_number", "first_note", "grounds", "plot", "language")
    said: dict[str, Any] = {name: str(typed.get(name) or "") for name in texts}
    for part in ("objects", "persons"):
        rows[part].is_valid()
    return OrderSubmission(
        **said,
        order_kind=OrderKind.RESOLUTION,
        exam_kind=ExamKind.PRIMARY,
        composition=Composition.SOLE,
        ordered_on=typed["ordered_on"],
        institute_code="",
        specialties=(),
        articles=articles_of(str(typed.get("articles") or "")),
        objects=contents.objects_of(rows["objects"].cleaned),
        persons=contents.persons_of(rows["persons"].cleaned),
    )
