"""The log, for anybody: checkpoint and tiles in the C2SP form. No token is asked for; no case can be read from it."""

import base64
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from saraptama.api.v1.limits import hold_to
from saraptama.api.v1.problems import Problem
from saraptama.foundation.audit.selectors import (
    entries_naming,
    latest_checkpoint,
    log_verifier_key,
    proof_of,
    published_tile,
)
from saraptama.foundation.messaging.selectors import dispatches_of_content
from saraptama.kernel.errors import NotVisible

router = Router(tags=["log"], auth=None)

_PLAIN = "text/plain; charset=utf-8"

MOST_A_MINUTE = 120


class ProofOut(Schema):
    """An inclusion proof (RFC 6962): leaf, audit path and signed checkpoint; binary parts in base64."""

    entry_id: UUID
    origin: str
    leaf_index: int
    tree_size: int
    leaf: str
    proof: list[str]
    checkpoint: str


def _answers(media_type: str, schema_format: str = "") -> dict[str, object]:
    schema = {"type": "string"} | ({"format": schema_format} if schema_format else {})
    return {"responses": {200: {"description": "OK", "content": {media_type: {"schema": schema}}}}}


@router.get(
    "/log/checkpoint",
    response={404: Problem},
    operation_id="log_checkpoint",
    url_name="log_checkpoint",
    summary="The newest signed checkpoint",
    openapi_extra=_answers("text/plain"),
)
def checkpoint(request: HttpRequest) -> HttpResponse:
    """A C2SP signed note: origin, size, root."""
    newest = latest_checkpoint()
    if newest is None:
        raise NotVisible
    return HttpResponse(newest.note, content_type=_PLAIN, headers={"Cache-Control": "no-cache"})


@router.get(
    "/log/key",
    operation_id="log_key",
    url_name="log_key",
    summary="The log's public key",
    openapi_extra=_answers("text/plain"),
)
def key(request: HttpRequest) -> HttpResponse:
    """The verifier key in the C2SP form."""
    return HttpResponse(log_verifier_key() + "\n", content_type=_PLAIN)


@router.get(
    "/log/proof",
    response={200: ProofOut, 404: Problem, 422: Problem, 429: Problem},
    operation_id="log_proof",
    url_name="log_proof",
    summary="Proof that an act, or a sealed file, stands in the log",
)
def proof(
    request: HttpRequest,
    entry_id: Annotated[UUID | None, Query(description="The act, by the id of its entry.")] = None,
    document: Annotated[
        str | None,
        Query(
            pattern=r"^[0-9a-fA-F]{64}$",
            description="SHA-256 of a sealed file that was sent: the proof of its dispatch.",
        ),
    ] = None,
) -> ProofOut:
    """By one of the two. Who knows a file's hash has held the file; the proof says nothing more of the case."""
    hold_to(request, "proofs", most=MOST_A_MINUTE)
    wanted = [entry_id] if entry_id else _entries_of(document.lower()) if document else []
    for one in wanted:
        if found := proof_of(one):
            return ProofOut(
                entry_id=one,
                origin=found.origin,
                leaf_index=found.leaf_index,
                tree_size=found.tree_size,
                leaf=_base64(found.leaf),
                proof=[_base64(node) for node in found.proof],
                checkpoint=found.checkpoint,
            )
    raise NotVisible


@router.get(
    "/log/{path:path}",
    response={404: Problem},
    operation_id="log_tile",
    url_name="log_tile",
    summary="A tile of hashes or a bundle of entries",
    openapi_extra=_answers("application/octet-stream", "binary"),
)
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """`tile/<level>/<number>[.p/<width>]`: hashes; `tile/entries/<number>[.p/<width>]`: the leaves themselves."""
    data = published_tile(path)
    if data is None:
        raise NotVisible
    lifetime = "no-cache" if ".p/" in path else "public, max-age=31536000, immutable"
    return HttpResponse(data, content_type="application/octet-stream", headers={"Cache-Control": lifetime})


def _entries_of(document: str) -> list[UUID]:
    return [entry for sent in dispatches_of_content(document) for entry in entries_naming(sent, document)]


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
