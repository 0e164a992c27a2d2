"""Forms of the conclusion's editor: an answer, and the parts written by hand."""

import json
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from saraptama.casework.conclusions.enums import Section
from saraptama.casework.conclusions.labels import LABELS
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.web.expert_desk.forms import NOT_CHOSEN
from saraptama.web.shared.forms import Form

ROWS_OF = {Section.RESEARCH: 16, Section.CIRCUMSTANCES: 6, Section.PLACE: 1}
HINTS = {
    Section.CIRCUMSTANCES: _("Empty means: as the order tells them."),
    Section.RESEARCH: _(
        "“## ” begins a heading, “- ” a list. What was done, seen and compared, and why it follows. "
        "A picture or table stands where its mark stands alone on a line."
    ),
    Section.INITIATIVE: _("Only with the consent of the appointing body (CPC art. 79)."),
    Section.PLACE: _("Empty means: the city of the institute."),
}


class AnswerForm(Form):
    """One answer: its outcome, its words, the objects it speaks of, and who gives it."""

    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    text = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    first_object = forms.IntegerField(label=_("From object no."), min_value=1, required=False)
    last_object = forms.IntegerField(label=_("To object no."), min_value=1, required=False)
    signatories = forms.TypedMultipleChoiceField(
        label=_("Answered by"),
        widget=forms.CheckboxSelectMultiple,
        coerce=UUID,
        required=False,
        help_text=_("None chosen means: all of them together."),
    )
    take_back = forms.BooleanField(label=_("Take this answer back"), required=False)

    def __init__(self, *args: Any, experts: list[tuple[str, str]], stands: bool, ranged: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._everybody = len(experts)
        outcomes = reference.choices(Dictionary.ANSWER_OUTCOME)
        self.fields["outcome"].choices = [NOT_CHOSEN, *outcomes]  # type: ignore[attr-defined] # a choice field
        self.fields["signatories"].choices = experts  # type: ignore[attr-defined] # a choice field
        if len(experts) < 2:
            del self.fields["signatories"]
        if not stands:
            del self.fields["take_back"]
        if not ranged:
            del self.fields["first_object"], self.fields["last_object"]

    def clean(self) -> dict[str, Any]:
        """An answer has both outcome and words, or it is not there at all."""
        cleaned = super().clean() or {}
        outcome, text = cleaned.get("outcome"), (cleaned.get("text") or "").strip()
        if not cleaned.get("take_back"):
            if outcome and not text:
                self.add_error("text", _("Write the answer in words."))
            if text and not outcome:
                self.add_error("outcome", _("Choose the outcome of this answer."))
        return cleaned

    @property
    def place(self) -> str:
        """Where it stands on the page: the beginning of its fields' names."""
        return self.prefix or ""

    @property
    def is_empty(self) -> bool:
        """Nothing was answered here."""
        return not self.cleaned_data.get("outcome") and not (self.cleaned_data.get("text") or "").strip()

    @property
    def key(self) -> tuple[Any, ...]:
        """The cell: which objects, in whose name."""
        data = self.cleaned_data
        first = data.get("first_object")
        return first, data.get("last_object") or first, self._group

    @property
    def _group(self) -> list[UUID]:
        """Who answers, sorted; all experts are written as none."""
        chosen = sorted(self.cleaned_data.get("signatories", []))
        return [] if len(chosen) == self._everybody else chosen

    @property
    def as_text(self) -> str:
        """The answer as one text, to be compared with what stands; empty for none."""
        if self.is_empty:
            return ""
        first, last, group = self.key
        data = self.cleaned_data
        said = [data["outcome"], data["text"].strip(), first, last, [str(user) for user in group]]
        return json.dumps(said, ensure_ascii=False)


class ContentsForm(Form):
    """The parts written by hand, the expert's particulars, and the attachments."""

    legal_grounds = {
        "research": _("Criminal Procedure Code, art. 283"),
        "education": _("Criminal Procedure Code, art. 283: particulars of the expert"),
    }
    impossibility_reason = forms.ChoiceField(label=_("Why no conclusion can be given"), required=False)
    attachments = forms.CharField(
        label=_("Attachments"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("One on each line."),
    )
    education = forms.CharField(label=_("Education"), max_length=300, required=False)
    degree = forms.CharField(label=_("Academic degree"), max_length=200, required=False)
    licence = forms.CharField(
        label=_("Licence"), max_length=100, required=False, help_text=_("Only for a private expert.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in Section:
            rows = ROWS_OF.get(section, 3)
            widget = forms.TextInput() if rows == 1 else forms.Textarea(attrs={"rows": rows})
            self.fields[section.value] = forms.CharField(
                label=capfirst(LABELS[Section][section]),
                widget=widget,
                required=False,
                help_text=HINTS.get(section, ""),
            )
        reasons = reference.choices(Dictionary.IMPOSSIBILITY_REASON)
        self.fields["impossibility_reason"].choices = [NOT_CHOSEN, *reasons]  # type: ignore[attr-defined] # a choice field
