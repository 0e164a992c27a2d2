from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The composition root: when every context is loaded, ports are bound to adapters."""

    name = "saraptama.config"
    label = "config"

    def ready(self) -> None:
        from saraptama.config import wiring

        wiring.bind_ports()
