"""The words of accounts: who a user is, which tongue they read, which role they hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UserKind(models.TextChoices):
    """In what capacity a person (or a machine) meets the service; the rights come from roles, not from the kind."""

    STAFF = "STAFF", _("employee of the forensic body")
    ORDERER = "ORDERER", _("appointing person (investigator, judge)")
    PRIVATE_EXPERT = "PRIVATE_EXPERT", _("licensed private expert")
    MACHINE = "MACHINE", _("another information system")


class Language(models.TextChoices):
    """Languages of the interface; Kazakh is the state language, Russian is used officially on a par with it."""

    KK = "kk", "Қазақша"
    RU = "ru", "Русский"
    EN = "en", "English"


class RoleCode(models.TextChoices):
    """A post in the service as far as rights go (domain.md 2.5: the chain of roles). The rights stand in `roles.py`."""

    CLERK = "CLERK", _("records clerk")
    CUSTODIAN = "CUSTODIAN", _("custodian of objects")
    DIRECTOR = "DIRECTOR", _("head of the forensic body")
    HEAD = "HEAD", _("head of a laboratory or department")
    EXPERT = "EXPERT", _("forensic expert")
    ORDERER = "ORDERER", _("appointing person")
    ADMINISTRATOR = "ADMINISTRATOR", _("administrator")
    AUDITOR = "AUDITOR", _("auditor")
    API_ORDERER = "API_ORDERER", _("system of an appointing body")
