"""Problem details (RFC 9457): every refusal as a type, a sentence, and a code to quote."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from saraptama.foundation.audit.services import record_refusal
from saraptama.integrations.order_documents.errors import DocumentTooLarge
from saraptama.integrations.order_documents.field_defects import refusal_of
from saraptama.integrations.order_documents.reading import MOST_BYTES
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal, Refusals

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


class Reason(Schema):
    """One reason among several."""

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


def _answer(
    api: NinjaAPI, request: HttpRequest, *, status: int, code: str, detail: str, reasons: list[Reason]
) -> HttpResponse:
    problem = Problem(
        type=f"urn:saraptama:problem:{code}",
        title=str(_("The request was refused; nothing was written.")),
        status=status,
        detail=detail,
        code=code,
        reasons=reasons,
        correlation_id=str(getattr(request, "correlation_id", "")),
    )
    response = api.create_response(request, problem.model_dump(), status=status)
    response["Content-Type"] = MEDIA_TYPE
    return response


def refusal_answer(api: NinjaAPI, request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A domain refusal with the reasons it carries."""
    parts = refusal.reasons if isinstance(refusal, Refusals) else [refusal]
    reasons = [Reason(code=part.code, detail=part.text(), field=part.field) for part in parts]
    return _answer(api, request, status=refusal.status, code=refusal.code, detail=refusal.text(), reasons=reasons)


def _note_refused_write(request: HttpRequest, code: str) -> None:
    """A refused attempt to write is itself recorded; what it would have written was rolled back."""
    actor = getattr(request, "auth", None)
    if request.method not in SAFE_METHODS and isinstance(actor, ActorRef):
        record_refusal(actor, act="api.request", code=code, details={"path": request.path})


def install(api: NinjaAPI) -> None:
    """Let every kind of failure leave the interface as a problem."""

    @api.exception_handler(Refusal)
    def on_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        _note_refused_write(request, refusal.code)
        return refusal_answer(api, request, refusal)

    @api.exception_handler(RequestDataTooBig)
    def on_too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        return on_refusal(request, DocumentTooLarge(size=request.headers.get("Content-Length", "?"), most=MOST_BYTES))

    @api.exception_handler(ValidationError)
    def on_invalid(request: HttpRequest, invalid: ValidationError) -> HttpResponse:
        return on_refusal(request, refusal_of([{**error, "loc": error["loc"][2:]} for error in invalid.errors]))

    @api.exception_handler(AuthenticationError)
    def on_unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        response = refusal_answer(api, request, NotAuthenticated())
        response["WWW-Authenticate"] = "Bearer"
        return response

    @api.exception_handler(HttpError)
    def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        """The framework wraps what the body's reader refused; the refusal itself says more."""
        if isinstance(error.__cause__, Refusal):
            return on_refusal(request, error.__cause__)
        return refusal_answer(api, request, RequestUnreadable())
