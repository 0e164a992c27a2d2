"""The check against CPC 272, and the body's completion of a deficient order."""

from datetime import date
from enum import Enum
from uuid import UUID

from django.db import transaction

from saraptama.casework.intake import events
from saraptama.casework.intake.enums import CaseNoKind, Consent, MaterialRequestState, OrderState
from saraptama.casework.intake.models import MissingMaterialRequest, Order
from saraptama.casework.intake.policies import check_can_check, check_can_supplement
from saraptama.casework.intake.rules import bars_registration, is_deficient
from saraptama.casework.intake.rules import check_order as find_missing
from saraptama.casework.intake.selectors import latest_findings
from saraptama.casework.intake.services import contents, drafting
from saraptama.casework.intake.services.acting import locked_order, step
from saraptama.casework.intake.services.receiving import finding_rows
from saraptama.casework.intake.types import Finding, OrderSupplement
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.audit.services import record
from saraptama.foundation.audit.storing import RowCommitment, insert_together
from saraptama.foundation.messaging.services import publish
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal, Refusals


@transaction.atomic
def check_order(actor: ActorRef, *, order_id: UUID, row_version: int | None = None) -> list[Finding]:
    """Apply the checklist in force today; the order becomes checked or deficient.

    Raises TransitionRefused when the order is registered or gone, NotPermitted.
    """
    order = locked_order(actor, order_id, row_version)
    right = check_can_check(actor, order)
    findings, written = _apply_checklist(actor, order)
    order.save(update_fields=["state", "checks_done"])
    record(
        actor,
        act="intake.order_checked",
        right=right,
        subject=order,
        occurred_on=clock.today(),
        wrote=[order, *written],
        details={"state": order.state, "findings": sorted({finding.item for finding in findings})},
    )
    publish(
        actor,
        events.OrderChecked(
            order.id,
            order.institute_id,
            order.appointing_body_id,
            order.conversation_id,
            state=order.state,
            blocking=sum(bars_registration([finding]) for finding in findings),
        ),
    )
    return findings


def _apply_checklist(actor: ActorRef, order: Order) -> tuple[list[Finding], list[AuditedModel | RowCommitment]]:
    today = clock.today()
    findings = find_missing(_facts(order), reference.checklist(today))
    status = step(actor, order, "fail_check" if is_deficient(findings) else "pass_check", occurred_on=today)
    order.checks_done += 1
    rows = finding_rows(order.id, findings, round_=order.checks_done)
    return findings, [status, *insert_together(rows)]


def _facts(order: Order) -> drafting.OrderFacts:
    """The stored order as the checklist sees it. Silence about destruction was noted when it came, and stays noted."""
    noted = {finding.item for finding in latest_findings(order.id)}
    return drafting.facts_of(
        order,
        body=reference.body(order.appointing_body_id),
        specialties=order.specialties.count(),
        questions=order.questions.count(),
        objects=order.ordered_objects.count(),
        persons=list(order.persons.all()),
        destruction_is_stated="O6" not in noted,
    )


_TEXTS = ("number", "place", "grounds", "plot", "case_no", "body_name", "consent_exception", "first_institute")
_FIELDS = (
    *_TEXTS,
    "case_no_kind",
    "by_materials",
    "consent",
    "consent_document",
    "acquaintance_protocol",
    "signature_status",
    "first_number",
    "first_note",
    "first_document",
)
_DOCUMENTS = ("consent_document", "first_document")


@transaction.atomic
def supplement_order(
    actor: ActorRef, *, order_id: UUID, supplement: OrderSupplement, row_version: int | None = None
) -> list[Finding]:
    """Add what the body sent to complete its order, answer the open requests, and check the order again.

    Raises Refusals with every reason, ForeignBody, TransitionRefused once the order is registered.
    """
    order = locked_order(actor, order_id, row_version)
    right = check_can_supplement(actor, order)
    written = _add(order, supplement)
    resolved = _resolve_requests(order, clock.today())
    findings, checked = _apply_checklist(actor, order)
    order.search_words = drafting.search_words(
        order, list(order.questions.all()), list(order.ordered_objects.all()), list(order.persons.all())
    )
    order.save()
    record(
        actor,
        act="intake.order_supplemented",
        right=right,
        subject=order,
        occurred_on=clock.today(),
        wrote=[order, *written, *resolved, *checked],
        details={
            "state": order.state,
            "fields": sorted(name for name in _FIELDS if getattr(supplement, name) is not None),
            "questions": len(supplement.questions),
            "objects": len(supplement.objects),
        },
    )
    publish(
        actor,
        events.OrderSupplemented(
            order.id, order.institute_id, order.appointing_body_id, order.conversation_id, state=order.state
        ),
    )
    return findings


def _add(order: Order, supplement: OrderSupplement) -> list[AuditedModel]:
    reasons: list[Refusal] = []
    for name in _FIELDS:
        value = getattr(supplement, name)
        if value is not None:
            column = f"{name}_id" if name in _DOCUMENTS else name
            setattr(order, column, value.value if isinstance(value, Enum) else value)
    order.articles = [*order.articles, *drafting.articles_json(supplement.articles)]
    kind = CaseNoKind(order.case_no_kind) if order.case_no_kind else None
    order.case_no_parts = drafting.case_number_parts(order.case_no, kind)
    drafting.check_case_number(order.case_no, kind, reasons)
    drafting.check_consent(Consent(order.consent), order.consent_exception, reasons)
    contents.check_texts(order, "", reasons)
    rows = _added_rows(order, supplement, reasons)
    if reasons:
        raise Refusals(reasons)
    for row in rows:
        row.save(force_insert=True)
    return rows


def _added_rows(order: Order, supplement: OrderSupplement, reasons: list[Refusal]) -> list[AuditedModel]:
    specialties = order.specialties.count()
    questions = contents.questions_of(supplement.questions, specialties, reasons, after=order.questions.count())
    objects = contents.objects_of(supplement.objects, specialties, reasons, after=order.ordered_objects.count())
    for question in questions:
        question.order = order
    for declared in objects:
        declared.order = order
    for place, row in enumerate([*questions, *objects]):
        contents.check_texts(row, f"added[{place}].", reasons)
    return [*questions, *objects]


def _resolve_requests(order: Order, today: date) -> list[MissingMaterialRequest]:
    waiting = list(order.missing_material_requests.filter(state=MaterialRequestState.OPEN.value))
    for request in waiting:
        request.state = MaterialRequestState.SUPPLIED.value
        request.resolved_on = today
        request.save(update_fields=["state", "resolved_on"])
    return waiting


def is_ready(order: Order) -> bool:
    """Whether the order waits for nothing but its registration."""
    return order.state == OrderState.CHECKED or (
        order.state == OrderState.DEFICIENT and not bars_registration(latest_findings(order.id))
    )
