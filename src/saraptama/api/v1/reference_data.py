"""Reference data for machines: every code in three languages, as it is in force on a day, with its source.

An answer carries an ETag that changes only when the reference data does; a system asks again for nothing but 304.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema

from saraptama.api.v1.problems import Problem
from saraptama.api.v1.versions import IfNoneMatch, is_known, tag_of_content, unchanged
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.foundation.reference.types import InForce, Names
from saraptama.integrations.order_documents.document import Day
from saraptama.kernel import clock

router = Router(tags=["reference"])

OnDay = Annotated[Day | None, Query(description="As in force on this day; today without it.")]
CODE = r"^[0-9A-Za-z.-]{0,40}$"
WORDS = r"^[^\x00]{0,100}$"
Year = Annotated[int, Query(ge=1990, le=2100)]

ANSWERS: dict[int, Any] = {304: None, 401: Problem, 403: Problem, 422: Problem}


class NamesOut(Schema):
    """One text in the three languages."""

    kk: str
    ru: str
    en: str


class Held(Schema):
    """Since when and until when something holds, by which source, and whether that was confirmed."""

    valid_from: date | None
    valid_to: date | None
    source: str
    confirmed: bool


class DictionaryOut(Schema):
    """A dictionary and how many codes are in force."""

    dictionary: str
    title: str
    codes: int


class TermOfDictionary(Held):
    """A code of a dictionary."""

    code: str
    label: NamesOut
    position: int


class SpecialtyOut(Held):
    """A type of examination (`parent` empty) or a specialty below it; only specialties can be ordered."""

    code: str
    parent: str
    name: NamesOut


class InstituteOut(Held):
    """An institute to which orders are addressed."""

    code: str
    region: str
    name: NamesOut
    city: NamesOut


class BodyOut(Held):
    """An appointing body by its code in the register of bodies."""

    code: str
    kind: str
    region: str
    name: NamesOut


class ChecklistItemOut(Held):
    """A thing that an order must contain (CPC 272), and how to mend its absence."""

    code: str
    severity: str
    article: str
    applies_when: str
    text: NamesOut
    mend: NamesOut


class CalendarDayOut(Schema):
    """A day that departs from the ordinary week."""

    date: date
    kind: str
    title: NamesOut
    act: str
    estimated: bool
    source: str


class NormsOut(Held):
    """The norms of the statutory clock in force on a day; each value says its source and whether it is confirmed."""

    version: str
    values: dict[str, Any]


class DictionaryList(Schema):
    """Every dictionary."""

    items: list[DictionaryOut]


class TermList(Schema):
    """The codes of a dictionary in their own order."""

    items: list[TermOfDictionary]


class SpecialtyList(Schema):
    """Types and specialties, each type before its specialties."""

    items: list[SpecialtyOut]


class InstituteList(Schema):
    """The institutes, in the order of the Kazakh alphabet."""

    items: list[InstituteOut]


class BodyPage(Schema):
    """Appointing bodies by code, and where the next page begins."""

    items: list[BodyOut]
    next: str


class Checklist(Schema):
    """The checklist of orders, in the order of the article."""

    items: list[ChecklistItemOut]


class CalendarOut(Schema):
    """The working calendar: the days that depart from Monday to Friday."""

    year: int
    items: list[CalendarDayOut]


def names_out(names: Names) -> NamesOut:
    """A text as it leaves the house."""
    return NamesOut(kk=names.kk, ru=names.ru, en=names.en)


def held_out(row: InForce) -> dict[str, Any]:
    """The days and the source of a row."""
    return {
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "source": row.source,
        "confirmed": row.confirmed,
    }


@router.get(
    "/reference/dictionaries",
    response={200: DictionaryList, **ANSWERS},
    operation_id="list_dictionaries",
    url_name="dictionaries",
    summary="Which dictionaries there are",
)
def list_dictionaries(request: HttpRequest, on: OnDay = None, if_none_match: IfNoneMatch = "") -> HttpResponse:
    """Titles are in Accept-Language; codes never change their meaning."""
    return answer(
        request,
        lambda: DictionaryList(
            items=[
                DictionaryOut(dictionary=one.value, title=str(one.label), codes=len(reference.terms(one.value, on)))
                for one in Dictionary
            ]
        ),
    )


@router.get(
    "/reference/dictionaries/{dictionary}",
    response={200: TermList, 404: Problem, **ANSWERS},
    operation_id="get_dictionary",
    url_name="dictionary",
    summary="The codes of a dictionary",
)
def get_dictionary(
    request: HttpRequest,
    dictionary: Annotated[Literal[tuple(one.value for one in Dictionary)], Path()],  # type: ignore[valid-type] # made of the enum
    on: OnDay = None,
    if_none_match: IfNoneMatch = "",
) -> HttpResponse:
    """Every code in three languages, as in force on the day."""
    return answer(
        request,
        lambda: TermList(
            items=[
                TermOfDictionary(code=term.code, label=names_out(term.label), position=term.position, **held_out(term))
                for term in reference.terms(dictionary, on)
            ]
        ),
    )


@router.get(
    "/reference/specialties",
    response={200: SpecialtyList, **ANSWERS},
    operation_id="list_specialties",
    url_name="specialties",
    summary="Types of examination and their specialties",
)
def list_specialties(request: HttpRequest, on: OnDay = None, if_none_match: IfNoneMatch = "") -> HttpResponse:
    """The ciphers that an order names."""
    return answer(
        request,
        lambda: SpecialtyList(
            items=[
                SpecialtyOut(code=one.code, parent=one.parent_code, name=names_out(one.name), **held_out(one))
                for one in reference.specialties(on)
            ]
        ),
    )


@router.get(
    "/reference/institutes",
    response={200: InstituteList, **ANSWERS},
    operation_id="list_institutes",
    url_name="institutes",
    summary="The institutes to which orders are addressed",
)
def list_institutes(request: HttpRequest, on: OnDay = None, if_none_match: IfNoneMatch = "") -> HttpResponse:
    """The codes that an order names."""
    return answer(
        request,
        lambda: InstituteList(
            items=[
                InstituteOut(
                    code=one.code,
                    region=one.region_code,
                    name=names_out(one.name),
                    city=names_out(one.city),
                    **held_out(one),
                )
                for one in reference.institutes(on)
            ]
        ),
    )


@router.get(
    "/reference/bodies",
    response={200: BodyPage, **ANSWERS},
    operation_id="list_bodies",
    url_name="bodies",
    summary="The register of appointing bodies",
)
def list_bodies(
    request: HttpRequest,
    on: OnDay = None,
    kind: Annotated[str, Query(pattern=CODE, description="Only of this kind.")] = "",
    region: Annotated[str, Query(pattern=CODE, description="Only of this region (first two digits of KATO).")] = "",
    q: Annotated[str, Query(pattern=WORDS, description="Words of the name, in any language and any form.")] = "",
    cursor: Annotated[
        str, Query(pattern=CODE, description="`next` of the page before; empty for the first page.")
    ] = "",
    limit: Annotated[int, Query(ge=1, le=500, description="How many at most.")] = 200,
    if_none_match: IfNoneMatch = "",
) -> HttpResponse:
    """By code."""
    return answer(request, lambda: _bodies(on, kind, region, q, cursor, limit))


@router.get(
    "/reference/checklist",
    response={200: Checklist, **ANSWERS},
    operation_id="get_checklist",
    url_name="checklist",
    summary="What an order must contain",
)
def get_checklist(request: HttpRequest, on: OnDay = None, if_none_match: IfNoneMatch = "") -> HttpResponse:
    """The items that findings name."""
    return answer(
        request,
        lambda: Checklist(
            items=[
                ChecklistItemOut(
                    code=item.code,
                    severity=item.severity,
                    article=item.article,
                    applies_when=item.applies_when,
                    text=names_out(item.text),
                    mend=names_out(item.mend),
                    **held_out(item),
                )
                for item in reference.checklist(on)
            ]
        ),
    )


@router.get(
    "/reference/calendar",
    response={200: CalendarOut, 503: Problem, **ANSWERS},
    operation_id="get_calendar",
    url_name="calendar",
    summary="The working calendar",
)
def get_calendar(request: HttpRequest, year: Year | None = None, if_none_match: IfNoneMatch = "") -> HttpResponse:
    """Holidays and moved days of a year; this year's without one. Estimated days are marked."""
    asked = year or clock.today().year
    return answer(request, lambda: CalendarOut(year=asked, items=_days(asked)))


@router.get(
    "/reference/norms",
    response={200: NormsOut, 503: Problem, **ANSWERS},
    operation_id="get_norms",
    url_name="norms",
    summary="The norms of the statutory clock",
)
def get_norms(request: HttpRequest, on: OnDay = None, if_none_match: IfNoneMatch = "") -> HttpResponse:
    """An examination keeps those of the day on which its term began."""
    return answer(request, lambda: _norms(on or clock.today()))


def _bodies(on: date | None, kind: str, region: str, q: str, cursor: str, limit: int) -> BodyPage:
    found = reference.bodies(kind=kind or None, region=region or None, q=q or None, on=on)
    behind = sorted((one for one in found if one.code > cursor), key=lambda one: one.code)
    page: Sequence[Any] = behind[:limit]
    return BodyPage(
        items=[
            BodyOut(
                code=one.code, kind=one.kind_code, region=one.region_code, name=names_out(one.name), **held_out(one)
            )
            for one in page
        ],
        next=page[-1].code if len(behind) > limit else "",
    )


def _days(year: int) -> list[CalendarDayOut]:
    return [
        CalendarDayOut(
            date=day.date,
            kind=day.kind,
            title=names_out(day.title),
            act=day.act,
            estimated=day.estimated,
            source=day.source,
        )
        for day in reference.calendar_days(year)
    ]


def _norms(on: date) -> NormsOut:
    norms = reference.norms_on(on)
    return NormsOut(version=norms.version, values=dict(norms.values), **held_out(norms))


def answer(request: HttpRequest, make: Callable[[], Schema]) -> HttpResponse:
    """The answer, or 304 when the caller has it."""
    content = make().model_dump_json().encode()
    tag = tag_of_content(content)
    if is_known(request, tag):
        return unchanged(tag)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    return HttpResponse(content, content_type="application/json", headers=headers)
