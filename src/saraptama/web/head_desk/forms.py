"""Forms of the head's desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations.enums import AgreementDecision, EndReason, SuspensionGround
from saraptama.casework.examinations.errors import CommissionNeedsTwo
from saraptama.casework.examinations.selectors import choices_of
from saraptama.casework.intake.enums import Composition
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.kernel import clock
from saraptama.web.shared.forms import DateField, Form


class AssignForm(Form):
    """The expert, or the commission with its lead."""

    legal_grounds = {"lead_id": _("Law 44-VI, art. 19, 20")}
    lead_id = forms.ChoiceField(
        label=_("Expert"), widget=forms.RadioSelect, error_messages={"required": _("Choose the expert.")}
    )
    member_ids = forms.MultipleChoiceField(
        label=_("Members of the commission"), widget=forms.CheckboxSelectMultiple, required=False
    )
    note = forms.CharField(
        label=_("Note on the choice"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("Kept with the assignment, together with the list of candidates as it stands now."),
    )

    def __init__(self, *args: Any, candidates: list[tuple[str, str]], composition: Composition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.composition = composition
        for name in ("lead_id", "member_ids"):
            self.fields[name].choices = candidates  # type: ignore[attr-defined] # choice fields

    def clean(self) -> dict[str, Any]:
        """The lead is not a member besides; a commission has members."""
        cleaned = super().clean() or {}
        lead = cleaned.get("lead_id")
        members = cleaned["member_ids"] = [key for key in cleaned.get("member_ids", ()) if key != lead]
        if lead and not members and self.composition is Composition.COMMISSION:
            self.add_error("member_ids", CommissionNeedsTwo().text())
        return cleaned

    @property
    def chosen(self) -> list[str]:
        """The lead and the members."""
        return [self.cleaned_data["lead_id"], *self.cleaned_data["member_ids"]]


class PartForm(Form):
    """What one expert of several does: in words, by questions, and by when (features B6)."""

    legal_grounds = {"questions": _("Criminal Procedure Code, art. 281, 282 (numbers to be confirmed)")}
    part = forms.CharField(
        label=_("Part of the work"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("Left empty, all do the work together."),
    )
    questions = forms.TypedMultipleChoiceField(
        label=_("Questions to answer"), widget=forms.CheckboxSelectMultiple, coerce=int, required=False
    )
    part_due_on = DateField(
        label=_("Part is wanted by"),
        required=False,
        help_text=_("Within the term of the examination, which stays as it is."),
    )

    def __init__(self, *args: Any, asked: list[tuple[int, str]], expert: str, is_lead: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expert, self.is_lead = expert, is_lead
        self.fields["questions"].choices = asked  # type: ignore[attr-defined] # a choice field


class ReassignForm(Form):
    """Who leaves, who comes, why, and the state of the work at hand-over (features B7)."""

    leaving_id = forms.ChoiceField(label=_("Who leaves"))
    new_id = forms.ChoiceField(
        label=_("Who takes over"), help_text=_("Eligible experts, those with the least work first.")
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[pair for pair in choices_of(EndReason) if pair[0] != EndReason.COMMISSION.value],
    )
    note = forms.CharField(
        label=_("State of the work at hand-over"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is done and what is left. The former expert loses access at once."),
    )

    def __init__(self, *args: Any, leaving: list[tuple[str, str]], coming: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["leaving_id"].choices = leaving  # type: ignore[attr-defined] # a choice field
        self.fields["new_id"].choices = coming  # type: ignore[attr-defined] # a choice field


class AgreementForm(Form):
    """A head's word on the form of the draft."""

    legal_grounds = {"decision": _("Law 44-VI, art. 8: heads check the form and never the findings")}
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=choices_of(AgreementDecision),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a decision.")},
    )
    comment = forms.CharField(
        label=_("Remarks or comment"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("Needed unless you agree without remarks. The expert reads it; it stays in the record."),
    )

    def clean(self) -> dict[str, Any]:
        """Remarks are written down; a plain agreement has none."""
        cleaned = super().clean() or {}
        decision, comment = cleaned.get("decision"), cleaned.get("comment", "").strip()
        if decision and decision != AgreementDecision.AGREED.value and not comment:
            self.add_error("comment", _("Write what is to be mended."))
        if decision == AgreementDecision.AGREED.value and comment:
            self.add_error("decision", _("You wrote remarks: choose “agreed with remarks”, or take them out."))
        return cleaned


class SuspendForm(Form):
    """A standstill on another ground than a petition."""

    legal_grounds = {"ground": _("Order 303, journals of examinations")}
    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[pair for pair in choices_of(SuspensionGround) if pair[0] != SuspensionGround.PETITION.value],
    )
    starts_on = DateField(
        label=_("From"), help_text=_("The last day on which work was done; the clock stops after it.")
    )
    planned_to = DateField(label=_("Planned to"), required=False)
    basis = forms.CharField(
        label=_("Basis document"),
        max_length=300,
        help_text=_("Number and date of the order or note. Of a sick note the number only, never a diagnosis."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = clock.today()


class ReturnForm(Form):
    """Return without execution."""

    legal_grounds = {"ground_code": _("Law 44-VI, art. 34")}
    ground_code = forms.ChoiceField(label=_("Ground"))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground_code"].choices = reference.choices(Dictionary.RETURN_GROUND)  # type: ignore[attr-defined] # a choice field


class DirectForm(Form):
    """Down the chain, to a department or laboratory."""

    unit_id = forms.ChoiceField(label=_("Laboratory or department"))

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = units  # type: ignore[attr-defined] # a choice field
