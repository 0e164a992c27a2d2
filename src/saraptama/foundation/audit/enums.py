"""The words of the record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InspectionKind(models.TextChoices):
    """What a background inspection goes through."""

    LOG = "LOG", _("the log: leaves, tiles and signed checkpoints")
    LOG_WITH_ROWS = "LOG_WITH_ROWS", _("the log with every record that it speaks of")
    FILES = "FILES", _("every stored file")
