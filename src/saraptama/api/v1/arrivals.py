"""Arrivals: each message that came in, under its incoming number, with the answer it got."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from saraptama.api.v1.orders import FindingOut, RegistrationOut, findings_out
from saraptama.api.v1.paging import Cursor, Limit, page_of
from saraptama.api.v1.problems import Problem
from saraptama.api.v1.security import actor_of
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import FindingOutcome
from saraptama.casework.intake.rights import INTAKE_VIEW
from saraptama.casework.intake.types import Finding
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.errors import NotVisible

router = Router(tags=["arrivals"])


class ArrivalOut(Schema):
    """A message as it was taken in; `answer_*` is the first answer, which a repeat gets again."""

    arrival_id: UUID
    institute: str
    incoming_number: str
    channel: str
    received_on: date
    received_at: datetime
    payload_sha256: str
    order_id: UUID | None
    answer_state: str
    answer_registrations: list[RegistrationOut]
    answer_findings: list[FindingOut]


class ArrivalPage(Schema):
    """Arrivals, the newest first, and where the next page begins."""

    items: list[ArrivalOut]
    next: str


@router.get(
    "/arrivals",
    response={200: ArrivalPage, 400: Problem, 401: Problem, 403: Problem, 422: Problem},
    operation_id="list_arrivals",
    url_name="arrivals",
    summary="What the body sent, by incoming number",
)
def list_arrivals(
    request: HttpRequest, cursor: Cursor = "", limit: Limit = 50, order_id: UUID | None = None
) -> ArrivalPage:
    """By every channel, paper too; narrowed to one order if it is named."""
    rows = intake.arrivals_visible_to(_caller(request))
    if order_id is not None:
        rows = rows.filter(order_id=order_id)
    page = page_of(rows, by=("-received_at", "-id"), cursor=cursor, limit=limit)
    return ArrivalPage(items=[_out(row) for row in page.rows], next=page.next)


@router.get(
    "/arrivals/{arrival_id}",
    response={200: ArrivalOut, 401: Problem, 403: Problem, 404: Problem},
    operation_id="get_arrival",
    url_name="arrival",
    summary="One arrival with its first answer",
)
def get_arrival(request: HttpRequest, arrival_id: UUID) -> ArrivalOut:
    """What came in, and what was answered at once."""
    found = intake.arrivals_visible_to(_caller(request)).filter(pk=arrival_id).first()
    if found is None:
        raise NotVisible
    return _out(found)


def _caller(request: HttpRequest) -> Any:
    actor = actor_of(request)
    actor.require(INTAKE_VIEW)
    return actor


def _out(row: Any) -> ArrivalOut:
    answer = row.answer
    found = [
        Finding(item, FindingOutcome(outcome), article, field, message)
        for item, outcome, article, field, message in answer.get("findings", [])
    ]
    return ArrivalOut(
        arrival_id=row.id,
        institute=reference.unit(row.institute_id).code,
        incoming_number=answer.get("incoming_number") or f"{row.year}/{row.number}",
        channel=row.channel,
        received_on=row.received_on,
        received_at=row.received_at,
        payload_sha256=row.payload_hash,
        order_id=row.order_id,
        answer_state=answer.get("state", ""),
        answer_registrations=[
            RegistrationOut(institute=code, number=text) for code, text in answer.get("registrations", [])
        ],
        answer_findings=findings_out(found),
    )
