"""The words of the register of experts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExpertKind(models.TextChoices):
    """By what status a person examines (Law art. 19): staff of a forensic body, or a licensed natural person."""

    STATE = "STATE", _("employee of the forensic body")
    PRIVATE = "PRIVATE", _("licensed private expert")


class AbsenceKind(models.TextChoices):
    """Why an expert is away; only that they are away matters for an assignment, the reason is for the head."""

    LEAVE = "LEAVE", _("leave")
    SICK = "SICK", _("sick leave")
    TRIP = "TRIP", _("business trip")
    TRAINING = "TRAINING", _("training")
    OTHER = "OTHER", _("other")


class Language(models.TextChoices):
    """Languages in which an expert can examine and write."""

    KK = "kk", _("Kazakh")
    RU = "ru", _("Russian")
    EN = "en", _("English")
