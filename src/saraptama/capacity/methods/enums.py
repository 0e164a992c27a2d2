"""The words of the register of methods."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MethodStatus(models.TextChoices):
    """Where a version of a method stands (Order 330: development, approbation, implementation)."""

    TRIAL = "TRIAL", _("in approbation")
    REGISTERED = "REGISTERED", _("in the register")
    WITHDRAWN = "WITHDRAWN", _("withdrawn")
