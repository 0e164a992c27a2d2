"""The tus 1.0 protocol (tus.io): creation, core, checksum, expiration, termination.

A browser without scripts does not come here; it sends a file of moderate size as an ordinary form. Requests carry the
session and its protection token like every other request of a page.
"""

import base64
import binascii
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods

from saraptama.casework.custody import services
from saraptama.foundation.documents import uploading
from saraptama.foundation.documents.kinds import RULES, FileKind
from saraptama.foundation.documents.uploading import Upload
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.web.examination_page.acting import acting

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,expiration,termination"
PIECE_TYPE = "application/offset+octet-stream"


def _answer(status: int, text: str = "", **headers: Any) -> HttpResponse:
    """An answer of the protocol: no page, and never kept by anybody on the way."""
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    response["Tus-Resumable"] = VERSION
    response["Cache-Control"] = "no-store"
    for name, value in headers.items():
        response[name.replace("_", "-")] = str(value)
    return response


def _refused(refusal: Refusal) -> HttpResponse:
    """A refusal in words, with the status that the protocol gives it."""
    return _answer(refusal.status, refusal.text())


def _is_other_version(request: HttpRequest) -> bool:
    return request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION


@require_http_methods(["OPTIONS", "POST"])
def uploads(request: HttpRequest) -> HttpResponse:
    """What the server can, and the announcement of a file: whose object, how large, called what."""
    if request.method == "OPTIONS":
        return _answer(
            204,
            Tus_Version=VERSION,
            Tus_Extension=EXTENSIONS,
            Tus_Max_Size=RULES[FileKind.DIGITAL_EVIDENCE].max_bytes,
            Tus_Checksum_Algorithm=",".join(sorted(uploading.CHECKSUMS)),
        )
    if _is_other_version(request):
        return _answer(412, Tus_Version=VERSION)
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    size, object_id = request.headers.get("Upload-Length", ""), _id(told.get("object", ""))
    if not size.isdigit() or object_id is None:
        return _answer(400, "Upload-Length, Upload-Metadata: object")
    try:
        begun = services.begin_content(
            acting(request),
            object_id=object_id,
            name=told.get("filename", "") or "content",
            media_type=told.get("filetype", "") or "application/octet-stream",
            size=int(size),
        )
    except Refusal as refusal:
        return _refused(refusal)
    return _answer(201, Location=reverse("custody_upload", args=[begun.pk]), Upload_Expires=_expires(begun))


@require_http_methods(["HEAD", "PATCH", "DELETE"])
def upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """How far a file came, its next piece, or its end."""
    if _is_other_version(request):
        return _answer(412, Tus_Version=VERSION)
    actor = acting(request)
    try:
        if request.method == "HEAD":
            return _state(uploading.upload_of(actor, upload_id))
        if request.method == "DELETE":
            uploading.abandon_upload(actor, upload_id)
            return _answer(204)
        return _piece(request, actor, upload_id)
    except Refusal as refusal:
        return _refused(refusal)


def _state(found: Upload) -> HttpResponse:
    return _answer(200, Upload_Offset=found.offset, Upload_Length=found.size, Upload_Expires=_expires(found))


def _piece(request: HttpRequest, actor: ActorRef, upload_id: UUID) -> HttpResponse:
    """The next piece. One that is cut on its way is not taken: the sender asks how far the file came, and goes on."""
    if request.content_type != PIECE_TYPE:
        return _answer(415, PIECE_TYPE)
    offset = request.headers.get("Upload-Offset", "")
    length = request.headers.get("Content-Length") or "0"
    if not offset.isdigit() or not length.isdigit():
        return _answer(400, "Upload-Offset, Content-Length")
    uploading.upload_of(actor, upload_id)
    if int(length) > uploading.MOST_AT_ONCE:
        raise uploading.PieceWrong
    data = request.read(int(length))
    if len(data) != int(length):
        return _answer(400, "Content-Length")
    taken = services.receive_content(
        actor,
        upload_id=upload_id,
        offset=int(offset),
        data=data,
        checksum=request.headers.get("Upload-Checksum", ""),
    )
    return _answer(204, Upload_Offset=taken.offset, Upload_Expires=_expires(taken))


def _expires(found: Upload) -> str:
    return http_date(found.expires_at.timestamp())


def _metadata(header: str) -> dict[str, str]:
    """`filename d29ybGQ=,is_confidential`: names with values in base64."""
    told = {}
    for pair in header.split(","):
        name, _space, value = pair.strip().partition(" ")
        try:
            told[name] = base64.b64decode(value, validate=True).decode("utf-8")
        except (binascii.Error, ValueError):
            told[name] = ""
    return told


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
