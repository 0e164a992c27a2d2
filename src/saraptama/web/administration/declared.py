"""Rights in words. A right is declared where its context is imported, so whoever lists them all imports them all."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.translation import gettext

from saraptama.kernel import rights


def right_in_words(code: str) -> str:
    """What the right allows, in the language active now. An unknown right is a KeyError."""
    _declare_all()
    return gettext(rights.right(code).says)


@cache
def _declare_all() -> None:
    for config in apps.get_app_configs():
        if config.name.startswith("saraptama.") and find_spec(f"{config.name}.rights"):
            import_module(f"{config.name}.rights")
