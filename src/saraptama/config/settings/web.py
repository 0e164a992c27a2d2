"""Pages: templates, static files, languages, formats, content security."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django import forms
from django.contrib.messages import constants as message_levels

from .core import DEBUG, HOME, PACKAGE

# Languages: the person's own, else the visitor's cookie, else what the browser asks for. Sources are in English.
LANGUAGE_CODE = "ru"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["saraptama.web.shared.locale_formats"]
LANGUAGE_COOKIE_NAME = "saraptama_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # it would write numbers into attributes and addresses with spaces; `|number` does it

# A workplace is a folder under `web`; its templates need no more than to lie in it.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            *sorted(PACKAGE.glob("web/*/templates")),
            Path(forms.__file__).parent / "templates",  # widgets that ours include or leave as they are
        ],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "saraptama.web.shared.frame.frame",
            ]
        },
    }
]
FORM_RENDERER = "saraptama.web.shared.forms.Renderer"
MESSAGE_TAGS = {message_levels.DEBUG: "info"}
CSRF_FAILURE_VIEW = "saraptama.web.shared.lost_nothing.csrf_failure"

# Static files: served by the web node itself, under names that carry their hash once they are collected.
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("SARAPTAMA_STATIC_ROOT", HOME / "static"))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # its server warns about a folder that is not there
STATIC_IS_BEING_COLLECTED = os.environ.get("SARAPTAMA_COLLECTS_STATIC") == "1"
STATIC_IS_COLLECTED = not DEBUG and (STATIC_IS_BEING_COLLECTED or (STATIC_ROOT / "staticfiles.json").exists())
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_IS_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not STATIC_IS_COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MANIFEST_STRICT = False  # a sheet that is missing must not take its page with it

# No inline script or style and nothing from elsewhere. The theme's small arrows and ticks are images inside its sheet.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
SIGNING_CONNECT_SRC = [SELF, "wss://127.0.0.1:13579"]
"""On a page that signs: the national signing application on the person's own machine (`csp_update` on its view)."""

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LIST_TIME_LIMIT_MS = int(os.environ.get("SARAPTAMA_LIST_TIME_LIMIT_MS", "8000"))
"""A list or search that takes longer is cancelled in the database; the person is told how to narrow it."""

LIST_COUNT_LIMIT_MS = int(os.environ.get("SARAPTAMA_LIST_COUNT_LIMIT_MS", "50"))
"""A total above a list that takes longer to count is left at “more than” what is shown."""

DEMO_CAST = "saraptama.demo.cast"
"""Whom the demonstration's sign-in page offers."""
