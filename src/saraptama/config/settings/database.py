"""PostgreSQL 17 or newer. The address comes from the launcher or from DATABASE_URL."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def parse_database_url(url: str) -> dict[str, Any]:
    """A Django database dictionary from `postgres://user:password@host:port/name?option=value`.

    A Unix socket's folder stands as `host` in the query: `postgres://user:pw@/name?host=/run/x`.
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": query.get("port") or str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # The few statements of foundation/audit/prepared.py are prepared; those of the ORM never are.
            "prepare_threshold": 5,
            # Row commitments are computed over the server's own text form of a row, so that form is fixed here.
            "options": "-c timezone=UTC -c datestyle=ISO -c bytea_output=hex -c extra_float_digits=1"
            " -c intervalstyle=iso_8601"
            # A journal's line joins eight tables. Beyond eight, PostgreSQL keeps the order as written and reads a
            # million rows before it looks at the twenty that a person may see (measured: 4,353 ms against 15 ms).
            " -c join_collapse_limit=12 -c from_collapse_limit=12",
        },
    }


DATABASE_URL = os.environ.get("DATABASE_URL", "postgres://saraptama_app@/saraptama")
DATABASES = {"default": parse_database_url(DATABASE_URL)}
