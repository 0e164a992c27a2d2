"""Beginning a tour, going on, ending it. The stop is kept in the session; the card shows on every page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from saraptama.web.help.tours import BY_CODE, SESSION_KEY, TOURS, stop_of

ON, BACK, END = "on", "back", "end"


@require_safe
def tours(request: HttpRequest) -> HttpResponse:
    """Every tour, with the account it is walked with."""
    login = getattr(request.user, "login", "")
    return render(request, "help/tours.html", {"tours": TOURS, "login": login})


@require_POST
def tour_step(request: HttpRequest) -> HttpResponse:
    """Begin a tour by its code, or go on, back, or out of the one that is on."""
    begun = request.POST.get("begin", "")
    if begun in BY_CODE:
        request.session[SESSION_KEY] = [begun, 0]
    stop = stop_of(request.session.get(SESSION_KEY))
    turn = request.POST.get("turn", "")
    if stop is None or turn == END:
        request.session.pop(SESSION_KEY, None)
        return redirect("tours")
    if turn:
        number = stop.number + (1 if turn == ON else -1)
        request.session[SESSION_KEY] = [stop.tour.code, max(number, 0)]
    now = stop_of(request.session[SESSION_KEY])
    return redirect((now.step.url if now else "") or request.headers.get("Referer") or "/")
