"""A stored file on its way to the person's computer: kept there under its own name, never shown as a page of ours."""

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from saraptama.foundation.documents.services import FileReader


def download_of(reader: FileReader) -> StreamingHttpResponse:
    """The whole file, chunk by chunk."""
    headers = {
        "Content-Disposition": content_disposition_header(True, reader.name) or "attachment",
        "Content-Length": str(reader.size),
    }
    return StreamingHttpResponse(reader.stream(), content_type=reader.media_type, headers=headers)
