"""The small forms of the portal: the answer to a petition, the receipt, the withdrawal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations.enums import PetitionDecision
from saraptama.casework.examinations.selectors import choices_of
from saraptama.web.shared.forms import Form


class AnswerForm(Form):
    """The decision on a petition (Law 44-VI art. 34; CPC art. 79)."""

    legal_grounds = {"granted_days": _("Law 44-VI, art. 34: only the appointing body extends the term")}
    decision = forms.ChoiceField(label=_("Decision"), choices=choices_of(PetitionDecision), widget=forms.RadioSelect)
    granted_days = forms.IntegerField(
        label=_("Days granted"), min_value=1, max_value=366, help_text=_("The due date moves by these days.")
    )
    text = forms.CharField(
        label=_("Explanation"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=20_000,
        help_text=_("What you send and how, or why you refuse."),
    )
    number = forms.CharField(
        label=_("Number of the decision"), max_length=60, required=False, help_text=_("If it has one.")
    )
    paper = forms.FileField(
        label=_("Document or materials as a file"),
        required=False,
        help_text=_("PDF, picture, text or table, at most 50 MB. Things are sent to the institute itself."),
    )

    def __init__(self, *args: Any, asks_for_days: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_for_days is None:
            del self.fields["granted_days"]
        else:
            self.fields["granted_days"].required = False
            self.fields["granted_days"].initial = asks_for_days

    def clean(self) -> dict[str, Any]:
        """A refusal grants nothing, whatever stands in the field of days."""
        cleaned = super().clean() or {}
        if cleaned.get("decision") == PetitionDecision.REFUSED.value:
            cleaned["granted_days"] = None
        return cleaned


class ReceiptForm(Form):
    """The receipt; whoever wants to be sure names the hash of the own file."""

    content_sha256 = forms.RegexField(
        r"^[0-9a-fA-F]{64}$",
        label=_("SHA-256 of the file that you have"),
        required=False,
        help_text=_("Your computer's own value. If it is given, it must be that of the file that was sent."),
        error_messages={"invalid": _("A SHA-256 has 64 digits and letters from a to f.")},
    )


class WithdrawalForm(Form):
    """Why an order is recalled."""

    ground = forms.CharField(
        label=_("Ground"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reason, or number and date of the document that withdraws the order."),
    )
