from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The composition root: when every context is loaded, ports are bound to adapters."""

    name = "saraptama.config"
    label = "config"

    def ready(self) -> None:
        from saraptama.config import (
            database_check,  # noqa: F401 - its import registers the check
            wiring,
        )

        wiring.bind_ports()
