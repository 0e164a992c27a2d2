"""Forms of the custody room. Short: they are filled in standing, with the object in the other hand."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from saraptama.casework.custody.enums import PlaceKind, ReturnChannel, SealState
from saraptama.casework.custody.selectors import choices_of
from saraptama.casework.custody.types import ObjectReceived
from saraptama.casework.intake.enums import ObjectKind
from saraptama.casework.intake.selectors import choices_of as intake_choices_of
from saraptama.foundation.reference import selectors as reference
from saraptama.web.shared.forms import Form

Choices = Sequence[tuple[str, Any]]
IN_HAND: tuple[str, Any] = ("", _("stays in my hands"))


def measure_units() -> list[tuple[str, str]]:
    """Units of measure in the language active now."""
    return reference.choices("measure_unit")


class AcceptanceForm(Form):
    """Who brought the objects."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)
    brought_by = forms.CharField(label=_("Brought by"), max_length=200)
    brought_by_position = forms.CharField(label=_("Position and body"), max_length=300, required=False)
    place_id = forms.ChoiceField(
        label=_("Put everything into"),
        required=False,
        help_text=_("Where a row names another place, that one counts."),
    )

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place_id"].choices = [IN_HAND, *places]  # type: ignore[attr-defined] # a choice field


class SealForm(Form):
    """How an object stands as it comes: its seal is looked at, nothing is chosen beforehand."""

    legal_grounds = {"seal_state": _("Order 305")}
    seal_state = forms.ChoiceField(
        label=_("Seal"),
        choices=choices_of(SealState),
        widget=forms.RadioSelect,
        error_messages={"required": _("Look at the seal and say how it stands.")},
    )
    seal_number = forms.CharField(label=_("Seal number"), max_length=100, required=False)
    no_seal_reason = forms.CharField(label=_("Why there is no seal"), max_length=300, required=False)
    remark = forms.CharField(label=_("Remark"), max_length=400, required=False)
    quantity = forms.DecimalField(label=_("Quantity"), max_digits=14, decimal_places=3, required=False)
    packaging = forms.CharField(label=_("Packaging"), max_length=300, required=False)
    place_id = forms.ChoiceField(label=_("Place"), required=False)

    places: Choices = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place_id"].choices = [("", _("as above")), *self.places]  # type: ignore[attr-defined] # a choice field

    def clean(self) -> dict[str, Any]:
        """What is accepted was looked at; a missing seal has no number."""
        cleaned = super().clean() or {}
        if not self.is_taken(cleaned):
            self._errors = ErrorDict(renderer=self.renderer)
            return cleaned
        if cleaned.get("seal_state") == SealState.NONE.value:
            cleaned["seal_number"] = ""
            if not cleaned.get("no_seal_reason"):
                self.add_error("no_seal_reason", _("Say why there is no seal."))
        return cleaned

    def is_taken(self, cleaned: dict[str, Any]) -> bool:
        """Whether the object of this row is being accepted."""
        return True


class DeclaredForm(SealForm):
    """An object that the order announces."""

    arrived = forms.BooleanField(label=_("Arrived"), initial=True, required=False)
    field_order = ("arrived",)

    def is_taken(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("arrived"))


class UndeclaredForm(SealForm):
    """An object that the order does not name."""

    kind = forms.ChoiceField(label=_("Kind"), choices=intake_choices_of(ObjectKind), initial=ObjectKind.THING.value)
    name = forms.CharField(label=_("Name of the object"), max_length=500)
    measure_unit = forms.ChoiceField(label=_("Unit of measure"), choices=measure_units, initial="PIECE")
    field_order = ("kind", "name", "quantity", "measure_unit")


def received_of(cleaned: dict[str, Any], place_id: str, ordered_object_id: UUID | None = None) -> ObjectReceived:
    """A row as the value that custody takes."""
    kind = cleaned.get("kind")
    place = cleaned["place_id"] or place_id
    return ObjectReceived(
        seal_state=SealState(cleaned["seal_state"]),
        ordered_object_id=ordered_object_id,
        kind=ObjectKind(kind) if kind else None,
        name=cleaned.get("name", ""),
        quantity=cleaned["quantity"],
        measure_unit=cleaned.get("measure_unit", ""),
        packaging=cleaned["packaging"],
        seal_number=cleaned["seal_number"],
        no_seal_reason=cleaned["no_seal_reason"] if cleaned["seal_state"] == SealState.NONE.value else "",
        remark=cleaned["remark"],
        place_id=UUID(place) if place else None,
    )


class ManySeenForm(Form):
    """A form on several objects: it carries how long each chain was when the person looked."""

    seen = forms.JSONField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, seen: Mapping[str, int] | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"seen": dict(seen or {}), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    @property
    def seen_links(self) -> dict[UUID, int]:
        """What the person saw, as the services take it; a value that is none of ours counts as nothing seen."""
        seen = self.cleaned_data.get("seen")
        try:
            return {UUID(key): int(value) for key, value in seen.items()} if isinstance(seen, dict) else {}
        except (TypeError, ValueError):
            return {}

    def typed(self) -> dict[str, Any]:
        """The answers, and what was seen, by the names that services give them."""
        answers = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return {**answers, "seen": self.seen_links}


class ChosenForm(ManySeenForm):
    """An act on some of the objects at hand."""

    object_ids = forms.TypedMultipleChoiceField(
        label=_("Objects"), widget=forms.CheckboxSelectMultiple, coerce=UUID, required=True
    )

    def __init__(self, *args: Any, things: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["object_ids"].choices = things  # type: ignore[attr-defined] # a choice field
        self.fields["object_ids"].initial = [value for value, _label in things]


class OfferForm(ChosenForm):
    """Objects are offered to a person, who confirms with the own credentials."""

    receiver_id = forms.TypedChoiceField(label=_("To whom"), coerce=UUID)
    purpose = forms.CharField(label=_("For what"), max_length=300, required=False)

    def __init__(self, *args: Any, receivers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver_id"].choices = [("", _("Choose the person")), *receivers]  # type: ignore[attr-defined] # a choice field


class PlacingForm(ChosenForm):
    """Objects go into a place."""

    place_id = forms.TypedChoiceField(label=_("Place"), coerce=UUID)

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place_id"].choices = [("", _("Choose the place")), *places]  # type: ignore[attr-defined] # a choice field


class RecipientForm(Form):
    """Who took the objects back, and by which document."""

    recipient_name = forms.CharField(label=_("Recipient"), max_length=200)
    recipient_position = forms.CharField(label=_("Position and body"), max_length=300, required=False)
    recipient_document = forms.CharField(
        label=_("Document of the recipient"),
        max_length=300,
        help_text=_("Number and date of the warrant or identity card."),
    )


class ReturnForm(ChosenForm):
    """Objects go back; handed over at once, or sent and confirmed later."""

    channel = forms.ChoiceField(
        label=_("How they go back"),
        choices=choices_of(ReturnChannel),
        initial=ReturnChannel.HAND.value,
        widget=forms.RadioSelect,
    )
    tracking = forms.CharField(label=_("Postal or courier number"), max_length=100, required=False)
    recipient_name = forms.CharField(label=_("Recipient"), max_length=200, required=False)
    recipient_position = forms.CharField(label=_("Position and body"), max_length=300, required=False)
    recipient_document = forms.CharField(
        label=_("Document of the recipient"),
        max_length=300,
        required=False,
        help_text=_("Number and date of the warrant or identity card."),
    )

    def clean(self) -> dict[str, Any]:
        """By hand there is a recipient at once, with a document."""
        cleaned = super().clean() or {}
        by_hand = cleaned.get("channel") == ReturnChannel.HAND.value
        named = bool(cleaned.get("recipient_name"))
        if by_hand and not named:
            self.add_error("recipient_name", _("Name who takes the objects."))
        if (by_hand or named) and not cleaned.get("recipient_document"):
            self.add_error("recipient_document", _("Name the document of the recipient."))
        return cleaned


class ReasonForm(Form):
    """A refusal is explained."""

    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class MomentForm(Form):
    """A past minute, written as days are written here, whatever the browser's own language."""

    moment = forms.DateTimeField(
        label=_("Where was it at"),
        required=False,
        input_formats=["%d.%m.%Y %H:%M", "%d.%m.%Y", "%d%m%Y %H:%M", "%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(
            attrs={"placeholder": "22.11.2026 14:05", "autocomplete": "off", "size": "16", "maxlength": "16"},
            format="%d.%m.%Y %H:%M",
        ),
        error_messages={"invalid": _("Write the day and the minute as in 22.11.2026 14:05.")},
    )


class PlaceForm(Form):
    """A new node of the storage tree."""

    parent_id = forms.TypedChoiceField(label=_("Inside"), required=False, coerce=UUID, empty_value=None)
    kind = forms.ChoiceField(label=_("Kind"), choices=choices_of(PlaceKind))
    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("Small Latin letters, digits and hyphens: rack-3.")
    )
    name = forms.CharField(label=_("Name"), max_length=200)

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent_id"].choices = [("", _("nothing: it is a room")), *places]  # type: ignore[attr-defined] # a choice field
