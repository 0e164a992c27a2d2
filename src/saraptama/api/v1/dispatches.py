"""What was sent to the caller's body: sealed conclusions, letters; and the receipts for them."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router, Schema
from pydantic import ConfigDict, StringConstraints

from saraptama.api.v1.paging import Cursor, Limit, page_of
from saraptama.api.v1.problems import Problem
from saraptama.api.v1.ranges import file_answer
from saraptama.api.v1.security import actor_of
from saraptama.api.v1.writing import IdempotencyKey, Written, once
from saraptama.foundation.documents.selectors import facts_of
from saraptama.foundation.documents.services import open_file, read_for_system
from saraptama.foundation.messaging.enums import DispatchKind, DispatchState
from saraptama.foundation.messaging.errors import ReceiptDoesNotFit
from saraptama.foundation.messaging.rights import RECEIVE
from saraptama.foundation.messaging.selectors import dispatches_visible_to
from saraptama.journey.deliver_conclusion import receive
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible

router = Router(tags=["dispatches"])

Sha256 = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[0-9a-fA-F]{64}$")]

A_FILE = {
    "responses": {
        200: {
            "description": "The file",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        },
        206: {
            "description": "The part that Range asks for",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        },
    }
}


class FileOut(Schema):
    """A file of a dispatch; `file` is its place, from 1."""

    file: int
    name: str
    media_type: str
    size: int


class DispatchLine(Schema):
    """Something sent to the body, until its receipt (art. 34: within 3 days)."""

    dispatch_id: UUID
    kind: str
    kind_label: str
    title: str
    state: str
    state_label: str
    sent_on: date
    sent_at: datetime
    received_at: datetime | None
    receiver_name: str
    content_sha256: str


class DispatchPage(Schema):
    """Dispatches, those without a receipt first, and where the next page begins."""

    items: list[DispatchLine]
    next: str


class DispatchCard(DispatchLine):
    """One dispatch with its files."""

    subject_id: UUID
    files: list[FileOut]


class ReceiptIn(Schema):
    """The receiver says which file was received: the SHA-256 of what `content` gave."""

    model_config = ConfigDict(extra="forbid")

    content_sha256: Sha256


@router.get(
    "/dispatches",
    response={200: DispatchPage, 400: Problem, 401: Problem, 403: Problem, 422: Problem},
    operation_id="list_dispatches",
    url_name="dispatches",
    summary="What was sent to the caller's body; without a receipt first",
)
def list_dispatches(
    request: HttpRequest,
    cursor: Cursor = "",
    limit: Limit = 50,
    waiting: Annotated[bool, Query(description="Only those without a receipt.")] = False,
) -> DispatchPage:
    """Those that wait for the receipt come first, each group with the newest on top."""
    rows = _visible(request)
    page = page_of(rows.waiting() if waiting else rows, by=("-state", "-sent_at", "-id"), cursor=cursor, limit=limit)
    return DispatchPage(items=[DispatchLine(**_line(row)) for row in page.rows], next=page.next)


@router.get(
    "/dispatches/{dispatch_id}",
    response={200: DispatchCard, 401: Problem, 403: Problem, 404: Problem},
    operation_id="get_dispatch",
    url_name="dispatch",
    summary="One dispatch and its files",
)
def get_dispatch(request: HttpRequest, dispatch_id: UUID) -> DispatchCard:
    """What was sent, when, and whether its receipt is there."""
    return _card(_one(request, dispatch_id))


@router.get(
    "/dispatches/{dispatch_id}/content",
    response={400: Problem, 401: Problem, 403: Problem, 404: Problem, 410: Problem, 416: Problem, 422: Problem,
              503: Problem},
    operation_id="get_dispatch_content",
    url_name="dispatch_content",
    summary="The sealed conclusion or the letter; Range is honoured",
    openapi_extra=A_FILE,
)  # fmt: skip
def get_content(
    request: HttpRequest,
    dispatch_id: UUID,
    file: Annotated[int, Query(ge=1, le=1000, description="Which file of the dispatch, from 1.")] = 1,
) -> HttpResponseBase:
    """The bytes as they were sealed. The reading is noted; ETag is the SHA-256."""
    files = _one(request, dispatch_id).files
    if file > len(files):
        raise NotVisible
    return file_answer(request, open_file(actor_of(request), files[file - 1], checked=RECEIVE))


@router.post(
    "/dispatches/{dispatch_id}/receipt",
    response={200: DispatchCard, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 413: Problem,
              415: Problem, 422: Problem},
    operation_id="give_receipt",
    url_name="dispatch_receipt",
    summary="Give the receipt",
)  # fmt: skip
def give_receipt(
    request: HttpRequest, dispatch_id: UUID, receipt: ReceiptIn, idempotency_key: IdempotencyKey
) -> HttpResponse:
    """Confirm that exactly these bytes were received. The first receipt stands; a second one is refused (409)."""

    def act() -> Written:
        sent = _one(request, dispatch_id)
        given = receipt.content_sha256
        if not sent.content_sha256:  # letters: the receiver names one of the files
            if given not in [read_for_system(file_id).sha256 for file_id in sent.files]:
                raise ReceiptDoesNotFit(field="content_sha256")
            given = ""
        receive(actor_of(request), dispatch_id=sent.id, content_sha256=given)
        return 200, _card(_one(request, dispatch_id))

    return once(request, idempotency_key, act)


def _recipient(request: HttpRequest) -> ActorRef:
    """The caller, who receives for a body."""
    actor = actor_of(request)
    actor.require(RECEIVE)
    if actor.body_id is None:
        raise NotVisible
    return actor


def _visible(request: HttpRequest) -> Any:
    return dispatches_visible_to(_recipient(request))


def _one(request: HttpRequest, dispatch_id: UUID) -> Any:
    found = _visible(request).filter(pk=dispatch_id).first()
    if found is None:
        raise NotVisible
    return found


def _line(row: Any) -> dict[str, Any]:
    return {
        "dispatch_id": row.id,
        "kind": row.kind,
        "kind_label": str(DispatchKind(row.kind).label),
        "title": row.title,
        "state": row.state,
        "state_label": str(DispatchState(row.state).label),
        "sent_on": row.sent_on,
        "sent_at": row.sent_at,
        "received_at": row.received_at,
        "receiver_name": row.receiver_name,
        "content_sha256": row.content_sha256,
    }


def _card(row: Any) -> DispatchCard:
    known = facts_of(row.files)
    files = [(place, known[id]) for place, id in enumerate(row.files, start=1) if id in known]
    return DispatchCard(
        **_line(row),
        subject_id=row.subject_id,
        files=[FileOut(file=n, name=f.name, media_type=f.media_type, size=f.size) for n, f in files],
    )
