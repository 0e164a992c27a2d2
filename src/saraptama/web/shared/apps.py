from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Templates, static files and template tags of all workplaces; no models."""

    name = "saraptama.web.shared"
    label = "web_shared"
