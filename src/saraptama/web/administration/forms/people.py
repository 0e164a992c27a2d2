"""Forms about people and their roles."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.accounts.enums import Language, RoleCode, UserKind
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.web.shared.forms import DateField, Form

KINDS = [(kind.value, kind.label) for kind in UserKind if kind != UserKind.MACHINE]


def unit_choices(nothing: Any) -> list[tuple[str, Any]]:
    """Units in force, indented by their place in the tree; first the words for none."""
    today = clock.today()
    lines = [
        (str(unit.id), f"{'— ' * unit.path.count('.')}{unit.name}")
        for unit in reference.units()
        if unit.in_force_on(today)
    ]
    return [("", nothing), *lines]


def body_choices(nothing: Any) -> list[tuple[str, Any]]:
    """Appointing bodies in force; first the words for none."""
    return [("", nothing), *((str(body.id), str(body.name)) for body in reference.bodies())]


def uuid_or_none(value: str) -> UUID | None:
    """A choice's value as an id; the empty choice is nobody."""
    return UUID(value) if value else None


class PersonForm(Form):
    """Who somebody is."""

    kind = forms.ChoiceField(label=_("In what capacity"), choices=KINDS)
    login = forms.CharField(
        label=_("Login"), max_length=100, help_text=_("Small Latin letters, digits and . _ @ -"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    surname = forms.CharField(label=_("Surname"), max_length=100)
    name = forms.CharField(label=_("Given name"), max_length=100, required=False)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=100, required=False)
    iin = forms.CharField(
        label=_("IIN"),
        max_length=12,
        required=False,
        help_text=_("12 digits, checked by their check digit. A national signature is held against it."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Language of the pages"), choices=Language.choices, initial=Language.KK.value)
    home_unit_id = forms.TypedChoiceField(
        label=_("Unit"),
        required=False,
        coerce=uuid_or_none,
        empty_value=None,
        help_text=_("For employees of the forensic body."),
    )
    appointing_body_id = forms.TypedChoiceField(
        label=_("Appointing body"),
        required=False,
        coerce=uuid_or_none,
        empty_value=None,
        help_text=_("For investigators, judges and others who appoint examinations."),
    )

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["home_unit_id"].choices = unit_choices(_("no unit"))  # type: ignore[attr-defined] # a choice field
        self.fields["appointing_body_id"].choices = body_choices(_("no body"))  # type: ignore[attr-defined] # as above
        if not is_new:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        """An employee sits in a unit, an appointing person in a body."""
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if kind == UserKind.STAFF and not cleaned.get("home_unit_id"):
            self.add_error("home_unit_id", _("An employee belongs to a unit. Choose it."))
        if kind == UserKind.ORDERER and not cleaned.get("appointing_body_id"):
            self.add_error("appointing_body_id", _("An appointing person belongs to an appointing body. Choose it."))
        return cleaned


class ChangePersonForm(PersonForm):
    """The same, over a version that the administrator looked at."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, is_new=False, **kwargs)


class RoleForm(Form):
    """A role with its limits and days."""

    role = forms.ChoiceField(label=_("Role"))
    unit_id = forms.TypedChoiceField(
        label=_("In which unit"),
        required=False,
        coerce=uuid_or_none,
        empty_value=None,
        help_text=_("The role holds in this unit and everything below it."),
    )
    valid_from = DateField(label=_("From"))
    valid_to = DateField(label=_("Until"), required=False, help_text=_("This day still counts. Empty: without an end."))
    ground = forms.CharField(
        label=_("Ground"), max_length=300, help_text=_("The order or contract: its number and date.")
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(kind)  # type: ignore[attr-defined] # a choice field
        self.fields["valid_from"].initial = clock.today
        nothing = _("everywhere") if kind == UserKind.STAFF else _("the own body's orders")
        self.fields["unit_id"].choices = unit_choices(nothing)  # type: ignore[attr-defined] # a choice field
        if kind in (UserKind.ORDERER, UserKind.MACHINE):
            del self.fields["unit_id"]


def role_choices(kind: str) -> list[tuple[str, Any]]:
    """The roles that fit somebody of this kind."""
    outside = {RoleCode.ORDERER, RoleCode.API_ORDERER}
    fitting = {
        UserKind.ORDERER.value: {RoleCode.ORDERER},
        UserKind.MACHINE.value: {RoleCode.API_ORDERER},
        UserKind.PRIVATE_EXPERT.value: {RoleCode.EXPERT},
    }.get(kind, set(RoleCode) - outside)
    return [(role.value, role.label) for role in RoleCode if role in fitting]


class DelegationForm(Form):
    """Who stands in for whom, in which role, on which days."""

    to_user_id = forms.TypedChoiceField(label=_("Deputy"), coerce=UUID)
    role = forms.ChoiceField(label=_("Role"))
    valid_from = DateField(label=_("From"))
    valid_to = DateField(label=_("Until"), help_text=_("This day still counts."))
    ground = forms.CharField(
        label=_("Ground"), max_length=300, help_text=_("The order: its number and date. It stays in the log.")
    )

    def __init__(
        self, *args: Any, deputies: list[tuple[str, str]], roles: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_user_id"].choices = deputies  # type: ignore[attr-defined] # a choice field
        self.fields["role"].choices = roles  # type: ignore[attr-defined] # a choice field
        self.fields["valid_from"].initial = clock.today


class MachineForm(Form):
    """An appointing body's information system."""

    name = forms.CharField(label=_("Name of the system"), max_length=100)
    login = forms.CharField(
        label=_("Login"), max_length=100, help_text=_("Small Latin letters and digits: how the log names the system.")
    )
    body_id = forms.TypedChoiceField(
        label=_("Appointing body"), coerce=UUID, help_text=_("The system sees and sends the orders of this body only.")
    )
    scopes = forms.MultipleChoiceField(label=_("What it may do"), widget=forms.CheckboxSelectMultiple)
    ground = forms.CharField(label=_("Ground"), max_length=300, help_text=_("The agreement: its number and date."))

    def __init__(self, *args: Any, scopes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body_id"].choices = body_choices(_("Choose the body"))  # type: ignore[attr-defined] # a choice field
        self.fields["scopes"].choices = scopes  # type: ignore[attr-defined] # a choice field
        self.fields["scopes"].initial = [code for code, _says in scopes]
