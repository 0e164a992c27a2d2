"""Pages travel packed: on a line of 64 kbit/s a form of 90 kB would take eleven seconds, packed it takes two."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class PackedPages(GZipMiddleware):
    """Packs pages and parts of pages, nothing else.

    Files keep their length and their ranges, and the interface for machines its ETags. Against guessing a secret by the
    length of an answer (BREACH) the page's only secret, the form's token, looks different in every answer, and Django
    adds up to a hundred random bytes.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Packed when it is a page and the browser can unpack it."""
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if response.streaming or not is_page:
            return response
        return super().process_response(request, response)
