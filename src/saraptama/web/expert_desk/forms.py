"""Forms of the expert's desk, the conclusion's editor apart."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saraptama.casework.conclusions.enums import ConclusionKind
from saraptama.casework.conclusions.selectors import choices_of as conclusion_choices_of
from saraptama.casework.examinations.enums import Complexity, DeathConfirmation
from saraptama.casework.examinations.selectors import choices_of
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.web.shared.forms import DateField, Form

NOT_CHOSEN = ("", "—")


class ComplexityForm(Form):
    """The category of complexity with its justification; it sets the norm of days."""

    legal_grounds = {"complexity": _("Order 303; the category sets the norm of days")}
    complexity = forms.ChoiceField(
        label=_("Category of complexity"), choices=choices_of(Complexity), widget=forms.RadioSelect
    )
    justification = forms.CharField(
        label=_("Justification"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Number of objects and questions, methods, volume of materials."),
    )


class AcceptForm(ComplexityForm):
    """The declarations with which production begins, and the category (CPC art. 79; GPK art. 91)."""

    legal_grounds = {
        **ComplexityForm.legal_grounds,
        "death_confirmation": _("Order 183 of 23.02.2026"),
    }
    warned = forms.BooleanField(
        label=_("I have read the warning of criminal liability; my rights and duties are explained to me."),
        error_messages={"required": _("Confirm the warning of criminal liability before you accept.")},
    )
    no_conflict = forms.BooleanField(
        label=_("I declare that I have no conflict of interest in this case."),
        error_messages={
            "required": _("Declare that you have no conflict of interest, or decline the examination for a conflict.")
        },
    )
    death_confirmation = forms.ChoiceField(
        label=_("What confirms death"),
        choices=[NOT_CHOSEN, *choices_of(DeathConfirmation)],
        required=False,
        help_text=_("Only for the examination of a corpse."),
    )
    field_order = ("warned", "no_conflict", "complexity", "justification", "death_confirmation")

    def __init__(self, *args: Any, is_lead: bool, of_corpse: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_lead:
            del self.fields["complexity"], self.fields["justification"]
        if not of_corpse:
            del self.fields["death_confirmation"]

    @property
    def declared(self) -> dict[str, Any]:
        """What the act is given."""
        data = self.cleaned_data
        death, category = data.get("death_confirmation"), data.get("complexity")
        return {
            "no_conflict": data["no_conflict"],
            "complexity": Complexity(category) if category else None,
            "justification": data.get("justification", ""),
            "death_confirmation": DeathConfirmation(death) if death else None,
        }


class DeclineForm(Form):
    """A conflict of interest in the expert's own words."""

    legal_grounds = {"ground": _("Law 44-VI, art. 19; Criminal Procedure Code, art. 272, part 10")}
    ground = forms.CharField(
        label=_("What the conflict of interest is"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The head reads it and chooses another expert."),
    )


class NoteForm(Form):
    """A working note."""

    text = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Seen by the experts of this examination only. Notes are locked when it ends."),
    )


class BeginForm(Form):
    """In which language, and whether it is a conclusion or a message that none can be given."""

    legal_grounds = {"kind": _("Criminal Procedure Code, art. 283, 284")}
    language = forms.ChoiceField(
        label=_("Language of the conclusion"),
        choices=[("kk", "Қазақша"), ("ru", "Русский")],
        help_text=_("The language of the proceedings is proposed."),
    )
    kind = forms.ChoiceField(
        label=_("Document"), choices=conclusion_choices_of(ConclusionKind), widget=forms.RadioSelect
    )
    impossibility_reason = forms.ChoiceField(
        label=_("Why no conclusion can be given"),
        required=False,
        help_text=_("Only for a message of impossibility."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = reference.choices(Dictionary.IMPOSSIBILITY_REASON)
        self.fields["impossibility_reason"].choices = [NOT_CHOSEN, *reasons]  # type: ignore[attr-defined] # a choice field

    def clean(self) -> dict[str, Any]:
        """A message of impossibility has a reason of the list; a conclusion has none."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") != ConclusionKind.IMPOSSIBLE.value:
            cleaned["impossibility_reason"] = ""
        elif not cleaned.get("impossibility_reason"):
            self.add_error("impossibility_reason", _("Choose the reason from the list."))
        return cleaned


class SubmitForm(Form):
    """Which heads check the form, in the order of the list; with none chosen any head of the unit may."""

    legal_grounds = {"approvers": _("Law 44-VI, art. 8: heads check the form and never the findings")}
    approvers = forms.MultipleChoiceField(
        label=_("Heads who check the form, one after another"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("With none chosen, any head of the unit may."),
    )

    def __init__(self, *args: Any, heads: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["approvers"].choices = heads  # type: ignore[attr-defined] # a choice field
        self.fields["approvers"].initial = [key for key, _name in heads[:1]]
        if not heads:
            del self.fields["approvers"]


class SignatureForm(Form):
    """The national signature as a file, for those who sign with a program of their own."""

    signature = forms.FileField(
        label=_("Signature file (.p7s)"),
        help_text=_("Detached CMS over exactly the file above. Your key never leaves your computer."),
        error_messages={"required": _("Choose the file with your signature.")},
    )


class WithdrawForm(Form):
    """Why a signature is taken back."""

    ground = forms.CharField(
        label=_("Why you withdraw it"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other experts and the head read it in the history."),
    )


class DissentForm(Form):
    """A dissenting opinion in the expert's own words."""

    legal_grounds = {
        "text": _(
            "Criminal Procedure Code, art. 281 (number to be confirmed): experts who disagree say so each in own name"
        )
    }
    text = forms.CharField(
        label=_("Dissenting opinion"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("With which findings you disagree, what you find instead, and why."),
    )


class EquipmentForm(Form):
    """A device that was used."""

    legal_grounds = {"name": _("Criminal Procedure Code, art. 283: the means that were used")}
    name = forms.CharField(label=_("Device"), max_length=200)
    inventory_number = forms.CharField(label=_("Inventory number"), max_length=60)
    calibrated_until = DateField(
        label=_("Calibrated until"), required=False, help_text=_("Empty for a device that is not calibrated.")
    )


class AddendumForm(Form):
    """What is added to a locked note."""

    text = forms.CharField(
        label=_("Addendum"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The note above no longer changes. The server notes the time of the addendum."),
    )


class ManyFilesInput(forms.ClearableFileInput):
    """A field that takes several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once, each cleaned by itself."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """A list, also of one."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class PicturesForm(Form):
    """Pictures with what is printed under them and what is told to those who do not see them."""

    pictures = ManyFilesField(
        label=_("Pictures"),
        widget=ManyFilesInput(attrs={"accept": "image/jpeg,image/png"}),
        help_text=_(
            "JPEG or PNG, several at once. They are numbered in the order chosen; captions can be changed below."
        ),
        error_messages={"required": _("Choose at least one picture.")},
    )
    caption = forms.CharField(
        label=_("Caption"),
        max_length=300,
        required=False,
        help_text=_("Empty means: the name of the file, to be changed afterwards."),
    )


class PictureForm(Form):
    """Caption and description of one picture."""

    caption = forms.CharField(label=_("Caption"), max_length=300)
    description = forms.CharField(
        label=_("What it shows, for those who do not see it"), max_length=600, widget=forms.Textarea(attrs={"rows": 2})
    )


class TableForm(Form):
    """A table as text: a line for each row, cells apart by tabs, as they come from a spreadsheet."""

    caption = forms.CharField(label=_("Caption"), max_length=300)
    cells = forms.CharField(
        label=_("Cells"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Paste from a spreadsheet, or type: one line for each row, cells divided by “|”. "
            "The first row is the heading."
        ),
    )

    def clean_cells(self) -> list[list[str]]:
        """Rows of cells."""
        return rows_of(self.cleaned_data["cells"])


def rows_of(text: str) -> list[list[str]]:
    """Cells by tabs where there are any (as spreadsheets copy), else by `|`."""
    lines = [line for line in text.replace("\r", "").split("\n") if line.strip()]
    divider = "\t" if any("\t" in line for line in lines) else "|"
    if divider == "|":
        lines = [line.strip("| ") for line in lines]
    return [[cell.strip() for cell in line.split(divider)] for line in lines]
