"""Questions often put to experts, for systems that offer them to whoever writes an order."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from saraptama.api.v1.problems import Problem
from saraptama.api.v1.reference_data import ANSWERS, CODE, Held, NamesOut, OnDay, answer, held_out, names_out
from saraptama.api.v1.versions import IfNoneMatch
from saraptama.foundation.reference import selectors as reference

router = Router(tags=["reference"])


class TypicalQuestionOut(Held):
    """A question often put in a type of examination or a specialty; “…” marks what the order fills in."""

    code: str
    specialty: str
    position: int
    text: NamesOut


class TypicalQuestionPage(Schema):
    """Questions by code, and where the next page begins."""

    items: list[TypicalQuestionOut]
    next: str


@router.get(
    "/reference/typical-questions",
    response={200: TypicalQuestionPage, 404: Problem, **ANSWERS},
    operation_id="list_typical_questions",
    url_name="typical_questions",
    summary="Questions often put to experts",
)
def list_typical_questions(
    request: HttpRequest,
    on: OnDay = None,
    specialty: Annotated[
        str,
        Query(
            pattern=CODE,
            description="Only what is offered for this specialty: its own questions, or else those of its type.",
        ),
    ] = "",
    cursor: Annotated[
        str, Query(pattern=CODE, description="`next` of the page before; empty for the first page.")
    ] = "",
    limit: Annotated[int, Query(ge=1, le=500, description="How many at most.")] = 200,
    if_none_match: IfNoneMatch = "",
) -> HttpResponse:
    """Each in three languages, as in force on the day. What an order takes over belongs to the order."""
    return answer(request, lambda: _page(on, specialty, cursor, limit))


def _page(on: date | None, specialty: str, cursor: str, limit: int) -> TypicalQuestionPage:
    if specialty:
        reference.specialty(specialty)
    found = reference.typical_questions(specialty, on) if specialty else reference.every_typical_question(on)
    behind = sorted((one for one in found if one.code > cursor), key=lambda one: one.code)
    page = behind[:limit]
    return TypicalQuestionPage(
        items=[
            TypicalQuestionOut(
                code=one.code,
                specialty=one.specialty_code,
                position=one.position,
                text=names_out(one.text),
                **held_out(one),
            )
            for one in page
        ],
        next=page[-1].code if len(behind) > limit else "",
    )
