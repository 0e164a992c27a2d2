from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DesktopConfig(AppConfig):
    name = "saraptama.foundation.desktop"
    label = "desktop"
    verbose_name = _("Workplace")
