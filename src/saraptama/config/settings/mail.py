"""E-mail about notifications: through the mail server that is named, else into files of the home."""

import os

from .core import HOME

_HOST = os.environ.get("SARAPTAMA_SMTP_HOST", "")

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if _HOST else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST = _HOST
EMAIL_PORT = int(os.environ.get("SARAPTAMA_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("SARAPTAMA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SARAPTAMA_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("SARAPTAMA_SMTP_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("SARAPTAMA_MAIL_FROM", "saraptama@localhost")
