"""From an order document to the submission that intake takes, whatever form the document had."""

from saraptama.casework.intake.enums import SignatureStatus
from saraptama.casework.intake.types import (
    ObjectDeclared,
    OrderSubmission,
    PersonNamed,
    QuestionAsked,
    SpecialtyAsked,
)
from saraptama.integrations.order_documents.document import Article, ObjectSent, OrderDocument, QuestionPut
from saraptama.integrations.order_documents.errors import QuestionToNoSpecialty


def to_submission(document: OrderDocument) -> OrderSubmission:
    """The submission. Raises QuestionToNoSpecialty for a question to a specialty that is not ordered."""
    person, requested, case = document.appointing.person, document.examination, document.case
    first = requested.first
    return OrderSubmission(
        order_kind=document.kind,
        number=document.number,
        ordered_on=document.ordered_on,
        place=document.place,
        grounds=document.grounds,
        plot=document.plot,
        language=document.language,
        confidentiality=document.confidentiality,
        institute_code=document.institute,
        body_code=document.appointing.body,
        body_name=document.appointing.free_name,
        person_name=" ".join(part for part in (person.surname, person.name, person.patronymic) if part),
        person_position=person.position,
        person_rank=person.rank,
        person_iin=person.iin,
        case_category=case.category,
        case_no=case.number,
        case_no_kind=case.number_kind,
        articles=tuple(article_text(article) for article in case.articles),
        exam_kind=requested.kind,
        composition=requested.composition,
        specialties=tuple(SpecialtyAsked(code=code) for code in requested.specialties),
        named_expert=requested.named_expert,
        by_materials=requested.by_materials,
        first_institute=first.institute if first else "",
        first_number=first.number if first else "",
        first_note=first.reason if first else "",
        questions=tuple(_question(n, q, requested.specialties) for n, q in enumerate(document.questions, 1)),
        objects=tuple(object_declared(sent) for sent in document.objects),
        persons=tuple(
            PersonNamed(role=p.role, full_name=p.full_name, iin=p.iin, is_examined=p.examined) for p in document.persons
        ),
        consent=document.consent,
        consent_exception=document.consent_exception,
        acquaintance_protocol=document.acquaintance_protocol,
        signature_status=SignatureStatus.PAPER_SCAN if document.signed_on_paper else SignatureStatus.UNCHECKED,
    )


def article_text(article: Article) -> str:
    """The qualification as practice writes it: `ст.190 ч.3 п.2 УК РК` (integration.md, section 7)."""
    number = f"{article.article}-{article.suffix}" if article.suffix else article.article
    parts = [f"ст.{number}"]
    parts += [f"ч.{article.part}"] if article.part else []
    parts += [f"п.{article.point}"] if article.point else []
    return " ".join([*parts, article.law]).strip()


def _question(number: int, put: QuestionPut, specialties: list[str]) -> QuestionAsked:
    if not put.specialty:
        return QuestionAsked(text=put.text)
    if put.specialty not in specialties:
        raise QuestionToNoSpecialty(field=f"questions.{number}.specialty", number=number, code=put.specialty)
    return QuestionAsked(text=put.text, specialty_seq=specialties.index(put.specialty) + 1)


def object_declared(sent: ObjectSent) -> ObjectDeclared:
    """An object as intake takes it."""
    return ObjectDeclared(
        kind=sent.kind,
        name=sent.name,
        quantity=sent.quantity,
        measure_unit=sent.unit,
        packaging=sent.packaging,
        seal_number=sent.seal,
        no_seal_reason=sent.no_seal_reason,
        origin=sent.origin,
        destruction_permission=sent.destruction,
        electronic=sent.electronic,
    )
