"""How bodies are read: the same strict reader as for files, in JSON or XML."""

from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from saraptama.integrations.order_documents.reading import read_plain


class StrictParser(Parser):
    """Size, encoding, repeated fields and hostile XML are refused before the schema is looked at."""

    def parse_body(self, request: HttpRequest) -> Any:
        return read_plain(request.body)
