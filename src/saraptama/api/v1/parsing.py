"""How bodies are read: the same strict reader as for files, in JSON or XML."""

import re
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from saraptama.integrations.order_documents.errors import WrongContentType
from saraptama.integrations.order_documents.reading import read_plain

_FORMS = {"application/json": b"{", "application/xml": b"<", "text/xml": b"<"}
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)


class StrictParser(Parser):
    """Form, size, encoding, repeated fields and hostile XML are refused before the schema is looked at."""

    def parse_body(self, request: HttpRequest) -> Any:
        _check_content_type(request.headers.get("Content-Type", ""), request.body)
        return read_plain(request.body)


def _check_content_type(given: str, body: bytes) -> None:
    """The header names JSON or XML in UTF-8, and the body begins as it says. An unreadable body is refused later."""
    form, _, parameters = given.partition(";")
    start = _FORMS.get(form.strip().lower())
    charset = _CHARSET.search(parameters)
    if start is None or (charset and charset[1].lower() not in ("utf-8", "utf8")):
        raise WrongContentType(given=given[:100])
    first = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if first in (b"{", b"<") and first != start:
        raise WrongContentType(given=given[:100])
