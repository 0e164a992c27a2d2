"""Parts of a file over HTTP (RFC 9110, section 14): a broken download goes on where it stopped."""

import re

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header

from saraptama.foundation.documents.errors import RangeNotSatisfiable
from saraptama.foundation.documents.reading import FileReader

_ONE_RANGE = re.compile(r"^bytes=(?P<first>\d{0,18})-(?P<last>\d{0,18})$")


def file_answer(request: HttpRequest, reader: FileReader) -> StreamingHttpResponse:
    """The file, or the part that the request asks for. Raises RangeNotSatisfiable."""
    etag = f'"{reader.sha256}"'
    part = _asked(request, reader.size, etag)
    if part is None:
        answer = StreamingHttpResponse(reader.stream(), content_type=reader.media_type)
        answer["Content-Length"] = str(reader.size)
    else:
        start, end = part
        answer = StreamingHttpResponse(reader.iter_range(start, end), content_type=reader.media_type, status=206)
        answer["Content-Length"] = str(end - start)
        answer["Content-Range"] = f"bytes {start}-{end - 1}/{reader.size}"
    answer["Accept-Ranges"] = "bytes"
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=reader.name)
    return answer


def _asked(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """The slice asked for; None for the whole: no range, several ranges, or a range of another version."""
    asked = _ONE_RANGE.match(request.headers.get("Range", ""))
    if asked is None or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked["first"], asked["last"]
    if not first and not last:
        return None
    if not first:
        start, end = max(size - int(last), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
    if start >= end:
        raise RangeNotSatisfiable(size=size)
    return start, end
