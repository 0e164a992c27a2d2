"""The record of a conclusion: everything it states, in one value (docs/schemas/conclusion.schema.json).

The document is set from this value and nothing else, and the same value travels inside it as JSON.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from saraptama.casework.conclusions import gathering
from saraptama.casework.conclusions.enums import ConclusionKind, Outcome
from saraptama.casework.conclusions.models import AnswerCell, Conclusion, Signatory
from saraptama.casework.conclusions.rules import count_outcomes, dissenters, outcomes_by_question
from saraptama.foundation.documents.letterheads import letterhead_of
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.kernel.canonical import canonical_json

SCHEMA = "saraptama/conclusion/1"


def record_of(conclusion: Conclusion, *, dated: date, draft: bool) -> dict[str, Any]:
    """The record as of a day. Plain JSON: dates as text, ids as text."""
    conclusion.dated = dated
    signatories = list(conclusion.signatories.order_by("place"))
    experts = gathering.expert_facts(conclusion, signatories)
    asked = gathering.questions(conclusion)
    record = {
        "schema": SCHEMA,
        "dated": dated,
        "draft": draft,
        "examination": gathering.examination_facts(conclusion),
        "order": gathering.order_facts(conclusion),
        "by_materials": conclusion.examination.order.by_materials,
        "experts": experts,
        "liability": gathering.liability_facts(conclusion, signatories),
        "questions": asked,
        "petitions": gathering.petitions(conclusion),
        "methods": gathering.method_facts(conclusion),
        "equipment": gathering.equipment(conclusion),
        "pictures": _pictures(conclusion),
        "tables": _tables(conclusion),
        **_own_words(conclusion),
        **_things(conclusion),
        **_findings(conclusion, [question["number"] for question in asked], signatories, experts),
    }
    plain: dict[str, Any] = json.loads(canonical_json(record))
    return plain


def _own_words(conclusion: Conclusion) -> dict[str, Any]:
    """What stands on the conclusion itself: its name, its QR code, and what the experts wrote by hand."""
    head, language = letterhead_of(conclusion.unit_id), conclusion.language
    return {
        "kind": conclusion.kind,
        "language": language,
        "number": conclusion.number,
        "place": conclusion.place or head[f"city_{language}"],
        "token": conclusion.qr_token,
        "check_address": check_address(conclusion.qr_token),
        "institute": head,
        "attended": conclusion.attended,
        "circumstances": conclusion.circumstances or conclusion.examination.order.plot,
        "research": conclusion.research,
        "impossibility": gathering.choice(Dictionary.IMPOSSIBILITY_REASON, conclusion.impossibility_reason, language),
        "initiative": conclusion.initiative,
        "attachments": conclusion.attachments,
        "returned": conclusion.returned,
    }


def _things(conclusion: Conclusion) -> dict[str, Any]:
    moves, all_moves = gathering.custody(conclusion)
    return {"objects": gathering.objects(conclusion), "custody": moves, "custody_total": all_moves}


def check_address(token: str) -> str:
    """The address behind the QR code."""
    return f"{settings.BASE_URL}/check/{token}"


def _findings(
    conclusion: Conclusion,
    questions: Sequence[int],
    signatories: Sequence[Signatory],
    experts: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    """Answers with their outcomes, their counts, and who stands apart. A message of impossibility has none."""
    if conclusion.kind == ConclusionKind.IMPOSSIBLE:
        return {"answers": [], "counts": [], "dissents": []}
    names = {expert["id"]: expert["name"] for expert in experts}
    answers = list(conclusion.answers.filter(removed=False))
    cells = [answer.as_cell for answer in answers]
    lead = next(signatory.user_id for signatory in signatories if signatory.is_lead)
    counts = count_outcomes(outcomes_by_question(questions, cells, lead))
    return {
        "answers": [_answer(answer, names, conclusion.language) for answer in answers],
        "counts": [_counted(outcome, number, conclusion.language) for outcome, number in counts.items()],
        "dissents": [names[user] for user in dissenters(cells, list(names), lead)],
    }


def _answer(answer: AnswerCell, names: dict[UUID, str], language: str) -> dict[str, Any]:
    return {
        "question": answer.question_number,
        "first_object": answer.first_object,
        "last_object": answer.last_object,
        "objects": _range(answer.first_object, answer.last_object),
        "outcome": gathering.choice(Dictionary.ANSWER_OUTCOME, answer.outcome, language),
        "text": answer.text,
        "signers": [names[user] for user in names if user in (answer.signatories or names)],
    }


def _range(first: int | None, last: int | None) -> str:
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first}–{last}"


def _counted(outcome: Outcome, number: int, language: str) -> dict[str, Any]:
    label = reference.label(Dictionary.ANSWER_OUTCOME, outcome, language)
    return {"code": outcome.value, "label": label, "number": number}


def _pictures(conclusion: Conclusion) -> list[dict[str, str]]:
    shown = conclusion.pictures.filter(removed=False).select_related("file").order_by("place", "seq")
    return [
        {"file": picture_name(picture.file), "caption": picture.caption, "alt": picture.description}
        for picture in shown
    ]


def _tables(conclusion: Conclusion) -> list[dict[str, Any]]:
    shown = conclusion.tables.filter(removed=False).order_by("place", "seq")
    return [{"caption": table.caption, "head": table.rows[0], "rows": table.rows[1:]} for table in shown]


def picture_name(file: Any) -> str:
    """The name under which the template finds a picture."""
    return f"{file.id}.{'png' if file.media_type == 'image/png' else 'jpg'}"
