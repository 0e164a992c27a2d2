"""A request whose body was cut on its way is not acted upon.

Django's parser of forms takes what came before the cut for the whole: fields that stood behind it would count as
emptied, and half a file as a file.
"""

from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class WholeBody:
    """WSGI: reading past the end of a body that is shorter than it said is an error of the connection."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isdigit():
            environ["wsgi.input"] = _Body(environ["wsgi.input"], int(length))
        return self.application(environ, start_response)


class _Body:
    def __init__(self, stream: Any, length: int) -> None:
        self.stream, self.left = stream, length

    def read(self, size: int = -1) -> bytes:
        wanted = self._at_most(size)
        data: bytes = self.stream.read(wanted) if wanted else b""
        # A server's read gives all that was asked for, unless the connection has ended.
        return self._counted(data, cut=len(data) < wanted)

    def readline(self, size: int = -1) -> bytes:
        wanted = self._at_most(size)
        data: bytes = self.stream.readline(wanted) if wanted else b""
        return self._counted(data, cut=bool(wanted) and not data)

    def _at_most(self, size: int) -> int:
        return self.left if size is None or size < 0 else min(size, self.left)

    def _counted(self, data: bytes, *, cut: bool) -> bytes:
        if cut:
            raise OSError("the body of the request was cut")
        self.left -= len(data)
        return data
