"""What the record of an examination says for its conclusion: order, objects, custody, experts, methods. Read only.

Everything here comes from other contexts: by their selectors, or along the examination's own relations.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from saraptama.capacity.experts import selectors as experts
from saraptama.capacity.methods import selectors as methods
from saraptama.casework.conclusions import liability
from saraptama.casework.conclusions.models import Conclusion, Signatory
from saraptama.casework.examinations.selectors import parts_in_group
from saraptama.foundation.accounts.selectors import full_names_of, names_of
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary

SHOWN_ACTS = ("RECEIVED", "HANDED_OVER", "DIVIDED", "CONSUMED", "RETURNED")
"""Links of the chain that a reader needs; the rest is counted and kept in the journal."""


def choice(dictionary: Dictionary, code: str, language: str) -> dict[str, str] | None:
    """A code with its label in the language of the document; None for no code."""
    return {"code": code, "label": reference.label(dictionary, code, language)} if code else None


def examination_facts(conclusion: Conclusion) -> dict[str, Any]:
    """Which examination this was, and its dates."""
    examination, language = conclusion.examination, conclusion.language
    day = examination.registered_on
    return {
        "number": f"{examination.registration.text}/{examination.seq}",
        "type": _specialty(examination.examination_type, language, day),
        "specialty": _specialty(examination.specialty_code, language, day),
        "kind": choice(Dictionary.EXAM_KIND, examination.exam_kind, language),
        "composition": choice(Dictionary.COMPOSITION, examination.composition, language),
        "complexity": _complexity(examination.complexity, language),
        "accepted_on": examination.t0,
        "started_on": examination.expert_accepted_on,
        "finished_on": conclusion.dated,
    }


def _specialty(code: str, language: str, day: date) -> dict[str, str] | None:
    return {"code": code, "label": reference.specialty(code, day).name.in_language(language)} if code else None


def _complexity(norm: str, language: str) -> dict[str, str] | None:
    for term in reference.terms(Dictionary.COMPLEXITY):
        if norm and term.attributes.get("norm") == norm.lower():
            return {"code": term.code, "label": term.label.in_language(language)}
    return None


def order_facts(conclusion: Conclusion) -> dict[str, Any]:
    """On what ground the examination was made (CPC art. 272, 283)."""
    order, language = conclusion.examination.order, conclusion.language
    return {
        "kind": choice(Dictionary.ORDER_KIND, order.order_kind, language),
        "number": order.number,
        "dated": order.ordered_on,
        "body": order.body_name or reference.body(order.appointing_body_id).name.in_language(language),
        "person": order.person_name,
        "position": order.person_position,
        "case_category": choice(Dictionary.CASE_CATEGORY, order.case_category, language),
        "case_number": order.case_no,
        "article": ", ".join(article["text"] for article in order.articles),
        "received_on": order.received_on,
        "materials": conclusion.materials,
    }


def parts(conclusion: Conclusion) -> list[Any]:
    """The examinations that the conclusion concludes: all parts of a complex one, because its conclusion is one."""
    return parts_in_group(conclusion.examination)


def asked(conclusion: Conclusion) -> list[Any]:
    """The questions of the order that the conclusion answers, in their own numbers."""
    seqs = {None, *(part.seq for part in parts(conclusion))}
    rows = conclusion.examination.order.questions.order_by("number")
    return [question for question in rows if question.specialty_seq in seqs]


def questions(conclusion: Conclusion) -> list[dict[str, Any]]:
    """The questions put to this examination, as their author wrote and numbered them."""
    return [{"id": question.id, "number": question.number, "text": question.text} for question in asked(conclusion)]


def objects(conclusion: Conclusion) -> list[dict[str, Any]]:
    """The objects examined, numbered from 1, with their packaging and how the seal stood on arrival."""
    allocated = {
        line.custody_object_id: line.custody_object
        for part in parts(conclusion)
        for line in part.allocations.select_related("custody_object").prefetch_related("custody_object__receipt_items")
    }
    in_order = sorted(allocated.values(), key=lambda thing: thing.label)
    return [_object(number, thing, conclusion.language) for number, thing in enumerate(in_order, 1)]


def _object(number: int, thing: Any, language: str) -> dict[str, Any]:
    accepted = next(iter(thing.receipt_items.all()), None)
    unit = reference.label(Dictionary.MEASURE_UNIT, thing.measure_unit, language)
    return {
        "id": thing.id,
        "number": number,
        "label": thing.label,
        "name": thing.name,
        "quantity": f"{_number(thing.quantity, language)} {unit}",
        "packaging": thing.packaging,
        "seal": thing.seal_number,
        "seal_state": accepted.seal_state if accepted else "",
        "remark": (accepted.remark if accepted else "") or thing.no_seal_reason,
    }


def _number(quantity: Decimal, language: str) -> str:
    """A quantity without needless zeros, with the decimal comma of Kazakh and Russian."""
    return format(quantity.normalize(), "f").replace(".", ",")


def custody(conclusion: Conclusion) -> tuple[list[dict[str, Any]], int]:
    """The hand-overs of the objects in the order of time, and how many links their chains have in all."""
    things = {
        line.custody_object_id: line.custody_object
        for part in parts(conclusion)
        for line in part.allocations.select_related("custody_object").prefetch_related("custody_object__chain")
    }
    links = [(thing, link) for thing in things.values() for link in thing.chain.all()]
    people = {holder for _thing, link in links for holder in (link.from_holder_id, link.to_holder_id) if holder}
    names = names_of(people)
    shown = sorted(
        ((link, thing) for thing, link in links if link.act in SHOWN_ACTS), key=lambda pair: (pair[0].at, pair[1].label)
    )
    return [_move(link, thing, names) for link, thing in shown], len(links)


def _move(link: Any, thing: Any, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "on": link.occurred_on,
        "act": link.act,
        "object": thing.label,
        "from": names.get(link.from_holder_id, "") or link.from_name,
        "to": names.get(link.to_holder_id, "") or link.to_name or link.to_path,
        "seal": link.seal_number,
        "note": link.note,
    }


def expert_facts(conclusion: Conclusion, signatories: Sequence[Signatory]) -> list[dict[str, Any]]:
    """The experts in the order of signing, with the certificate on which each one's part rests (Law art. 20)."""
    examination, language = conclusion.examination, conclusion.language
    assigned = {
        row.user_id: row
        for part in reversed(parts(conclusion))
        for row in part.assignments.filter(ended_on__isnull=True).select_related("expert")
    }
    names = full_names_of(signatory.user_id for signatory in signatories)
    facts = {fact.user_id: fact for fact in experts.facts_of([row.expert_id for row in assigned.values()])}
    found = []
    for signatory in signatories:
        row, fact = assigned.get(signatory.user_id), facts.get(signatory.user_id)
        code = (row.specialty_code if row else "") or examination.specialty_code
        specialty = _specialty(code, language, examination.registered_on)
        found.append(
            {
                "id": signatory.user_id,
                "name": names[signatory.user_id],
                "position": reference.label(Dictionary.POSITION, fact.position, language)
                if fact and fact.position
                else "",
                "specialty": f"{specialty['code']} · {specialty['label']}" if specialty else "",
                "education": signatory.education,
                "degree": signatory.degree,
                "experience_years": _full_years(fact.hired_on, conclusion.dated) if fact else None,
                "certificate": _certificate(fact, row.certificate if row else "", code),
                "licence": signatory.licence,
            }
        )
    return found


def _full_years(since: date, until: date | None) -> int | None:
    if until is None:
        return None
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day)) or None


def _certificate(fact: Any, number: str, specialty: str) -> dict[str, Any]:
    for line in fact.certificates if fact else ():
        if line.number == number or (not number and line.specialty == specialty):
            return {"number": line.number, "issued_on": line.valid_from, "valid_until": line.valid_to}
    return {"number": number, "issued_on": None, "valid_until": None}


def liability_facts(conclusion: Conclusion, signatories: Sequence[Signatory]) -> dict[str, Any]:
    """The warning that each expert confirmed on accepting, and when (CPC art. 79)."""
    examination = conclusion.examination
    accepted = {
        row.user_id: row.acceptance
        for part in reversed(parts(conclusion))
        for row in part.assignments.filter(ended_on__isnull=True, acceptance__isnull=False).select_related("acceptance")
    }
    names = full_names_of(signatory.user_id for signatory in signatories)
    signed = [
        {"name": names[signatory.user_id], "on": accepted[signatory.user_id].occurred_on}
        for signatory in signatories
        if signatory.user_id in accepted
    ]
    versions = [acceptance.liability_warning_version for acceptance in accepted.values()]
    text = liability.text(versions[0], examination.case_category, conclusion.language) if versions else ""
    return {"text": text, "signed": signed}


def petitions(conclusion: Conclusion) -> list[dict[str, Any]]:
    """What was asked of the appointing body and what it answered; a petition for security stays confidential."""
    language = conclusion.language
    return [
        {"on": petition.occurred_on, "about": petition.subject, "answer": _answer(petition, language)}
        for part in parts(conclusion)
        for petition in part.petitions.exclude(kind="SECURITY").select_related("answer").order_by("seq")
    ]


def _answer(petition: Any, language: str) -> str:
    answer = getattr(petition, "answer", None)
    if answer is None:
        return ""
    decision = reference.label(Dictionary.PETITION_DECISION, answer.decision, language)
    return f"{decision}, {answer.occurred_on:%d.%m.%Y}"


def method_facts(conclusion: Conclusion) -> list[dict[str, Any]]:
    """The registered methods that were used, each once, in the version used."""
    used = [
        use
        for part in parts(conclusion)
        for use in part.methods.order_by("recorded_at", "id").values_list("method_id", "method_version")
    ]
    known = {(fact.method_id, fact.version): fact for fact in methods.register()}
    found = [known[key] for key in dict.fromkeys(used) if key in known]
    return [
        {
            "title": fact.name.in_language(conclusion.language),
            "version": fact.version,
            "registered": fact.number,
        }
        for fact in found
    ]


def equipment(conclusion: Conclusion) -> list[dict[str, Any]]:
    """The devices that were used, as the experts noted them."""
    return [
        {"name": use.name, "number": use.inventory_number, "calibrated_until": use.calibrated_until}
        for part in parts(conclusion)
        for use in part.equipment.filter(removed=False).order_by("recorded_at", "id")
    ]
