"""Where things live, which parts are installed, and in which zone days are counted."""

import os
import secrets
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]

HOME = Path(os.environ.get("SARAPTAMA_HOME", Path.home() / ".local" / "share" / "saraptama"))
"""Keys, files and logs of this installation; made 0700 by the launcher."""

DEMO = os.environ.get("SARAPTAMA_DEMO") == "1"
"""The demonstration: a cast with known passwords and development keys. Never with real cases."""

DEBUG = os.environ.get("SARAPTAMA_DEBUG") == "1"
BASE_URL = os.environ.get("SARAPTAMA_BASE_URL", "http://127.0.0.1:8000")


def _secret_key() -> str:
    """The key in the environment, or one made once for this home and kept 0600."""
    if given := os.environ.get("SARAPTAMA_SECRET_KEY"):
        return given
    path = HOME / "keys" / "django.secret"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f".{os.getpid()}.secret")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("SARAPTAMA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "saraptama.foundation.reference",
    "saraptama.foundation.audit",
    "saraptama.foundation.accounts",
    "saraptama.foundation.documents",
    "saraptama.foundation.messaging",
    "saraptama.foundation.desktop",
    "saraptama.capacity.experts",
    "saraptama.capacity.methods",
    "saraptama.casework.intake",
    "saraptama.casework.custody",
    "saraptama.casework.examinations",
    "saraptama.casework.conclusions",
    "saraptama.config",
    "saraptama.web.shared",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.idp.oidc",
    "axes",
    "procrastinate.contrib.django",
]

ROOT_URLCONF = "saraptama.config.urls"
WSGI_APPLICATION = "saraptama.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "Asia/Almaty"
