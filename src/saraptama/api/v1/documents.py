"""Papers of an order: a body's system sends them as they are; each is looked at, hashed and kept for the case."""

import hashlib
from typing import Annotated, Any, BinaryIO, Literal, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from saraptama.api.v1.limits import hold_to
from saraptama.api.v1.problems import Problem
from saraptama.api.v1.ranges import file_answer
from saraptama.api.v1.security import actor_of
from saraptama.api.v1.writing import IdempotencyKey, Written, once
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import OrderState
from saraptama.casework.intake.rights import INTAKE_SUBMIT, INTAKE_VIEW
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.selectors import files_of_case
from saraptama.foundation.documents.services import open_file, read_for_system, store
from saraptama.foundation.documents.types import FileFacts
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.kernel.rights import Confidentiality, Scope

router = Router(tags=["documents"])

OF_THE_BODY = (FileKind.ORDER, FileKind.ATTACHMENT, FileKind.PETITION)
"""What a body sends. Everything else in the case is the institute's, and comes as a dispatch or not at all."""

ENDED = (OrderState.RETURNED, OrderState.WITHDRAWN, OrderState.CLOSED)
MOST_A_MINUTE = 120

A_DOCUMENT = {
    "responses": {
        status: {
            "description": says,
            "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
        }
        for status, says in ((200, "The document, in its own media type"), (206, "The part that Range asks for"))
    }
}


class OrderEnded(Refusal):
    """Nothing is added to what is over."""

    code = "order_ended"
    message = _("This order is closed, withdrawn or returned: no paper can be added to it.")
    status = 409


class HashDoesNotFit(Refusal):
    """The file was changed on its way, or another one was sent."""

    code = "hash_does_not_fit"
    message = _("The received file has another SHA-256 than the one that was sent with it. Send it again.")


class DocumentOut(Schema):
    """A paper of an order."""

    document_id: UUID
    kind: str
    name: str
    media_type: str
    size: int
    sha256: str


class DocumentList(Schema):
    """The papers that the body sent for one order, the oldest first."""

    items: list[DocumentOut]


@router.post(
    "/orders/{order_id}/documents",
    response={201: DocumentOut, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 413: Problem,
              415: Problem, 422: Problem, 429: Problem},
    operation_id="attach_document",
    url_name="order_documents",
    summary="Attach a paper to an order",
)  # fmt: skip
def attach_document(
    request: HttpRequest,
    order_id: UUID,
    idempotency_key: IdempotencyKey,
    file: Annotated[UploadedFile, File(description="The paper; its type is told by its content, not by its name.")],
    kind: Annotated[
        Literal["ORDER", "ATTACHMENT", "PETITION"],
        Form(description="The order itself, what belongs to it, or what belongs to an answer to a petition."),
    ] = "ATTACHMENT",
    sha256: Annotated[
        str, Form(pattern=r"^([0-9a-fA-F]{64})?$", description="If given, it must be the SHA-256 of the file.")
    ] = "",
) -> HttpResponse:
    """The answer carries the SHA-256 of what was stored. Disguised, locked and empty files are refused."""
    hold_to(request, "documents", most=MOST_A_MINUTE)
    return once(
        request,
        idempotency_key,
        lambda: _attach(request, order_id, file, FileKind(kind), sha256),
        content=f"{kind}:{file.name}:{file.content_type}:{_sha256_of(file)}",
    )


def _attach(request: HttpRequest, order_id: UUID, file: UploadedFile, kind: FileKind, sha256: str) -> Written:
    actor = actor_of(request)
    actor.require(INTAKE_SUBMIT)
    order = intake.order_card(actor, order_id)
    if order.state in {state.value for state in ENDED}:
        raise OrderEnded
    if sha256 and sha256.lower() != _sha256_of(file):
        raise HashDoesNotFit(field="sha256")
    stored = store(
        actor,
        name=file.name or "",
        media_type=file.content_type or "",
        case_id=order_id,
        kind=kind,
        stream=cast(BinaryIO, file.file),
        scope=Scope(reference.unit(order.unit_id).path, order.region, "", Confidentiality(order.confidentiality)),
    )
    return 201, _out(next(one for one in files_of_case(order_id) if one.id == stored.id))


@router.get(
    "/orders/{order_id}/documents",
    response={200: DocumentList, 401: Problem, 403: Problem, 404: Problem},
    operation_id="list_documents",
    url_name="order_documents",
    summary="The papers that the body sent for an order",
)
def list_documents(request: HttpRequest, order_id: UUID) -> DocumentList:
    """Also those that came on paper and were scanned by the records office."""
    return DocumentList(items=[_out(one) for one in _papers(request, order_id)])


@router.get(
    "/orders/{order_id}/documents/{document_id}",
    response={401: Problem, 403: Problem, 404: Problem, 410: Problem, 416: Problem, 503: Problem},
    operation_id="get_document",
    url_name="order_document",
    summary="One paper, byte for byte; Range is honoured",
    openapi_extra=A_DOCUMENT,
)
def get_document(request: HttpRequest, order_id: UUID, document_id: UUID) -> HttpResponseBase:
    """The reading is noted; ETag is the SHA-256."""
    if document_id not in {one.id for one in _papers(request, order_id)}:
        raise NotVisible
    return file_answer(request, open_file(actor_of(request), document_id, checked=INTAKE_VIEW))


def papers_of(order_id: UUID) -> list[FileFacts]:
    """The body's own papers of an order; who may see the order, the caller has decided."""
    return [one for one in files_of_case(order_id) if one.kind in {kind.value for kind in OF_THE_BODY}]


def _papers(request: HttpRequest, order_id: UUID) -> list[FileFacts]:
    actor = actor_of(request)
    actor.require(INTAKE_VIEW)
    return papers_of(intake.order_card(actor, order_id).id)


def _out(one: FileFacts) -> DocumentOut:
    return DocumentOut(
        document_id=one.id,
        kind=one.kind,
        name=one.name,
        media_type=one.media_type,
        size=one.size,
        sha256=read_for_system(one.id).sha256,
    )


def _sha256_of(file: Any) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
