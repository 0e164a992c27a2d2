"""One request, one state of the reference data."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from saraptama.foundation.reference import snapshot


class HoldReference:
    """Read the version of the reference data once in a request instead of once for each label."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with snapshot.held():
            return self.get_response(request)
