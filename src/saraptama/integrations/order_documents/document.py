"""The order document, version 1: one definition for the API's body, the JSON file, and the XML file after parsing.

`docs/schemas/order.schema.json` is generated from it; field names are those of the glossary.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from saraptama.casework.intake.enums import (
    CaseCategory,
    CaseNoKind,
    Composition,
    Consent,
    DestructionPermission,
    ExamKind,
    ObjectKind,
    OrderKind,
    PersonRole,
)
from saraptama.kernel.rights import Confidentiality

SCHEMA_NAME = "saraptama/order/1"

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
OptionalLine = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
OptionalText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
Iin = Annotated[str, StringConstraints(pattern=r"^([0-9]{12})?$")]
OptionalCode = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


def _written_day(value: Any) -> Any:
    """A day is written out; a number, which could be seconds since 1970, is not taken for one."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
        return value.strip()
    raise PydanticCustomError("date_parsing", "a day as 2026-11-22 is expected")


Day = Annotated[date, BeforeValidator(_written_day)]

Quantity = Annotated[
    Decimal,
    Field(gt=0, max_digits=12, decimal_places=3),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "exclusiveMinimum": 0},
                {"type": "string", "pattern": r"^(?!0*(\.0*)?$)[0-9]{1,9}(\.[0-9]{1,3})?$"},
            ]
        }
    ),
]


class Part(BaseModel):
    """A part of the document: unknown fields are refused, so that a misspelt one is not lost silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Article(Part):
    """The qualification: article, suffix, part and point apart (integration.md, section 7)."""

    article: Code
    suffix: OptionalLine = ""
    part: OptionalLine = ""
    point: OptionalLine = ""
    law: OptionalLine = ""


class Case(Part):
    """The case in which the examination is appointed; the number is kept verbatim."""

    category: CaseCategory
    number: Line
    number_kind: CaseNoKind
    articles: list[Article] = Field(default_factory=list, max_length=50)


class AppointingPerson(Part):
    """The official who signs the order (CPC 272(4))."""

    surname: Line
    name: OptionalLine = ""
    patronymic: OptionalLine = ""
    position: Line
    rank: OptionalLine = ""
    iin: Iin = ""


class Appointing(Part):
    """The appointing body by its code in the register of bodies, and its official."""

    body: Code
    free_name: OptionalLine = ""
    person: AppointingPerson


class FirstExamination(Part):
    """For additional and repeated examinations: which one came before, and why it does not do (O12)."""

    institute: OptionalLine = ""
    number: Line
    reason: Text


class Requested(Part):
    """What is asked for: the kind, the composition, one or more specialties, perhaps a named expert."""

    kind: ExamKind
    composition: Composition
    specialties: list[Code] = Field(min_length=1, max_length=20)
    named_expert: OptionalLine = ""
    first: FirstExamination | None = None
    by_materials: bool = False


class QuestionPut(Part):
    """One question to the expert (O8)."""

    text: Text
    specialty: OptionalLine = ""


class ObjectSent(Part):
    """One object with its packaging, seal and origin (O5), and what may be destroyed of it (O6)."""

    name: Line
    kind: ObjectKind
    quantity: Quantity = Decimal(1)
    unit: Code = "PIECE"
    packaging: OptionalLine = ""
    seal: OptionalLine = ""
    no_seal_reason: OptionalLine = ""
    origin: OptionalText = ""
    destruction: DestructionPermission | None = None
    electronic: bool = False


class PersonNamed(Part):
    """A person of the case as the order names them; the IIN, or explicitly unknown."""

    role: PersonRole
    full_name: Line
    iin: Iin = ""
    examined: bool = False
    """The person is examined; of a victim or witness the written consent is then asked (O9)."""


class OrderDocument(Part):
    """A resolution or ruling appointing an examination, with the contents that CPC 272(1) demands."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, title="Order")

    schema_name: Literal["saraptama/order/1"] = Field(alias="schema", default="saraptama/order/1")
    kind: OrderKind
    number: Line
    ordered_on: Day
    place: OptionalLine = ""
    grounds: OptionalText = ""
    plot: OptionalText = ""
    language: Literal["kk", "ru"]
    confidentiality: Confidentiality = Confidentiality.OPEN
    institute: Code
    case: Case
    appointing: Appointing
    examination: Requested
    questions: list[QuestionPut] = Field(min_length=1, max_length=200)
    objects: list[ObjectSent] = Field(default_factory=list, max_length=1000)
    persons: list[PersonNamed] = Field(default_factory=list, max_length=200)
    consent: Consent = Consent.NOT_NEEDED
    consent_exception: OptionalCode = ""
    """The exception of CPC 271(1) by its code in the dictionary `consent_exception`; only with EXCEPTED."""
    acquaintance_protocol: bool = False
    signed_on_paper: bool = False
    """The signed original is on paper and its scan travels with the materials (O11)."""
