"""The code, typed in by hand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from saraptama.web.shared.forms import Form


class IssuedFileForm(Form):
    """The file that somebody holds, to be compared with the one that was issued."""

    file = forms.FileField(
        label=_("The conclusion as a file"),
        help_text=_("The PDF as you received it. It is compared with the issued one and not kept."),
    )


class CodeForm(Form):
    """The code printed under the QR."""

    code = forms.CharField(
        label=_("Code under the QR"),
        max_length=60,
        help_text=_("Sixteen letters and digits in fours, for example 7Q2M-XK4T-9RNB-PW3D."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
