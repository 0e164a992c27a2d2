"""Forms of acts on one object: divide, use up, seal, permit, lose, destroy, photograph; and the check of a seal."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, BinaryIO, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from saraptama.casework.custody.enums import ReturnChannel, SealState
from saraptama.casework.custody.selectors import choices_of
from saraptama.casework.custody.types import FileReceived, Part, SealCheck, Way
from saraptama.casework.intake.enums import DestructionPermission, ObjectKind
from saraptama.casework.intake.selectors import choices_of as intake_choices_of
from saraptama.web.custody_room.forms import Choices, ManySeenForm
from saraptama.web.shared.forms import DateField, Form

SAMPLE = ObjectKind.SAMPLE.value


def file_of(upload: Any) -> FileReceived:
    """An uploaded file as the value that custody takes."""
    media_type = upload.content_type or "application/octet-stream"
    return FileReceived(name=str(upload.name), media_type=media_type, stream=cast(BinaryIO, upload.file))


class ManyFiles(forms.ClearableFileInput):
    """Several photographs at once; on a telephone, the camera."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """One or more photographs. What they are is told by their content, not here."""

    widget = ManyFiles(attrs={"accept": "image/jpeg,image/png", "capture": "environment"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file that was chosen."""
        chosen = data if isinstance(data, (list, tuple)) else [data]
        return [super(PhotosField, self).clean(one, initial) for one in chosen if one or self.required]


class SeenForm(Form):
    """A form on one object: it carries how long the object's chain was when the person looked."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, thing: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"seen": thing.chain_length, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.thing = thing

    @property
    def seen_links(self) -> dict[UUID, int]:
        """What the person saw, as the services take it."""
        seen = self.cleaned_data.get("seen")
        return {} if seen is None else {self.thing.pk: seen}


class SealChosenForm(Form):
    """Another seal, or why there is none."""

    seal_number = forms.CharField(label=_("Seal number"), max_length=100, required=False)
    no_seal_reason = forms.CharField(label=_("Why there is no seal"), max_length=300, required=False)
    packaging = forms.CharField(label=_("Packaging"), max_length=300, required=False)


class PartForm(SealChosenForm):
    """A part taken from an object, or a sub-sample."""

    name = forms.CharField(label=_("Name of the part"), max_length=500)
    quantity = forms.DecimalField(label=_("Quantity"), max_digits=14, decimal_places=3, min_value=Decimal("0.001"))
    kind = forms.ChoiceField(
        label=_("What it is"), choices=[("", _("a part like the whole")), (SAMPLE, _("a sample"))], required=False
    )
    field_order = ("name", "quantity", "kind", "seal_number", "no_seal_reason", "packaging")

    def part(self) -> Part:
        """The row as the value that custody takes."""
        typed = {name: self.cleaned_data[name] for name in self.fields if name != "kind"}
        kind = self.cleaned_data["kind"]
        return Part(**typed, kind=ObjectKind(kind) if kind else None)


class DivideForm(SeenForm):
    """What is taken stands in rows of its own."""


class ConsumeForm(SeenForm):
    """So much is used up in the study."""

    quantity = forms.DecimalField(
        label=_("How much is used up"), max_digits=14, decimal_places=3, min_value=Decimal("0.001")
    )
    how = forms.CharField(label=_("In which study, how"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


class SealObjectForm(SealChosenForm, SeenForm):
    """The object is packed and sealed anew."""

    why = forms.CharField(label=_("Why, and in whose presence"), max_length=400)
    field_order = ("seal_number", "no_seal_reason", "packaging", "why")


class PaperForm(Form):
    """An act with its signed paper."""

    paper = forms.FileField(label=_("Signed act"), widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}))

    def paper_received(self) -> FileReceived | None:
        """The paper, if one was chosen."""
        chosen = self.cleaned_data.get("paper")
        return file_of(chosen) if chosen else None


class PermitForm(PaperForm):
    """The appointing body's answer on destruction."""

    legal_grounds = {"permission": _("Criminal Procedure Code, art. 79 and 272, part 1")}
    permission = forms.ChoiceField(
        label=_("What the body permits"),
        choices=intake_choices_of(DestructionPermission),
        widget=forms.RadioSelect,
    )
    ground = forms.CharField(label=_("Letter or ruling: number, date, who signed it"), max_length=400)
    field_order = ("permission", "ground", "paper")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].label = _("The letter as a file")
        self.fields["paper"].required = False


class LostForm(PaperForm):
    """The object is not where it should be, and was searched for."""

    occurred_on = DateField(label=_("Day of the act"), required=False)
    words = forms.CharField(
        label=_("What happened, and how it was searched for"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("occurred_on", "words", "paper")


class SealCheckForm(Form):
    """What somebody who takes an object sees on its seal. Nothing is chosen beforehand."""

    state = forms.ChoiceField(
        label=_("Seal"),
        choices=choices_of(SealState),
        widget=forms.RadioSelect,
        error_messages={"required": _("Look at the seal and say how it stands.")},
    )
    remark = forms.CharField(label=_("What is wrong with it"), max_length=400, required=False)

    def __init__(self, *args: Any, thing: Any, **kwargs: Any) -> None:
        kwargs["prefix"] = f"seal-{thing.pk}"
        super().__init__(*args, **kwargs)
        self.thing = thing
        expected: Choices = [(SealState.NONE.value, _("no seal, as recorded"))]
        if thing.seal_number:
            matches = _("the number is {number} and the seal is intact").format(number=thing.seal_number)
            expected = [
                (SealState.INTACT.value, matches),
                (SealState.DIFFERS.value, _("another number")),
                (SealState.BROKEN.value, _("broken")),
                (SealState.NONE.value, _("the seal is gone")),
            ]
        self.fields["state"].choices = expected  # type: ignore[attr-defined] # a choice field

    def clean(self) -> dict[str, Any]:
        """Whatever is wrong is described."""
        cleaned = super().clean() or {}
        as_recorded = {SealState.INTACT.value, SealState.NONE.value if not self.thing.seal_number else ""}
        if cleaned.get("state") and cleaned["state"] not in as_recorded and not cleaned.get("remark"):
            self.add_error("remark", _("Describe what is wrong with the seal."))
        return cleaned

    def check_of_seal(self) -> SealCheck:
        """The row as the value that custody takes."""
        return SealCheck(SealState(self.cleaned_data["state"]), self.cleaned_data["remark"])


class ArrivedForm(SealCheckForm):
    """An object of a parcel: it is in it, or not yet."""

    arrived = forms.BooleanField(label=_("It is in the parcel"), initial=True, required=False)
    field_order = ("arrived", "state", "remark")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].required = False

    def clean(self) -> dict[str, Any]:
        """Who takes an object looks at its seal."""
        cleaned = super().clean()
        if cleaned.get("arrived") and not cleaned.get("state"):
            self.add_error("state", _("Look at the seal and say how it stands."))
        return cleaned


class FoundForm(Form):
    """A lost object is here again."""

    words = forms.CharField(
        label=_("Where it was, and who found it"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PhotosForm(Form):
    """Photographs of one object."""

    photos = PhotosField(label=_("Photographs"), help_text=_("JPEG or PNG, up to 50 MB each; several at once."))
    caption = forms.CharField(label=_("What they show"), max_length=200, required=False)


class WayForm(Form):
    """How a parcel travels."""

    channel = forms.ChoiceField(
        label=_("How it is sent"),
        choices=[pair for pair in choices_of(ReturnChannel) if pair[0] != ReturnChannel.HAND.value],
        initial=ReturnChannel.POST.value,
        widget=forms.RadioSelect,
    )
    carrier = forms.CharField(label=_("Carrier"), max_length=200)
    tracking = forms.CharField(label=_("Postal or courier number"), max_length=100)

    def way(self) -> Way:
        """The answer as the value that custody takes."""
        typed = self.cleaned_data
        return Way(ReturnChannel(typed["channel"]), typed["carrier"], typed["tracking"])


class SendForm(WayForm, ManySeenForm):
    """Objects go to another institute."""

    object_ids = forms.TypedMultipleChoiceField(label=_("Objects"), widget=forms.CheckboxSelectMultiple, coerce=UUID)
    to_unit_id = forms.TypedChoiceField(label=_("To which institute"), coerce=UUID)
    field_order = ("object_ids", "to_unit_id", "channel", "carrier", "tracking")

    def __init__(self, *args: Any, things: Choices, institutes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["object_ids"].choices = things  # type: ignore[attr-defined] # a choice field
        self.fields["object_ids"].initial = [value for value, _label in things]
        self.fields["to_unit_id"].choices = [("", _("Choose the institute")), *institutes]  # type: ignore[attr-defined] # a choice field


class DestroyForm(PaperForm, ManySeenForm):
    """An act of destruction."""

    legal_grounds = {"object_ids": _("Criminal Procedure Code, art. 79 and 272, part 1")}
    object_ids = forms.TypedMultipleChoiceField(label=_("Objects"), widget=forms.CheckboxSelectMultiple, coerce=UUID)
    destroyed_on = DateField(label=_("Day of destruction"), required=False)
    method = forms.CharField(label=_("How they were destroyed"), max_length=300)
    witnesses = forms.CharField(
        label=_("In whose presence"), max_length=500, help_text=_("Names and positions of all who signed the act.")
    )
    field_order = ("object_ids", "destroyed_on", "method", "witnesses", "paper")

    def __init__(self, *args: Any, things: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["object_ids"].choices = things  # type: ignore[attr-defined] # a choice field
        self.fields["object_ids"].initial = [value for value, _label in things]


class OutcomeForm(Form):
    """What came of an incident."""

    outcome = forms.CharField(label=_("What came of it"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class SecondPersonForm(Form):
    """The receiver's own credentials, for this one act. Never kept, never shown again."""

    login = forms.CharField(
        label=_("Receiver's login"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Receiver's password"), widget=forms.PasswordInput(attrs={"autocomplete": "off"}), strip=False
    )
    code = forms.CharField(
        label=_("Receiver's code"),
        required=False,
        max_length=20,
        help_text=_("From the receiver's authenticator app."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


class MovePlaceForm(Form):
    """Where a container goes with all that it holds."""

    parent_id = forms.TypedChoiceField(label=_("Move into"), required=False, coerce=UUID, empty_value=None)

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent_id"].choices = [("", _("nothing: it is a room")), *places]  # type: ignore[attr-defined] # a choice field


class ContentForm(Form):
    """A digital content in one go, for browsers without scripts."""

    content = forms.FileField(label=_("File"))

    def __init__(self, *args: Any, limit: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit = limit

    def clean_content(self) -> Any:
        """A larger one goes piece by piece."""
        chosen = self.cleaned_data["content"]
        if chosen.size > self.limit:
            raise forms.ValidationError(_("This file is too large to go in one piece. Use a browser with scripts."))
        return chosen


def valid_seals(forms_of_seals: Sequence[SealCheckForm]) -> bool:
    """Every form is checked, so that everything wrong is said at once."""
    answers = [form.is_valid() for form in forms_of_seals]
    return all(answers)
