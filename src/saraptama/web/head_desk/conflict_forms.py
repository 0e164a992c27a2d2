"""Forms on conflicts of interest: a challenge, its decision, an exception, the second person's word."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saraptama.casework.examinations.enums import OverrideDecision, RecusalDecisionKind, RecusalSource
from saraptama.casework.examinations.selectors import choices_of
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.kernel import clock
from saraptama.web.shared.forms import DateField, Form


class RecusalForm(Form):
    """A challenge, an own withdrawal, or a conflict that is declared."""

    legal_grounds = {"ground": _("Law 44-VI, art. 19; Criminal Procedure Code, art. 272, part 10")}
    expert_id = forms.ChoiceField(label=_("Expert"))
    source = forms.ChoiceField(
        label=_("Who says so"),
        choices=choices_of(RecusalSource),
        help_text=_(
            "What the expert or the head declares bars at once. What a participant or the body says bars when it is"
            " granted."
        ),
    )
    ground = forms.ChoiceField(label=_("Ground"))
    statement = forms.CharField(
        label=_("What is stated"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("In the words of the paper.")
    )
    occurred_on = DateField(label=_("Day of the statement"))
    paper = forms.FileField(label=_("Paper"), required=False)

    def __init__(self, *args: Any, experts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expert_id"].choices = experts  # type: ignore[attr-defined] # a choice field
        self.fields["ground"].choices = reference.choices(Dictionary.RECUSAL_GROUND)  # type: ignore[attr-defined] # a choice field
        self.fields["occurred_on"].initial = clock.today()


class RecusalDecisionForm(Form):
    """What became of a challenge."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=choices_of(RecusalDecisionKind),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a decision.")},
    )
    decided_by = forms.CharField(
        label=_("Who decided"),
        max_length=300,
        help_text=_("The appointing body or the head, with number and date of the paper."),
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    occurred_on = DateField(label=_("Day of the decision"))
    paper = forms.FileField(label=_("Paper"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occurred_on"].initial = clock.today()


class OverrideForm(Form):
    """Asking to assign in spite of a conflict."""

    ground = forms.CharField(
        label=_("Ground of the exception"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why there is no other way, and why the expert is impartial all the same."),
    )
    paper = forms.FileField(
        label=_("Paper on which it rests"), help_text=_("For instance the consent of the appointing body.")
    )


class OverrideDecisionForm(Form):
    """The second person's word."""

    decision = forms.ChoiceField(
        label=pgettext_lazy("exception", "Your decision"),
        choices=choices_of(OverrideDecision),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a decision.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Needed when you refuse."),
    )
