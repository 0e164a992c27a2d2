"""From a submission to rows: every particular is looked at, and all that is wrong is said at once."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from saraptama.casework.intake import errors
from saraptama.casework.intake.enums import (
    CaseCategory,
    CaseNoKind,
    Consent,
    DestructionPermission,
    ExamKind,
    PersonRole,
    SignatureStatus,
)
from saraptama.casework.intake.models import CasePerson, Order, OrderedObject, OrderedSpecialty, Question
from saraptama.casework.intake.rules import OrderFacts, check_combination, parse_articles
from saraptama.casework.intake.services import contents
from saraptama.casework.intake.types import OrderSubmission
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.errors import UnknownReference
from saraptama.foundation.reference.types import AppointingBody, Unit
from saraptama.kernel import identifiers
from saraptama.kernel.errors import Refusal, Refusals
from saraptama.kernel.kazakh import search_text

LANGUAGES_OF_PROCEEDINGS = ("kk", "ru")


@dataclass
class Draft:
    """The rows of an order, not yet stored, and the reference data they speak of."""

    institute: Unit
    body: AppointingBody
    order: Order
    specialties: list[OrderedSpecialty] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    objects: list[OrderedObject] = field(default_factory=list)
    persons: list[CasePerson] = field(default_factory=list)
    destruction_is_stated: bool = True

    def facts(self) -> OrderFacts:
        """What the checklist is applied to."""
        return facts_of(
            self.order,
            body=self.body,
            specialties=len(self.specialties),
            questions=len(self.questions),
            objects=len(self.objects),
            persons=self.persons,
            destruction_is_stated=self.destruction_is_stated,
        )


def draft(submission: OrderSubmission, *, received_on: date, today: date, order_id: UUID | None = None) -> Draft:
    """The rows of an order (under this id, if one is given), or Refusals with every reason."""
    reasons: list[Refusal] = []
    institute = contents.institute_of(submission.institute_code, "institute_code", received_on, reasons)
    body = _body(submission.body_code, received_on, reasons)
    _check_days(submission, received_on, today, reasons)
    _check_particulars(submission, reasons)
    specialties = contents.specialties_of(submission.specialties, institute, received_on, reasons)
    questions = contents.questions_of(submission.questions, len(specialties), reasons)
    objects = contents.objects_of(submission.objects, len(specialties), reasons)
    persons = contents.persons_of(submission.persons, reasons)
    if institute is None or body is None:
        raise Refusals(reasons)
    unit = _unit(submission.unit_code, institute, reasons)
    order = _order(submission, institute=institute, unit=unit, body=body, received_on=received_on)
    order.id = order_id or order.id
    made = Draft(institute, body, order, specialties, questions, objects, persons)
    made.destruction_is_stated = submission.destruction_permission is not None or all(
        declared.destruction_permission is not None for declared in submission.objects
    )
    _check_texts(made, reasons)
    if reasons:
        raise Refusals(reasons)
    _tie_together(made)
    return made


def _tie_together(made: Draft) -> None:
    for rows in (made.specialties, made.questions, made.objects, made.persons):
        for row in rows:
            row.order = made.order
    made.order.search_words = search_words(made.order, made.questions, made.objects, made.persons)


def search_words(
    order: Order, questions: list[Question], objects: list[OrderedObject], persons: list[CasePerson]
) -> str:
    """What the search finds an order by: names, plot, questions and objects, as stems."""
    parts = [order.body_name, order.person_name, order.named_expert, order.number, order.plot]
    parts += [question.text for question in questions]
    parts += [declared.name for declared in objects]
    parts += [person.full_name for person in persons]
    return " ".join(sorted(set(search_text(" ".join(parts)).split())))


def facts_of(
    order: Order,
    *,
    body: AppointingBody,
    specialties: int,
    questions: int,
    objects: int,
    persons: list[CasePerson],
    destruction_is_stated: bool,
) -> OrderFacts:
    """An order as the checklist sees it."""
    heard = [p for p in persons if p.is_examined and p.role in (PersonRole.VICTIM, PersonRole.WITNESS)]
    nameless = reference.body_kind(body.kind_code).free_name_required and not order.body_name
    return OrderFacts(
        case_category=CaseCategory(order.case_category) if order.case_category else None,
        exam_kind=ExamKind(order.exam_kind),
        body_is_named=not nameless,
        place=order.place,
        specialties=specialties,
        grounds=order.grounds,
        articles=len(order.articles),
        case_no=order.case_no,
        objects=objects,
        by_materials=order.by_materials,
        destruction_is_stated=destruction_is_stated,
        addressee_is_named=bool(order.institute_id),
        questions=questions,
        examines_victim_or_witness=bool(heard),
        consent=Consent(order.consent),
        consent_is_on_file=bool(order.consent_document_id) or all(p.consent_document_id for p in heard),
        acquaintance_protocol=order.acquaintance_protocol,
        signature_status=SignatureStatus(order.signature_status),
        first_number=order.first_number,
        first_note=order.first_note,
        first_is_on_file=bool(order.first_document_id),
    )


def _body(code: str, day: date, reasons: list[Refusal]) -> AppointingBody | None:
    try:
        found = reference.body_by_code(code)
    except UnknownReference:
        found = None
    if found is None or not found.in_force_on(day):
        reasons.append(errors.UnknownBody(field="body_code", value=code, day=day))
        return None
    return found


def _unit(code: str, institute: Unit, reasons: list[Refusal]) -> Unit:
    if not code:
        return institute
    try:
        found = reference.unit_by_code(code)
    except UnknownReference:
        found = None
    if found is None or not found.is_within(institute.path):
        reasons.append(errors.UnknownUnit(field="unit_code", value=code))
        return institute
    return found


def _check_days(submission: OrderSubmission, received_on: date, today: date, reasons: list[Refusal]) -> None:
    if received_on > today:
        reasons.append(errors.ReceiptFromTheFuture(field="received_on", value=received_on))
    if submission.ordered_on > received_on:
        reasons.append(errors.OrderFromTheFuture(field="ordered_on", value=submission.ordered_on, day=received_on))


def _check_particulars(submission: OrderSubmission, reasons: list[Refusal]) -> None:
    flaws = check_combination(
        order_kind=submission.order_kind,
        exam_kind=submission.exam_kind,
        composition=submission.composition,
        case_category=submission.case_category,
        specialties=len(submission.specialties),
        names_a_first_examination=bool(submission.first_number or submission.first_institute),
    )
    reasons += [
        errors.CombinationRefused(field="exam_kind", flaw=flaw, reason=errors.COMBINATION_SAYS[flaw]) for flaw in flaws
    ]
    if submission.language not in LANGUAGES_OF_PROCEEDINGS:
        reasons.append(errors.WrongLanguage(field="language", value=submission.language))
    if submission.region and not _is_known(reference.region, submission.region):
        reasons.append(errors.WrongRegion(field="region", value=submission.region))
    if submission.person_iin and identifiers.iin_defects(submission.person_iin):
        reasons.append(errors.WrongIin(field="person_iin"))
    check_case_number(submission.case_no, submission.case_no_kind, reasons)
    check_consent(submission.consent, submission.consent_exception, reasons)


def check_case_number(number: str, kind: CaseNoKind | None, reasons: list[Refusal]) -> None:
    """A number of the pre-trial register or record book has its digits; every other number is kept as it is."""
    if bool(number) != (kind is not None):
        reasons.append(errors.CaseNumberKindMissing(field="case_no_kind"))
        return
    check = {CaseNoKind.ERDR: identifiers.check_erdr, CaseNoKind.KUI: identifiers.check_kui}.get(kind)  # type: ignore[arg-type]
    if check is not None and not check(number).ok:
        reasons.append(errors.WrongCaseNumber(field="case_no", value=number))


def check_consent(consent: Consent, exception: str, reasons: list[Refusal]) -> None:
    """An exception of CPC 271(1) is named from the list, and only when consent is excepted."""
    wrong = (consent is Consent.EXCEPTED) != bool(exception)
    if wrong or (exception and not _is_known(reference.term, "consent_exception", exception)):
        reasons.append(errors.WrongConsentException(field="consent_exception"))


def _is_known(find: Any, *key: str) -> bool:
    try:
        find(*key)
    except UnknownReference:
        return False
    return True


def articles_json(texts: tuple[str, ...]) -> list[dict[str, Any]]:
    """Each article as written, and read apart where it can be."""
    return [
        {
            "text": text,
            "read": [
                {"article": q.article, "suffix": q.suffix, "part": q.part, "point": q.point}
                for q in parse_articles(text)
            ],
        }
        for text in texts
        if text.strip()
    ]


def case_number_parts(number: str, kind: CaseNoKind | None) -> dict[str, str]:
    """The parts of a case number, as far as its layout is known; the number itself is kept verbatim."""
    if kind is CaseNoKind.ERDR and (hint := identifiers.read_erdr(number)):
        return {name: getattr(hint, name) for name in ("year", "region", "body", "unit", "kind", "serial")}
    if court := identifiers.read_court_number(number):
        names = ("region", "court", "year", "month", "category", "serial", "continuation")
        return {name: getattr(court, name) for name in names}
    return {}


def _order(given: OrderSubmission, *, institute: Unit, unit: Unit, body: AppointingBody, received_on: date) -> Order:
    order = Order(
        received_on=received_on,
        order_kind=given.order_kind.value,
        ordered_on=given.ordered_on,
        ordered_at_time=given.ordered_at_time,
        articles=articles_json(given.articles),
        appointing_body_id=body.id,
        case_category=given.case_category.value if given.case_category else "",
        case_no_kind=given.case_no_kind.value if given.case_no_kind else "",
        case_no_parts=case_number_parts(given.case_no, given.case_no_kind),
        exam_kind=given.exam_kind.value,
        composition=given.composition.value,
        region=given.region or body.region_code,
        institute_id=institute.id,
        unit_id=unit.id,
        confidentiality=given.confidentiality.value,
        consent=given.consent.value,
        consent_document_id=given.consent_document,
        signature_status=given.signature_status.value,
        destruction_permission=(given.destruction_permission or DestructionPermission.NONE).value,
        first_document_id=given.first_document,
        **{name: getattr(given, name) for name in _AS_GIVEN},
    )
    if given.conversation_id is not None:
        order.conversation_id = given.conversation_id
    return order


_AS_GIVEN = (
    "number",
    "place",
    "grounds",
    "plot",
    "body_name",
    "person_name",
    "person_position",
    "person_rank",
    "person_iin",
    "case_no",
    "language",
    "named_expert",
    "by_materials",
    "consent_exception",
    "acquaintance_protocol",
    "first_institute",
    "first_number",
    "first_note",
    "retention_class",
)


def _check_texts(made: Draft, reasons: list[Refusal]) -> None:
    contents.check_texts(made.order, "", reasons)
    for name in ("specialties", "questions", "objects", "persons"):
        for place, row in enumerate(getattr(made, name)):
            contents.check_texts(row, f"{name}[{place}].", reasons)
