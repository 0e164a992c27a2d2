"""Conclusions of the body's own orders, once they are sealed: their particulars and the sealed file, never a draft."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Router, Schema

from saraptama.api.v1.dispatches import A_FILE
from saraptama.api.v1.paging import Cursor, Limit, page_of
from saraptama.api.v1.problems import Problem
from saraptama.api.v1.ranges import file_answer
from saraptama.api.v1.security import actor_of
from saraptama.casework.conclusions import selectors
from saraptama.casework.conclusions.enums import ConclusionKind, ConclusionState
from saraptama.casework.conclusions.rights import RECEIVE
from saraptama.kernel.actor import ActorRef

router = Router(tags=["conclusions"])


class ConclusionOut(Schema):
    """A sealed conclusion or message of impossibility. The file says everything else, and proves it offline."""

    conclusion_id: UUID
    examination_id: UUID
    order_id: UUID
    kind: str
    kind_label: str
    state: str
    state_label: str
    number: str
    language: str
    dated: date | None
    sealed_at: datetime | None
    final_sha256: str
    revision_1_sha256: str


class ConclusionPage(Schema):
    """Conclusions, the newest first, and where the next page begins."""

    items: list[ConclusionOut]
    next: str


@router.get(
    "/conclusions",
    response={200: ConclusionPage, 400: Problem, 401: Problem, 403: Problem, 422: Problem},
    operation_id="list_conclusions",
    url_name="conclusions",
    summary="Sealed conclusions on the body's orders",
)
def list_conclusions(
    request: HttpRequest, cursor: Cursor = "", limit: Limit = 50, order_id: UUID | None = None
) -> ConclusionPage:
    """Replaced and withdrawn ones too: their state says so."""
    rows = selectors.visible_conclusions(_caller(request))
    if order_id is not None:
        rows = rows.filter(examination__order_id=order_id)
    page = page_of(rows, by=("-sealed_at", "-id"), cursor=cursor, limit=limit)
    return ConclusionPage(items=[_out(row) for row in page.rows], next=page.next)


@router.get(
    "/conclusions/{conclusion_id}",
    response={200: ConclusionOut, 401: Problem, 403: Problem, 404: Problem},
    operation_id="get_conclusion",
    url_name="conclusion",
    summary="One conclusion: its particulars and hashes",
)
def get_conclusion(request: HttpRequest, conclusion_id: UUID) -> ConclusionOut:
    """The hash of the sealed file is the one that the receipt and the log name."""
    return _out(selectors.conclusion_for(_caller(request), conclusion_id))


@router.get(
    "/conclusions/{conclusion_id}/content",
    response={401: Problem, 403: Problem, 404: Problem, 410: Problem, 416: Problem, 503: Problem},
    operation_id="get_conclusion_content",
    url_name="conclusion_content",
    summary="The sealed file; Range is honoured",
    openapi_extra=A_FILE,
)
def get_conclusion_content(request: HttpRequest, conclusion_id: UUID) -> HttpResponseBase:
    """The bytes as they were sealed. The reading is noted; the receipt is given on the dispatch."""
    return file_answer(request, selectors.open_final(_caller(request), conclusion_id))


def _caller(request: HttpRequest) -> ActorRef:
    actor = actor_of(request)
    actor.require(RECEIVE)
    return actor


def _out(row: Any) -> ConclusionOut:
    return ConclusionOut(
        conclusion_id=row.id,
        examination_id=row.examination_id,
        order_id=row.examination.order_id,
        kind=row.kind,
        kind_label=selectors.label_of(ConclusionKind(row.kind)),
        state=row.state,
        state_label=selectors.label_of(ConclusionState(row.state)),
        number=row.number,
        language=row.language,
        dated=row.dated,
        sealed_at=row.sealed_at,
        final_sha256=row.final_sha256,
        revision_1_sha256=row.revision_1_sha256,
    )
