"""The body completes its order: what is missing in words, a field for each thing, papers with it (CPC 272)."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import CaseNoKind, Consent, DestructionPermission, ObjectKind, SignatureStatus
from saraptama.casework.intake.policies import check_can_supplement
from saraptama.casework.intake.types import ObjectDeclared, OrderSupplement, QuestionAsked
from saraptama.foundation.audit.services import note_read
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.services import store
from saraptama.journey import register_order
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.kernel.rights import Confidentiality, Scope
from saraptama.web.orderer_portal.acting import CHANGED_MEANWHILE, orderer
from saraptama.web.orderer_portal.order_page import findings_of
from saraptama.web.orderer_portal.supplement_forms import SupplementForm, rows_for
from saraptama.web.shared.components import Crumb
from saraptama.web.shared.formats import date_text
from saraptama.web.shared.forms import add_refusal
from saraptama.web.shared.repeaters import Repeater, asked_for_rows

Rows = dict[str, Repeater[Any]]


@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """What the check found missing, each with its field; the order is checked again when it is sent."""
    actor = orderer(request)
    order = intake.order_card(actor, order_id)
    check_can_supplement(actor, order)
    note_read(actor, subject=order)
    found = intake.latest_findings(order_id)
    data = request.POST if request.method == "POST" else None
    form = SupplementForm(data, request.FILES or None, missing={finding.field for finding in found})
    rows = rows_for(found, data)
    if request.method == "POST" and not asked_for_rows(form, *rows.values()):
        valid = [form.is_valid(), *(part.is_valid() for part in rows.values())]
        if all(valid) and form.says_something(rows):
            try:
                left = _supply(actor, order, form.cleaned_data, rows)
            except Refusal as refusal:
                if refusal.status == CHANGED_MEANWHILE:
                    raise
                add_refusal(form, refusal)
            else:
                _tell(request, left)
                return redirect("portal_order", order_id)
    return render(request, "orderer_portal/supplement.html", _context(order, form, rows))


def _context(order: Any, form: SupplementForm, rows: Rows) -> dict[str, Any]:
    back = reverse("portal_order", args=[order.pk])
    return {
        "crumbs": [
            Crumb(_("My orders"), reverse("portal_home")),
            Crumb(order.number or _("without a number"), back),
            Crumb(_("Complete the order")),
        ],
        "order": order,
        "lines": [(line, *form.place_of(line.item, rows)) for line in findings_of(order)],
        "requests": [
            (asked.text, date_text(asked.answer_by))
            for asked in order.missing_material_requests.filter(state="open").order_by("seq")
        ],
        "form": form,
        "rows": list(rows.values()),
        "back": back,
    }


def _tell(request: HttpRequest, left: list[Any]) -> None:
    if left:
        says = ngettext(
            "It is added. The order still lacks {count} thing; see below.",
            "It is added. The order still lacks {count} things; see below.",
            len(left),
        )
        messages.warning(request, says.format(count=len(left)))
    else:
        messages.success(request, _("It is added, and the order is complete. The records office registers it next."))


def _supply(actor: ActorRef, order: Any, data: dict[str, Any], rows: Rows) -> list[Any]:
    """The papers and what they prove, all or nothing; what is still missing afterwards."""
    with transaction.atomic():
        scan = _stored(actor, order, data.get("scan"), FileKind.ORDER)
        consent = _stored(actor, order, data.get("consent_document"), FileKind.ATTACHMENT)
        first = _stored(actor, order, data.get("first_document"), FileKind.ATTACHMENT)
        _stored(actor, order, data.get("other"), FileKind.ATTACHMENT)
        return register_order.supplement(
            actor,
            order_id=order.pk,
            supplied=OrderSupplement(
                **{name: data.get(name) or None for name in SupplementForm.TEXTS},
                case_no_kind=CaseNoKind(data["case_no_kind"]) if data.get("case_no") else None,
                articles=tuple(line.strip() for line in data.get("articles", "").splitlines() if line.strip()),
                by_materials=data.get("by_materials") or None,
                consent=Consent(data["consent"]) if data.get("consent") else None,
                consent_document=consent,
                acquaintance_protocol=data.get("acquaintance_protocol") or None,
                signature_status=SignatureStatus.PAPER_SCAN if scan else None,
                first_document=first,
                questions=tuple(QuestionAsked(text=row["text"]) for row in _cleaned(rows, "questions")),
                objects=tuple(_object(row) for row in _cleaned(rows, "objects")),
            ),
        )


def _cleaned(rows: Rows, name: str) -> list[dict[str, Any]]:
    return rows[name].cleaned if name in rows else []


def _object(row: dict[str, Any]) -> ObjectDeclared:
    as_written = ("name", "quantity", "measure_unit", "packaging", "seal_number", "no_seal_reason", "origin")
    return ObjectDeclared(
        kind=ObjectKind(row["kind"]),
        destruction_permission=DestructionPermission(row["destruction_permission"]),
        electronic=row["electronic"],
        **{name: row[name] for name in as_written},
    )


def _stored(actor: ActorRef, order: Any, paper: UploadedFile | None, kind: FileKind) -> UUID | None:
    if paper is None:
        return None
    return store(
        actor,
        name=paper.name or "",
        media_type=paper.content_type or "",
        case_id=order.pk,
        kind=kind,
        stream=cast(BinaryIO, paper.file),
        scope=Scope(order.unit.path, order.region, "", Confidentiality(order.confidentiality)),
    ).id
