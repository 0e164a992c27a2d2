"""The order in which a request passes its gates."""

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "saraptama.web.shared.middleware.CorrelationMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "saraptama.foundation.reference.middleware.HoldReference",
    "saraptama.web.shared.middleware.PersonLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "saraptama.web.shared.middleware.ActorMiddleware",
    "saraptama.web.shared.middleware.RefusalMiddleware",
    "saraptama.foundation.accounts.middleware.AccessTableMiddleware",
    "axes.middleware.AxesMiddleware",
]
