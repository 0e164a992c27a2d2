"""Who may sign in, and how: password and one-time code for people, client credentials for machines."""

import os
from datetime import timedelta

from .core import BASE_URL

_SECURE = BASE_URL.startswith("https://")
_PROXIES = int(os.environ.get("SARAPTAMA_PROXIES", "0"))

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "surname", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# A session lasts a working day at most and ends with the browser; http is for the demonstration on one's own machine.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _SECURE
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# Counters of rate limits and used codes must be one for all web nodes, so they live in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_shared_memory",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

ALLAUTH_TRUSTED_PROXY_COUNT = _PROXIES
ACCOUNT_ADAPTER = "saraptama.foundation.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    # A whole institute signs in from one address at nine o'clock.
    "login": "300/m/ip",
    "login_failed": "60/m/ip,10/15m/key",
    # A token lives for an hour, so a machine that asks more often is guessing; each guess costs us a slow hash.
    "machine_token": "120/m/ip",
}
ACCOUNT_FORMS = {
    "login": "saraptama.foundation.accounts.forms.LoginForm",
    "change_password": "saraptama.foundation.accounts.forms.ChangePasswordForm",
    "reauthenticate": "saraptama.foundation.accounts.forms.ReauthenticateForm",
}

MFA_ADAPTER = "saraptama.foundation.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Saraptama"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "saraptama.foundation.accounts.forms.CodeForm",
    "reauthenticate": "saraptama.foundation.accounts.forms.ConfirmCodeForm",
    "activate_totp": "saraptama.foundation.accounts.forms.ActivateCodeForm",
}
USERSESSIONS_TRACK_ACTIVITY = False

MACHINE_TOKEN_LIFETIME = timedelta(hours=1)

# Five failures from one address lock that name for that address: nobody can lock a judge out from elsewhere.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "saraptama.foundation.accounts.lockout.attempted_login"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = _PROXIES

ACCESS_TABLE = "saraptama.config.access_table.ACCESS"
