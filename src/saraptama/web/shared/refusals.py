"""Refusals as answers: what happened, what is safe, what to do, and a code to quote. Never just “error”."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.kernel.errors import Refusal, Refusals


@dataclass(frozen=True)
class Explanation:
    """The three sentences of a failure's page."""

    title: str | Promise
    safe: str | Promise
    to_do: str | Promise


NOTHING_WRITTEN = _("Nothing was saved or sent by this step; everything saved before it is in place.")

EXPLANATIONS: dict[int, Explanation] = {
    400: Explanation(
        _("The request was not understood"),
        NOTHING_WRITTEN,
        _("Go back, reload the page and try once more. If you followed a link, it may have been cut short."),
    ),
    403: Explanation(
        _("You may not do this"),
        NOTHING_WRITTEN,
        _("If it belongs to your duties, ask the administrator of your institute to extend your role."),
    ),
    404: Explanation(
        _("Nothing was found by this address"),
        _("Nothing was lost: a record that exists is found through search and through your desk."),
        _("Check the address or number, or look for it from your desk."),
    ),
    409: Explanation(
        _("The record is no longer as you saw it"),
        NOTHING_WRITTEN,
        _("Open the page again, look at what has changed, and repeat the step if it is still needed."),
    ),
    413: Explanation(
        _("The file is too large"),
        _("The file was not stored; what you wrote before is in place."),
        _("Choose a smaller file or divide it. The limit stands beside the field."),
    ),
    422: Explanation(
        _("This cannot be done yet"),
        NOTHING_WRITTEN,
        _("Mend what is named above, then repeat the step."),
    ),
    429: Explanation(
        _("Too many attempts"),
        _("Nothing was lost, and your account is not blocked for good."),
        _("Wait a few minutes and try again."),
    ),
    500: Explanation(
        _("The service could not finish this step"),
        _("The step was undone as a whole: either all of it is saved or none of it."),
        _("Look whether the record changed, then try again. If it happens twice, tell support the code below."),
    ),
}


def explanation_of(status: int) -> Explanation:
    """The sentences for a status; an unlisted one is explained by its hundred."""
    return EXPLANATIONS.get(status) or EXPLANATIONS[500 if status >= 500 else 400]


def reasons_of(refusal: Refusal) -> list[Refusal]:
    """Each single reason."""
    if isinstance(refusal, Refusals):
        return [single for reason in refusal.reasons for single in reasons_of(reason)]
    return [refusal]


def wants_json(request: HttpRequest) -> bool:
    """A machine asked: it prefers JSON to a page."""
    return request.get_preferred_type(["text/html", "application/json", "application/problem+json"]) not in (
        "text/html",
        None,
    )


def refusal_response(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer for a refusal, as a page or as problem details (RFC 9457)."""
    reasons = reasons_of(refusal)
    return failure_response(request, refusal.status, code=refusal.code, reasons=[reason.text() for reason in reasons])


def failure_response(
    request: HttpRequest, status: int, *, code: str = "", reasons: list[str] | None = None
) -> HttpResponse:
    """The page of a failure. It is whole by itself, so that it shows even where the frame would fail."""
    explanation = explanation_of(status)
    correlation_code = getattr(request, "correlation_code", "")
    if wants_json(request):
        problem = {
            "type": f"urn:saraptama:refusal:{code or status}",
            "title": str(explanation.title),
            "status": status,
            "detail": " ".join(reasons or [str(explanation.to_do)]),
            "code": code,
            "correlation_code": correlation_code,
        }
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    context = {
        "explanation": explanation,
        "status": status,
        "code": code,
        "reasons": reasons or [],
        "correlation_code": correlation_code,
    }
    return render(request, "failure.html" if status < 500 else "failure_bare.html", context, status=status)
