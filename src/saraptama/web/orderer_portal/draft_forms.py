"""What is asked of somebody who appoints an examination (CPC 272; GPK 82), one thing on a page."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.enums import (
    CaseCategory,
    CaseNoKind,
    Composition,
    Consent,
    DestructionPermission,
    ExamKind,
    ObjectKind,
    OrderKind,
    PersonRole,
    SignatureStatus,
)
from saraptama.casework.intake.selectors import choices_of, label_of
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.kernel.rights import Confidentiality
from saraptama.web.shared.forms import DateField, Form

CPC_272 = _("Criminal Procedure Code, art. 272, part 1")
ACT = _("Criminal Procedure Code, art. 272; Civil Procedure Code, art. 82")
REGISTRATION = _("Order 484: registration of examinations")
HANDLING = _("Order 305: handling of objects")
CAPACITY = _("Criminal Procedure Code, art. 271, 272, 274")

Choices = list[tuple[str, Any]]


def institutes() -> Choices:
    """Institutes in force, in the language active now."""
    return [(unit.code, str(unit.name)) for unit in reference.institutes()]


def specialties() -> Choices:
    """Open specialties under their types."""
    groups: dict[str, Choices] = {}
    for one in reference.open_specialties():
        if not one.is_type:
            groups.setdefault(one.type_code, []).append((one.code, f"{one.code} {one.name}"))
    named = [(f"{code} {reference.specialty(code).name}", rows) for code, rows in groups.items()]
    return [("", "—"), *named]


def exceptions() -> Choices:
    """The exceptions of CPC 271(1), and none."""
    return [("", "—"), *reference.choices(Dictionary.CONSENT_EXCEPTION)]


def order_kinds_of(codes: Iterable[str]) -> list[OrderKind]:
    """The kinds of appointing acts among these codes; every kind when none is named."""
    return [OrderKind(code) for code in codes if code in set(OrderKind)] or list(OrderKind)


def _of(words: Any, *left_out: Any) -> Choices:
    return [(value, says) for value, says in choices_of(words) if value not in left_out]


class KindForm(Form):
    """Which examination, and where."""

    legal_grounds = {
        "institute_code": CPC_272,
        "order_kind": ACT,
        "exam_kind": _("Criminal Procedure Code, art. 287"),
        "composition": _("Criminal Procedure Code, art. 280–282"),
        "first_number": _("Criminal Procedure Code, art. 287"),
        "first_note": _("Criminal Procedure Code, art. 287"),
    }
    institute_code = forms.ChoiceField(label=_("Institute"), choices=institutes)
    order_kind = forms.ChoiceField(
        label=_("Appointing document"), choices=choices_of(OrderKind), widget=forms.RadioSelect
    )
    exam_kind = forms.ChoiceField(
        label=_("Kind of examination"), choices=choices_of(ExamKind), widget=forms.RadioSelect
    )
    composition = forms.ChoiceField(
        label=_("Experts"),
        choices=choices_of(Composition),
        widget=forms.RadioSelect,
        help_text=_("A commission is several experts of one specialty; complex is several specialties together."),
    )
    named_expert = forms.CharField(label=_("Expert named in the order"), max_length=200, required=False)
    first_institute = forms.CharField(
        label=_("Institute of the first examination"),
        max_length=200,
        required=False,
        help_text=_("Only for an additional or repeated examination."),
    )
    first_number = forms.CharField(label=_("Number of the first conclusion"), max_length=60, required=False)
    first_note = forms.CharField(
        label=_("Why the first conclusion does not do"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = order_kinds_of(self.initial.get("order_kinds", ()))
        cast(forms.ChoiceField, self.fields["order_kind"]).choices = [(kind.value, label_of(kind)) for kind in allowed]

    def clean(self) -> dict[str, Any]:
        """An additional or repeated examination follows a first one."""
        cleaned = super().clean() or {}
        follows = cleaned.get("exam_kind") in (ExamKind.ADDITIONAL.value, ExamKind.REPEATED.value)
        for name in ("first_number", "first_note") if follows else ():
            if not cleaned.get(name):
                self.add_error(
                    name, gettext("An additional or repeated examination names the first one. Fill this in.")
                )
        if not follows and cleaned.get("exam_kind"):
            cleaned.update(first_institute="", first_number="", first_note="")
        return cleaned


class SpecialtyForm(Form):
    """A specialty; in words when it stands in no list."""

    legal_grounds = {"code": CPC_272}
    code = forms.ChoiceField(label=_("Specialty"), choices=specialties, required=False)
    text = forms.CharField(
        label=_("In your own words"), max_length=300, required=False, help_text=_("If it stands in no list.")
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or {}
        if not cleaned.get("code") and not cleaned.get("text"):
            self.add_error("code", gettext("Choose a specialty, or name it in your own words."))
        return cleaned


class CaseForm(Form):
    """The order and its case."""

    legal_grounds = {
        "body_name": CPC_272,
        "number": REGISTRATION,
        "ordered_on": CPC_272,
        "place": CPC_272,
        "language": _("Criminal Procedure Code, art. 30; Civil Procedure Code, art. 14"),
        "case_category": ACT,
        "case_no_kind": REGISTRATION,
        "case_no": REGISTRATION,
        "confidentiality": _("Law 44-VI: secrets protected by law"),
        "grounds": CPC_272,
        "plot": CPC_272,
    }
    number = forms.CharField(label=_("Number of the order"), max_length=60, help_text=_("As written on it."))
    ordered_on = DateField(label=_("Date of the order"))
    place = forms.CharField(label=_("Place"), max_length=200, help_text=_("Where the order was drawn up."))
    body_name = forms.CharField(label=_("Name of the body"), max_length=300, required=False)
    language = forms.ChoiceField(
        label=_("Language of the proceedings"),
        choices=[("kk", _("Kazakh")), ("ru", _("Russian"))],
        widget=forms.RadioSelect,
    )
    case_category = forms.ChoiceField(
        label=_("Proceedings"), choices=choices_of(CaseCategory), widget=forms.RadioSelect
    )
    case_no_kind = forms.ChoiceField(label=_("Kind of case number"), choices=choices_of(CaseNoKind))
    case_no = forms.CharField(label=_("Number of the case"), max_length=60)
    articles = forms.CharField(
        label=_("Articles"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("One on a line, for example: ст.190 ч.3 УК РК."),
    )
    confidentiality = forms.ChoiceField(
        label=_("Confidentiality"),
        choices=_of(Confidentiality, Confidentiality.OFFICIAL_USE, Confidentiality.SECRET),
        widget=forms.RadioSelect,
    )
    grounds = forms.CharField(
        label=_("Grounds"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
        help_text=_("Why special scientific knowledge is needed."),
    )
    plot = forms.CharField(
        label=_("Circumstances of the case"), widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body_name"].required = bool(self.initial.get("names_itself"))
        if self.initial.get("chosen_order_kind") == OrderKind.CONTRACT.value:
            self._ask_of_a_contract()

    def _ask_of_a_contract(self) -> None:
        """A study by contract is no procedural act: it belongs to no proceedings (Order 484)."""
        del self.fields["case_category"]
        kinds = cast(forms.ChoiceField, self.fields["case_no_kind"])
        kinds.choices = [("", "—"), *choices_of(CaseNoKind)]
        kinds.required = self.fields["case_no"].required = False


class QuestionForm(Form):
    """One question to the expert."""

    legal_grounds = {"text": CPC_272}
    text = forms.CharField(label=_("Question"), widget=forms.Textarea(attrs={"rows": 3}), max_length=20_000)


class ByMaterialsForm(Form):
    """The study rests on the case file alone."""

    by_materials = forms.BooleanField(
        label=_("There are no objects: the examination is made by the materials of the case"), required=False
    )


class ObjectForm(Form):
    """One object with its packaging and seal (O5), and what may be destroyed of it (O6)."""

    legal_grounds = {
        "kind": HANDLING,
        "name": CPC_272,
        "quantity": HANDLING,
        "measure_unit": HANDLING,
        "destruction_permission": _("Criminal Procedure Code, art. 79 and 272"),
    }
    kind = forms.ChoiceField(label=_("Kind"), choices=choices_of(ObjectKind), initial=ObjectKind.THING.value)
    name = forms.CharField(label=_("What it is"), max_length=300)
    quantity = forms.DecimalField(label=_("Quantity"), min_value=0, max_digits=14, decimal_places=3, initial=1)
    measure_unit = forms.ChoiceField(
        label=_("Unit of measure"), choices=lambda: reference.choices(Dictionary.MEASURE_UNIT), initial="PIECE"
    )
    packaging = forms.CharField(label=_("Packaging"), max_length=300, required=False)
    seal_number = forms.CharField(label=_("Number of the seal"), max_length=100, required=False)
    no_seal_reason = forms.CharField(label=_("Why there is no seal"), max_length=300, required=False)
    origin = forms.CharField(
        label=_("Where it comes from"), max_length=300, required=False, help_text=_("Protocol and its date.")
    )
    destruction_permission = forms.ChoiceField(
        label=_("May be destroyed or changed"),
        choices=choices_of(DestructionPermission),
        initial=DestructionPermission.NONE.value,
    )
    electronic = forms.BooleanField(label=_("It is sent as a file"), required=False)


class PersonForm(Form):
    """A person of the case."""

    legal_grounds = {"role": CAPACITY, "full_name": CAPACITY}
    role = forms.ChoiceField(label=_("In what capacity"), choices=choices_of(PersonRole), initial=PersonRole.SUSPECT)
    full_name = forms.CharField(label=_("Surname, name, patronymic"), max_length=200)
    iin = forms.RegexField(
        r"^[0-9]{12}$",
        label=_("IIN"),
        required=False,
        help_text=_("12 digits; empty if it is unknown."),
        error_messages={"invalid": _("An IIN has 12 digits.")},
    )
    is_examined = forms.BooleanField(label=_("This person is examined"), required=False)


class ConsentForm(Form):
    """Consent of whom the examination touches, and that the people were made acquainted with the order."""

    legal_grounds = {"consent": CPC_272, "consent_exception": _("Criminal Procedure Code, art. 271, part 1")}
    consent = forms.ChoiceField(
        label=_("Written consent of a victim or witness"), choices=choices_of(Consent), widget=forms.RadioSelect
    )
    consent_exception = forms.ChoiceField(label=_("Exception"), choices=exceptions, required=False)
    acquaintance_protocol = forms.BooleanField(
        label=_("There is a protocol that the people were made acquainted with the order"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """An exception is named, and only then."""
        cleaned = super().clean() or {}
        if cleaned.get("consent") != Consent.EXCEPTED.value:
            cleaned["consent_exception"] = ""
        elif not cleaned.get("consent_exception"):
            self.add_error("consent_exception", gettext("Name the exception from the list."))
        return cleaned


class SignatureForm(Form):
    """Who signs the order, and how."""

    legal_grounds = {"person_name": CPC_272, "person_position": CPC_272, "signature_status": CPC_272}
    person_name = forms.CharField(label=_("Who appoints"), max_length=200)
    person_position = forms.CharField(label=_("Position"), max_length=200)
    person_rank = forms.CharField(label=_("Rank"), max_length=100, required=False)
    signature_status = forms.ChoiceField(
        label=_("Signature"),
        widget=forms.RadioSelect,
        choices=[
            (SignatureStatus.PAPER_SCAN.value, _("The order is signed on paper; I attach its scan here")),
            (SignatureStatus.ABSENT.value, _("The order is not signed yet")),
        ],
    )


class SendForm(Form):
    """Nothing more is asked; what the institute refuses is said here."""


class PapersForm(Form):
    """Papers that are uploaded with the order. What has arrived is kept, whatever happens to the rest."""

    scan = forms.FileField(
        label=_("Scan of the signed order"), required=False, help_text=_("PDF or picture, at most 50 MB.")
    )
    other = forms.FileField(
        label=_("Another paper: protocol, consent, copy of the first conclusion, material of the case"),
        required=False,
        help_text=_("PDF, picture, table, archive, sound or film, at most 200 MB."),
    )


def words_of(words: Any, value: str) -> str:
    """A choice as people read it; empty for none."""
    return label_of(words(value)) if value else ""
