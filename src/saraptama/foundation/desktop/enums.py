"""The words of a workplace."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExportState(models.TextChoices):
    """How far a file that is made in the background has come."""

    WAITING = "WAITING", _("Waiting for its turn")
    RUNNING = "RUNNING", _("Being made")
    DONE = "DONE", _("Ready")
    FAILED = "FAILED", _("Not made")


class ExportFormat(models.TextChoices):
    """The kinds of files that a table can be taken away as."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "XLSX"


class MailMode(models.TextChoices):
    """When a person is written to about their notifications."""

    AT_ONCE = "AT_ONCE", _("At once")
    DAILY = "DAILY", _("Once a day, in the morning")
    NEVER = "NEVER", _("Never; I look into the service myself")
