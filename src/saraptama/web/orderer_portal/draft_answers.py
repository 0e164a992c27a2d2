"""The answers of a draft as a person checks them before sending: words, no codes; each page with its way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

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
    SignatureStatus,
)
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.types import FileFacts
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.kernel.rights import Confidentiality
from saraptama.web.examination_page.words import specialty_text
from saraptama.web.orderer_portal.draft_forms import words_of
from saraptama.web.orderer_portal.draft_pages import PAGES
from saraptama.web.orderer_portal.drafts import Draft
from saraptama.web.shared.components import Fact
from saraptama.web.shared.formats import date_text, number_text, size_text


@dataclass(frozen=True)
class Section:
    """One page's answers."""

    title: str | Promise
    url: str
    facts: list[Fact]


def shown_answers(draft: Draft, answers: dict[str, Any], papers: Sequence[FileFacts]) -> list[Section]:
    """Every page with its answers; empty ones are left out."""
    makers = {"examination": _examination, "case": _case, "questions": _questions, "objects": _objects,
              "persons": _persons, "signature": lambda given: _signature(given, papers)}  # fmt: skip
    return [
        Section(
            page.title,
            reverse("portal_draft", args=[draft.id, page.code]),
            [fact for fact in makers[page.code](answers) if fact.value],
        )
        for page in PAGES
    ]


def _examination(answers: dict[str, Any]) -> list[Fact]:
    code = answers.get("institute_code", "")
    named = [specialty_text(row["code"]) or row["text"] for row in answers["specialties"]]
    return [
        Fact(_("Institute"), str(reference.unit_by_code(code).name) if code else ""),
        Fact(_("Appointing document"), words_of(OrderKind, answers.get("order_kind", ""))),
        Fact(_("Kind of examination"), words_of(ExamKind, answers.get("exam_kind", ""))),
        Fact(_("Experts"), words_of(Composition, answers.get("composition", ""))),
        Fact(_("Specialties"), "; ".join(named)),
        Fact(_("Expert named in the order"), answers.get("named_expert", "")),
        Fact(_("Number of the first conclusion"), answers.get("first_number", "")),
        Fact(_("Why the first conclusion does not do"), answers.get("first_note", "")),
    ]


def _case(answers: dict[str, Any]) -> list[Fact]:
    kind = words_of(CaseNoKind, answers.get("case_no_kind", ""))
    number = answers.get("case_no", "")
    language = answers.get("language", "")
    return [
        Fact(_("Number of the order"), answers.get("number", "")),
        Fact(_("Date of the order"), date_text(answers["ordered_on"]) if answers.get("ordered_on") else ""),
        Fact(_("Place"), answers.get("place", "")),
        Fact(_("Name of the body"), answers.get("body_name", "")),
        Fact(_("Language of the proceedings"), reference.label(Dictionary.LANGUAGE, language) if language else ""),
        Fact(_("Proceedings"), words_of(CaseCategory, answers.get("case_category", ""))),
        Fact(_("Number of the case"), f"{number} ({kind})" if number else ""),
        Fact(_("Articles"), answers.get("articles", "")),
        Fact(_("Confidentiality"), words_of(Confidentiality, answers.get("confidentiality", ""))),
        Fact(_("Grounds"), answers.get("grounds", "")),
        Fact(_("Circumstances of the case"), answers.get("plot", "")),
    ]


def _questions(answers: dict[str, Any]) -> list[Fact]:
    return [
        Fact(_("Question {number}").format(number=place), row["text"])
        for place, row in enumerate(answers["questions"], start=1)
    ]


def _objects(answers: dict[str, Any]) -> list[Fact]:
    by_materials = [Fact(_("Objects"), _("none: by the materials of the case"))] if answers.get("by_materials") else []
    return by_materials + [
        Fact(_("Object {number}").format(number=place), _object_text(row))
        for place, row in enumerate(answers["objects"], start=1)
    ]


def _object_text(row: dict[str, Any]) -> str:
    unit = reference.label(Dictionary.MEASURE_UNIT, row["measure_unit"])
    seal = _("seal {number}").format(number=row["seal_number"]) if row["seal_number"] else row["no_seal_reason"]
    destruction = words_of(DestructionPermission, row["destruction_permission"])
    parts = [
        f"{row['name']} ({words_of(ObjectKind, row['kind'])})",
        f"{number_text(row['quantity'].normalize())} {unit}",
        row["packaging"],
        seal,
        row["origin"],
        _("destruction: {permission}").format(permission=destruction),
    ]
    return "; ".join(part for part in parts if part)


def _persons(answers: dict[str, Any]) -> list[Fact]:
    named = [
        Fact(
            words_of(PersonRole, row["role"]),
            ", ".join(part for part in (row["full_name"], row["iin"], _("is examined") * row["is_examined"]) if part),
        )
        for row in answers["persons"]
    ]
    exception = answers.get("consent_exception", "")
    return [
        *named,
        Fact(_("Written consent of a victim or witness"), words_of(Consent, answers.get("consent", ""))),
        Fact(_("Exception"), reference.label(Dictionary.CONSENT_EXCEPTION, exception) if exception else ""),
        Fact(_("Protocol of acquaintance"), _("yes") if answers.get("acquaintance_protocol") else ""),
    ]


def _signature(answers: dict[str, Any], papers: Sequence[FileFacts]) -> list[Fact]:
    person = (answers.get("person_name", ""), answers.get("person_position", ""), answers.get("person_rank", ""))
    return [
        Fact(_("Who appoints"), ", ".join(part for part in person if part)),
        Fact(_("Signature"), words_of(SignatureStatus, answers.get("signature_status", ""))),
        *(Fact(paper_kind(paper), f"{paper.name}, {size_text(paper.size)}") for paper in papers),
    ]


def paper_kind(paper: FileFacts) -> str:
    """What an enclosed file is to the order."""
    return _("Scan of the signed order") if paper.kind == FileKind.ORDER else _("Another paper")
