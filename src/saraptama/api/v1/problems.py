"""Problem details (RFC 9457): every refusal as a type, a sentence, and a code to quote."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from saraptama.kernel.errors import Refusal, Refusals

MEDIA_TYPE = "application/problem+json"


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


def _answer(api: NinjaAPI, request: HttpRequest, *, status: int, code: str, detail: str, reasons: list[Any]) -> HttpResponse:
    problem = Problem(
        type=f"urn:saraptama:problem:{code}",
        title=_("The request was refused; nothing was written."),
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
    return _answer(
        api, request, status=refusal.status, code=refusal.code, detail=refusal.text(), reasons=reasons
    )


def install(api: NinjaAPI) -> None:
    """Let every kind of failure leave the interface as a problem."""

    @api.exception_handler(Refusal)
    def on_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return refusal_answer(api, request, refusal)

    @api.exception_handler(ValidationError)
    def on_invalid(request: HttpRequest, invalid: ValidationError) -> HttpResponse:
        reasons = [
            Reason(code=error["type"], detail=error["msg"], field=".".join(str(step) for step in error["loc"]))
            for error in invalid.errors
        ]
        detail = _("The request does not follow the published schema.")
        return _answer(api, request, status=422, code="against_schema", detail=detail, reasons=reasons)

    @api.exception_handler(AuthenticationError)
    def on_unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        detail = _("Send a valid access token: Authorization: Bearer …")
        response = _answer(api, request, status=401, code="not_authenticated", detail=detail, reasons=[])
        response["WWW-Authenticate"] = "Bearer"
        return response

    @api.exception_handler(HttpError)
    def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return _answer(
            api, request, status=error.status_code, code="bad_request", detail=str(error), reasons=[]
        )
