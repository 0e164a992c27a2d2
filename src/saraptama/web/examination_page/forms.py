"""The petition: one form for experts and heads."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations.enums import PetitionKind
from saraptama.casework.examinations.selectors import choices_of
from saraptama.web.shared.forms import Form


class PetitionForm(Form):
    """A motivated request to the appointing body (Law 44-VI art. 34; CPC art. 79)."""

    legal_grounds = {
        "kind": _("Law 44-VI, art. 34; Criminal Procedure Code, art. 79"),
        "asked_days": _("Law 44-VI, art. 34: only the appointing body extends the term"),
    }
    kind = forms.ChoiceField(
        label=_("What is asked for"),
        choices=choices_of(PetitionKind),
        help_text=_(
            "A petition for additional materials stops the clock from the day it is sent. No other kind stops it."
        ),
    )
    subject = forms.CharField(label=_("Subject"), max_length=300, help_text=_("One line, as it stands in the journal."))
    text = forms.CharField(
        label=_("Reasons"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What is missing, why it is needed, and what cannot be answered without it."),
    )
    questions = forms.TypedMultipleChoiceField(
        label=_("Questions that depend on it"), widget=forms.CheckboxSelectMultiple, coerce=int, required=False
    )
    asked_days = forms.IntegerField(
        label=_("Days asked for"), min_value=1, required=False, help_text=_("Only for an extension of the term.")
    )

    def __init__(self, *args: Any, asked: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = asked  # type: ignore[attr-defined] # a choice field
        if not asked:
            del self.fields["questions"]

    def clean(self) -> dict[str, Any]:
        """Days belong to a petition for an extension, and to no other."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") and cleaned["kind"] != PetitionKind.EXTENSION.value:
            cleaned["asked_days"] = None
        return cleaned
