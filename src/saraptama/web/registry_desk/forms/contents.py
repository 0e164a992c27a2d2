"""What an order holds, a row each: specialties, questions, objects, persons."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.enums import DestructionPermission, ObjectKind, PersonRole
from saraptama.casework.intake.selectors import choices_of
from saraptama.casework.intake.types import ObjectDeclared, PersonNamed, QuestionAsked, SpecialtyAsked
from saraptama.foundation.reference import selectors as reference
from saraptama.web.registry_desk.forms.fields import ListedField, proposing
from saraptama.web.shared.forms import Form
from saraptama.web.shared.repeaters import Repeater

NOT_STATED: tuple[str, str | Promise] = ("", _("the order says nothing"))


def measure_units() -> list[tuple[str, str]]:
    """Units of measure in the language active now."""
    return reference.choices("measure_unit")


def other_institutes() -> list[tuple[str, Any]]:
    """Every institute, after “the addressee itself”."""
    return [("", _("the addressee")), *((unit.code, str(unit.name)) for unit in reference.institutes())]


class SpecialtyRow(Form):
    """A specialty that the order asks for: one examination each."""

    code = ListedField(list_id="specialties-list", label=_("Specialty"), required=False)
    text = forms.CharField(label=_("As written, if it is in no list"), max_length=300, required=False)
    institute_code = forms.ChoiceField(label=_("Performed by"), choices=other_institutes, required=False)

    def clean(self) -> dict[str, Any]:
        """A row names its specialty one way or the other."""
        cleaned = super().clean() or {}
        if self.has_changed() and not self.errors and not (cleaned.get("code") or cleaned.get("text")):
            self.add_error("code", _("Choose the specialty, or write it as the order does."))
        return cleaned


class QuestionRow(Form):
    """A question put to the expert."""

    text = forms.CharField(label=_("Text of the question"), widget=forms.Textarea(attrs={"rows": 2}))
    specialty_seq = forms.IntegerField(
        label=_("For specialty no."),
        min_value=1,
        required=False,
    )


class NumbersField(forms.CharField):
    """Numbers of specialties, with commas or spaces between."""

    def clean(self, value: Any) -> Any:
        """The numbers as a tuple."""
        typed = str(super().clean(value) or "")
        if typed and not re.fullmatch(r"[\d\s,;]+", typed):
            raise forms.ValidationError(_("Write numbers with commas between them: 1, 2."), code="not_numbers")
        return tuple(int(number) for number in re.findall(r"\d+", typed))


class ObjectRow(Form):
    """An object that the order sends, with its origin and packing."""

    kind = forms.ChoiceField(label=_("Kind"), choices=choices_of(ObjectKind), initial=ObjectKind.DOCUMENT.value)
    name = forms.CharField(label=_("Name of the object"), max_length=500)
    quantity = forms.DecimalField(label=_("Quantity"), initial=Decimal(1), max_digits=14, decimal_places=3, min_value=0)
    measure_unit = forms.ChoiceField(label=_("Unit of measure"), choices=measure_units, initial="PIECE")
    packaging = forms.CharField(
        label=_("Packaging"), max_length=300, required=False, widget=proposing("packagings-list")
    )
    seal_number = forms.CharField(label=_("Seal number"), max_length=100, required=False)
    no_seal_reason = forms.CharField(label=_("Why there is no seal"), max_length=300, required=False)
    origin = forms.CharField(label=_("Origin"), max_length=500, required=False)
    destruction_permission = forms.ChoiceField(
        label=_("Destruction or change"), choices=[NOT_STATED, *choices_of(DestructionPermission)], required=False
    )
    specialty_seqs = NumbersField(label=_("For specialties no."), required=False)
    electronic = forms.BooleanField(label=_("Sent electronically"), required=False)


class PersonRow(Form):
    """A person of the case."""

    role = forms.ChoiceField(label=_("Role"), choices=choices_of(PersonRole), initial=PersonRole.SUSPECT.value)
    full_name = forms.CharField(label=_("Name as in the order"), max_length=300)
    iin = forms.CharField(label=_("IIN, if it is known"), max_length=12, required=False)
    is_examined = forms.BooleanField(label=_("Is to be examined"), required=False)


LISTS: dict[str, tuple[type[Form], str | Promise, str | Promise, str | Promise]] = {
    "specialties": (SpecialtyRow, _("Specialties"), _("Specialty"), _("Add a specialty")),
    "questions": (QuestionRow, _("Questions"), _("Question"), _("Add a question")),
    "objects": (ObjectRow, _("Objects"), _("Object"), _("Add an object")),
    "persons": (PersonRow, _("Persons of the case"), _("Person"), _("Add a person")),
}
"""Each list of an order: its row, what the list and a row are called, and the button that adds one."""


def repeaters(data: QueryDict | None, *names: str) -> dict[str, Repeater[Any]]:
    """The lists of an order. No row is demanded: what is missing is the checklist's business, not the form's."""
    made: dict[str, Repeater[Any]] = {}
    for name in names or LISTS:
        form, title, row, add = LISTS[name]
        made[name] = Repeater(
            form, prefix=name, title=title, row_title=row, add_label=add, data=data, minimum=0, ground=_("CPC art. 272")
        )
    return made


def specialties_of(rows: list[dict[str, Any]]) -> tuple[SpecialtyAsked, ...]:
    """The rows as values."""
    return tuple(SpecialtyAsked(**row) for row in rows)


def questions_of(rows: list[dict[str, Any]]) -> tuple[QuestionAsked, ...]:
    """The rows as values."""
    return tuple(QuestionAsked(**row) for row in rows)


def objects_of(rows: list[dict[str, Any]]) -> tuple[ObjectDeclared, ...]:
    """The rows as values; silence about destruction stays silence."""
    return tuple(
        ObjectDeclared(
            **{
                **row,
                "kind": ObjectKind(row["kind"]),
                "destruction_permission": DestructionPermission(row["destruction_permission"])
                if row["destruction_permission"]
                else None,
            }
        )
        for row in rows
    )


def persons_of(rows: list[dict[str, Any]]) -> tuple[PersonNamed, ...]:
    """The rows as values."""
    return tuple(PersonNamed(**{**row, "role": PersonRole(row["role"])}) for row in rows)
