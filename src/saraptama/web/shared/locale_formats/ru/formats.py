"""Russian."""

from saraptama.web.shared.locale_formats.common import *  # noqa: F403 - Django reads the names from this module

DECIMAL_SEPARATOR = ","
