"""Writes of machines: each under a key of its own, each done once, a repeat answered as the first one was."""

import hashlib
from collections.abc import Callable
from typing import Annotated

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from ninja import Header, Schema

from saraptama.api.v1.security import actor_of
from saraptama.foundation.messaging import services as messaging
from saraptama.kernel.errors import Refusal

LONGEST_KEY = 100
KEY = r"^[!-~]([ -~]{0,98}[!-~])?$"

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=KEY,
        description="Names this request: a repeat under the same key gets the same answer, and nothing is done twice.",
    ),
]


class IdempotencyKeyMissing(Refusal):
    """Every write names itself, so that a repeat is recognised."""

    code = "idempotency_key_missing"
    message = _("Send the header Idempotency-Key: a text of 1 to 100 characters that names this message.")
    status = 400


Written = tuple[int, Schema | None]
"""The status of an answer, and what it says."""


def once(request: HttpRequest, key: str, act: Callable[[], Written], *, content: str | None = None) -> HttpResponse:
    """Do the act under its key and answer; a repeat is answered from what was kept, and says so in a header.

    `content` stands for a body that was read as a stream: its SHA-256.
    """
    named = "\n".join((request.method or "", request.get_full_path(), content or _digest(request.body)))
    answer, repeated = messaging.once(
        actor_of(request), key=key, request_sha256=_digest(named.encode()), act=lambda: _plain(act())
    )
    response = (
        HttpResponse(status=answer.status)
        if answer.body is None
        else JsonResponse(answer.body, status=answer.status, json_dumps_params={"ensure_ascii": False})
    )
    if repeated:
        response["Idempotency-Replayed"] = "true"
    return response


def _plain(written: Written) -> tuple[int, object]:
    status, said = written
    return status, None if said is None else said.model_dump(mode="json")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
