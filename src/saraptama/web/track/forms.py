"""The code, typed in by hand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from saraptama.journey.status_code import is_well_formed
from saraptama.web.shared.forms import Form


class StatusCodeForm(Form):
    """The code on the paper that the body gave to a party."""

    code = forms.CharField(
        label=_("Code of the order"),
        max_length=60,
        help_text=_("Eighteen letters and digits in sixes, for example 7Q2MXK-4T9RNB-PW3D8K. It stands on the paper "
                    "that you were given by the court or the investigator."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        """A slip of the pen is noticed here, before anything is asked."""
        code: str = self.cleaned_data["code"]
        if not is_well_formed(code):
            raise forms.ValidationError(
                _("One of the letters or digits is wrong or missing. Compare the code with the paper, sign by sign.")
            )
        return code
