"""Problem details (RFC 9457): every refusal as a type, a sentence, and a code to quote."""

from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from saraptama.api.v1.writing import IdempotencyKeyMissing
from saraptama.foundation.audit.services import record_refusal
from saraptama.foundation.messaging.errors import TooOften
from saraptama.integrations.order_documents.errors import DocumentTooLarge, EmptyDocument
from saraptama.integrations.order_documents.field_defects import refusal_of
from saraptama.integrations.order_documents.places import place_in_document
from saraptama.integrations.order_documents.reading import MOST_BYTES
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal, Refusals

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class NotAuthenticated(Refusal):
    """No token, or one that is not valid now."""

    code = "not_authenticated"
    message = _("Send a valid access token: Authorization: Bearer …")
    status = 401


class RequestUnreadable(Refusal):
    """The body could not be read at all."""

    code = "request_unreadable"
    message = _("The request could not be read. Check its method, its headers and its body.")
    status = 400


class ServiceBroken(Refusal):
    """A mistake of ours."""

    code = "internal"
    message = _("The service could not finish this step; it was undone as a whole. Try again, then quote the code.")
    status = 500


class Reason(Schema):
    """One reason among several; `field` is the place in the document, rows counted from 1."""

    code: str
    detail: str
    field: str


class Problem(Schema):
    """What went wrong, what is wrong with it, and what to quote (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    reasons: list[Reason]
    correlation_id: str


def refusal_answer(api: NinjaAPI, request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal with the reasons it carries, in the language that the request asks for."""
    parts = reasons_of(refusal)
    problem = Problem(
        type=f"urn:saraptama:problem:{refusal.code}",
        title=gettext("The request was refused; nothing was written."),
        status=refusal.status,
        detail=" ".join(part.text() for part in parts),
        code=refusal.code,
        reasons=[Reason(code=p.code, detail=p.text(), field=place_in_document(p.field)) for p in parts],
        correlation_id=str(getattr(request, "correlation_code", "")),
    )
    response = api.create_response(request, problem.model_dump(), status=refusal.status)
    response["Content-Type"] = MEDIA_TYPE
    if isinstance(refusal, TooOften):
        response["Retry-After"] = str(refusal.params["seconds"])
    return response


def reasons_of(refusal: Refusal) -> list[Refusal]:
    """Each single reason."""
    return list(refusal.reasons) if isinstance(refusal, Refusals) else [refusal]


def _note_refused_write(request: HttpRequest, refusal: Refusal) -> None:
    """A refused attempt to write is itself recorded; what it would have written was rolled back."""
    actor = getattr(request, "auth", None)
    if request.method not in SAFE_METHODS and isinstance(actor, ActorRef):
        codes = sorted({reason.code for reason in reasons_of(refusal)})
        record_refusal(actor, act="api.request", code=refusal.code, details={"path": request.path, "reasons": codes})


def _of_invalid(errors: list[dict[str, Any]]) -> Refusal:
    """What the schema says against the request; the first steps of a place name the source and the parameter."""
    if any(error["loc"][0] == "path" for error in errors):
        return NotVisible()
    if any(error["loc"][0] == "header" and error["loc"][-1] == "Idempotency-Key" for error in errors):
        return IdempotencyKeyMissing(field="Idempotency-Key")
    if any(error["loc"][0] == "body" and len(error["loc"]) == 2 and error["type"] == "missing" for error in errors):
        return EmptyDocument()
    return refusal_of([{**error, "loc": error["loc"][2 if error["loc"][0] == "body" else 1 :]} for error in errors])


def install(api: NinjaAPI) -> None:
    """Let every kind of failure leave the interface as a problem."""

    @api.exception_handler(Refusal)
    def on_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        _note_refused_write(request, refusal)
        return refusal_answer(api, request, refusal)

    @api.exception_handler(RequestDataTooBig)
    def on_too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        return on_refusal(request, DocumentTooLarge(size=request.headers.get("Content-Length", "?"), most=MOST_BYTES))

    @api.exception_handler(MultiPartParserError)
    @api.exception_handler(SuspiciousOperation)
    @api.exception_handler(UnreadablePostError)
    def on_unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
        return on_refusal(request, RequestUnreadable())

    @api.exception_handler(ValidationError)
    def on_invalid(request: HttpRequest, invalid: ValidationError) -> HttpResponse:
        return on_refusal(request, _of_invalid(invalid.errors))

    @api.exception_handler(AuthenticationError)
    def on_unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        response = refusal_answer(api, request, NotAuthenticated())
        response["WWW-Authenticate"] = "Bearer"
        return response

    @api.exception_handler(HttpError)
    def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        """The framework wraps what the body's reader refused; the refusal itself says more."""
        cause = error.__cause__
        return on_refusal(request, cause if isinstance(cause, Refusal) else RequestUnreadable())

    @api.exception_handler(Exception)
    def on_broken(request: HttpRequest, error: Exception) -> HttpResponse:
        log.error("api_request_failed", path=request.path, exc_info=error)
        return refusal_answer(api, request, ServiceBroken())
