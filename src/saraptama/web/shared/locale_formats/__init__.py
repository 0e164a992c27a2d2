"""Django's formats for the three languages (FORMAT_MODULE_PATH). Kazakh law writes days as 22.11.2026; so does English here."""
