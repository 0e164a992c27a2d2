"""The documents context: encrypted files, their keys, and the rendering of official papers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "saraptama.foundation.documents"
    label = "documents"
    verbose_name = _("Documents")
