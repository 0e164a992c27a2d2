"""Django's formats for the three languages (FORMAT_MODULE_PATH): all of them write days as 22.11.2026."""
