"""Papers and labels of an order."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saraptama.web.registry_desk.forms.fields import ScanField
from saraptama.web.shared.forms import Form

PAPER = (("sheet", _("sheet of A4")), ("roll", _("label printer, 58 × 40 mm")))


class ScanForm(Form):
    """A scan of the order, kept with the case."""

    scan: Any = ScanField(
        label=_("Scan of the order"), help_text=_("PDF, JPEG, PNG or TIFF, up to 50 MB."), required=True
    )


class LabelForm(Form):
    """On what, and how many."""

    paper = forms.ChoiceField(label=_("Paper"), choices=PAPER, initial="sheet")
    copies = forms.IntegerField(label=_("How many"), min_value=1, max_value=40, initial=1)
