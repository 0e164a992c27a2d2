"""The entrance and the state of the service."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from saraptama.kernel import clock
from saraptama.web.public.state import parts
from saraptama.web.shared.desks import desks_of
from saraptama.web.shared.tones import Tone


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A visitor sees what the service is; a person with one desk sits down at it, with several chooses.

    Whoever came with a one-time password is sent on at once: every desk first asks for a factor and a password of
    one's own.
    """
    if request.actor is None:  # type: ignore[attr-defined] # ActorMiddleware
        return render(request, "public/entrance.html")
    desks = desks_of(request.actor)  # type: ignore[attr-defined] # ActorMiddleware
    is_new = getattr(request.user, "must_change_password", False)
    if len(desks) == 1 or (desks and is_new):
        return redirect(desks[0].url())
    return render(request, "public/desks.html", {"desks": desks})


@require_safe
def service_status(request: HttpRequest) -> HttpResponse:
    """How the service is, now. A monitor reads the status code: 503 while records cannot be read."""
    found = parts()
    works = all(part.chip.tone is Tone.DONE for part in found)
    context = {"parts": found, "works": works, "now": clock.now()}
    return render(request, "public/service_status.html", context, status=503 if len(found) == 1 else 200)
