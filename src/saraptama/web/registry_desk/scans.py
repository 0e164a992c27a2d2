"""Scans on their way to the page: shown inside it where the browser can, to be downloaded otherwise."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.http import HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin

from saraptama.foundation.documents.kinds import PDF
from saraptama.foundation.documents.services import FileReader
from saraptama.foundation.documents.types import FileFacts
from saraptama.web.shared.downloads import download_of

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

_FRAMES = {"frame-src": [SELF]}
_INSIDE_A_PAGE = {
    "frame-ancestors": [SELF],
    "default-src": [SELF],
    "object-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],
}
"""What a paper allows that is shown inside our own pages: the browser's reader of PDF styles itself."""


def shows_papers(view: View) -> View:
    """A page that shows a paper of ours inside itself."""
    return cast(View, csp_update(_FRAMES)(cast(Any, view)))


def shown_inside(view: View) -> View:
    """A paper that our own pages, and no others, may show inside themselves."""
    return cast(View, xframe_options_sameorigin(csp_replace(_INSIDE_A_PAGE)(cast(Any, view))))


PICTURES = frozenset({"image/jpeg", "image/png"})
"""Pictures that every browser shows; a TIFF is downloaded."""


@dataclass(frozen=True)
class Scan:
    """A scanned paper beside the form."""

    name: str
    size: int
    url: str
    is_pdf: bool
    is_picture: bool


def shown(files: Iterable[FileFacts]) -> list[Scan]:
    """Each scan with the way to show it."""
    return [
        Scan(
            file.name,
            file.size,
            reverse("registry_scan", args=[file.id]),
            file.media_type == PDF,
            file.media_type in PICTURES,
        )
        for file in files
    ]


def inline(reader: FileReader) -> StreamingHttpResponse:
    """A paper as part of our own page. Only what the store has told by its bytes to be a PDF or a picture is shown."""
    answer = download_of(reader)
    if reader.media_type == PDF or reader.media_type in PICTURES:
        answer.headers["Content-Disposition"] = content_disposition_header(False, reader.name) or "inline"
    return answer
