"""A form whose body was cut on its way changes nothing; the whole one does (issue: an upload cut at 90 %)."""

from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import RequestFactory

from saraptama.config.wsgi import application

pytestmark = pytest.mark.django_db(transaction=True)

FIELDS = {"language": "kk", "next": "/status/"}


def answer(body: bytes, said: int) -> str:
    """The status of a form to which a token of the page belongs."""
    token = "a" * 32
    environ: dict[str, Any] = RequestFactory().post("/language/").environ
    environ |= {
        "wsgi.input": BytesIO(body),
        "CONTENT_LENGTH": str(said),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "HTTP_COOKIE": f"csrftoken={token}",
        "HTTP_HOST": "127.0.0.1",
    }
    states: list[str] = []
    list(application(environ, lambda status, headers, *_: states.append(status)))
    return states[0][:3]


def test_the_whole_form_is_taken_and_the_cut_one_is_not() -> None:
    body = urlencode({"csrfmiddlewaretoken": "a" * 32, **FIELDS}).encode()
    assert answer(body, len(body)) == "302"
    assert answer(body[:-3], len(body)) in ("400", "403")
