"""The seven pages of an order, in their order: what each asks, and how what was typed becomes a submission."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
from saraptama.casework.intake.types import (
    ObjectDeclared,
    OrderSubmission,
    PersonNamed,
    QuestionAsked,
    SpecialtyAsked,
)
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.types import FileFacts
from saraptama.kernel.rights import Confidentiality
from saraptama.web.orderer_portal import draft_forms as asked
from saraptama.web.orderer_portal.drafts import Draft
from saraptama.web.shared.forms import Form
from saraptama.web.shared.repeaters import Repeater

Text = str | Promise
Part = Form | Repeater[Any]
Initial = dict[str, Any]


@dataclass(frozen=True)
class DraftPage:
    """One page: its address, its heading, and its parts in order, empty or with what was typed."""

    code: str
    title: Text
    lead: Text
    parts: Callable[[QueryDict | None, Initial], list[Part]]


def _rows(form: type[Form], prefix: str, title: Text, row: Text, add: Text, **more: Any) -> Callable[[Any], Part]:
    return lambda data: Repeater(form, prefix=prefix, title=title, row_title=row, add_label=add, data=data, **more)


MOST_QUESTIONS = 100
MOST_OBJECTS = 80
"""A browser's form of more than a thousand fields is refused; longer lists are sent as a file or by the interface."""

_SPECIALTIES = _rows(
    asked.SpecialtyForm, "specialties", _("Specialties"), _("Specialty"), _("Add a specialty"), maximum=10
)
_QUESTIONS = _rows(
    asked.QuestionForm, "questions", _("Questions"), _("Question"), _("Add a question"), maximum=MOST_QUESTIONS
)
_OBJECTS = _rows(
    asked.ObjectForm, "objects", _("Objects"), _("Object"), _("Add an object"), minimum=0, maximum=MOST_OBJECTS
)
_PERSONS = _rows(asked.PersonForm, "persons", _("Persons"), _("Person"), _("Add a person"), minimum=0, maximum=50)

CHECK, QUESTIONS, SIGNATURE = "check", "questions", "signature"

PAGES: tuple[DraftPage, ...] = (
    DraftPage(
        "examination",
        _("Which examination?"),
        _("Kind, experts and specialties."),
        lambda data, initial: [asked.KindForm(data, initial=initial), _SPECIALTIES(data)],
    ),
    DraftPage(
        "case",
        _("The order and its case"),
        _("As they stand in the order."),
        lambda data, initial: [asked.CaseForm(data, initial=initial)],
    ),
    DraftPage(
        "questions",
        _("Questions to the expert"),
        _("Each question by itself; the conclusion answers them one by one."),
        lambda data, initial: [_QUESTIONS(data)],
    ),
    DraftPage(
        "objects",
        _("Objects"),
        _("What you send, how it is packed and sealed."),
        lambda data, initial: [asked.ByMaterialsForm(data), _OBJECTS(data)],
    ),
    DraftPage(
        "persons",
        _("Persons and consent"),
        _("People named in the order."),
        lambda data, initial: [_PERSONS(data), asked.ConsentForm(data, initial=initial)],
    ),
    DraftPage(
        "signature",
        _("Signature and papers"),
        _("Who signs the order, and what you enclose."),
        lambda data, initial: [asked.SignatureForm(data, initial=initial)],
    ),
)
"""Six pages that ask; the seventh, `check`, shows the answers and sends them."""

BY_CODE = {page.code: page for page in PAGES}


def page_after(code: str) -> str:
    """The next page; after the last one the answers are checked."""
    codes = [*BY_CODE, CHECK]
    return codes[codes.index(code) + 1]


def is_complete(draft: Draft, page: DraftPage, papers: Sequence[FileFacts]) -> bool:
    """Whether a page was filled in rightly; a signature on paper is there with its scan."""
    filled = all(part.is_valid() for part in page.parts(draft.typed(page.code), draft.given()))
    return filled and not (page.code == SIGNATURE and lacks_scan(draft, papers))


def lacks_scan(draft: Draft, papers: Sequence[FileFacts]) -> bool:
    """Whether the order is said to be signed on paper and nobody can see it (CPC 272, part 1)."""
    on_paper = draft.value(SIGNATURE, "signature_status") == SignatureStatus.PAPER_SCAN.value
    return on_paper and not any(paper.kind == FileKind.ORDER for paper in papers)


def answers_of(draft: Draft) -> dict[str, Any]:
    """Everything that was answered, by the names of fields and of lists of rows; wrong answers are left out."""
    found: dict[str, Any] = {}
    for page in PAGES:
        for part in page.parts(draft.typed(page.code), draft.given()):
            part.is_valid()
            if isinstance(part, Repeater):
                found[part.prefix] = part.cleaned
            else:
                found |= getattr(part, "cleaned_data", {})
    return found


def submission_of(answers: dict[str, Any], *, body_code: str, draft_id: UUID) -> OrderSubmission:
    """The complete answers as intake takes them. The draft's id stays the order's: it is found again by it."""
    as_written = ("number", "place", "grounds", "plot", "body_name", "person_name", "person_position", "person_rank",
                  "case_no", "named_expert", "first_institute", "first_number", "first_note", "consent_exception",
                  "language", "institute_code", "ordered_on", "by_materials", "acquaintance_protocol")  # fmt: skip
    return OrderSubmission(
        order_kind=OrderKind(answers["order_kind"]),
        exam_kind=ExamKind(answers["exam_kind"]),
        composition=Composition(answers["composition"]),
        case_category=CaseCategory(answers["case_category"]) if answers.get("case_category") else None,
        case_no_kind=CaseNoKind(answers["case_no_kind"]) if answers["case_no_kind"] else None,
        confidentiality=Confidentiality(answers["confidentiality"]),
        consent=Consent(answers["consent"]),
        signature_status=SignatureStatus(answers["signature_status"]),
        body_code=body_code,
        conversation_id=draft_id,
        articles=tuple(line.strip() for line in answers["articles"].splitlines() if line.strip()),
        specialties=tuple(SpecialtyAsked(code=row["code"], text=row["text"]) for row in answers["specialties"]),
        questions=tuple(QuestionAsked(text=row["text"]) for row in answers["questions"]),
        objects=tuple(_object(row) for row in answers["objects"]),
        persons=tuple(_person(row) for row in answers["persons"]),
        **{name: answers[name] for name in as_written},
    )


def _object(row: dict[str, Any]) -> ObjectDeclared:
    words = ("name", "quantity", "measure_unit", "packaging", "seal_number", "no_seal_reason", "origin", "electronic")
    return ObjectDeclared(
        kind=ObjectKind(row["kind"]),
        destruction_permission=DestructionPermission(row["destruction_permission"]),
        **{name: row[name] for name in words},
    )


def _person(row: dict[str, Any]) -> PersonNamed:
    return PersonNamed(
        role=PersonRole(row["role"]), full_name=row["full_name"], iin=row["iin"], is_examined=row["is_examined"]
    )


PAGE_OF_FIELD = {
    **dict.fromkeys(asked.KindForm.base_fields, "examination"),
    **dict.fromkeys(asked.CaseForm.base_fields, "case"),
    **dict.fromkeys(asked.ConsentForm.base_fields, "persons"),
    **dict.fromkeys(asked.SignatureForm.base_fields, "signature"),
    "specialties": "examination",
    "questions": "questions",
    "objects": "objects",
    "persons": "persons",
    "person_iin": "signature",
}
"""Where a refusal of intake is mended."""
