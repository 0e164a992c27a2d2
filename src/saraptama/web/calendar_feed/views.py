"""The calendar that a calendar program fetches, and the page on which a person makes its address."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.examinations.selectors import deadlines_of
from saraptama.foundation.accounts.selectors import calendar_feed_made_at, owner_of_calendar_feed
from saraptama.foundation.accounts.services import actor_for, make_calendar_feed, withdraw_calendar_feed
from saraptama.kernel import clock
from saraptama.web.calendar_feed.writing import calendar_file
from saraptama.web.check.limits import too_often
from saraptama.web.public.failures import too_many

MOST_PER_MINUTE = 120
"""A calendar program asks every few hours; behind one address there may be a whole institute."""
MEDIA_TYPE = "text/calendar; charset=utf-8"


@never_cache
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The days of the owner's examinations as they are now, without a session: the address itself is the key."""
    if too_often(request, "calendar", MOST_PER_MINUTE):
        return too_many(request)
    owner = owner_of_calendar_feed(secret)
    if owner is None:
        raise Http404
    with translation.override(owner.language):
        content = calendar_file(deadlines_of(actor_for(owner)), clock.now())
    return HttpResponse(content, content_type=MEDIA_TYPE)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Make, renew or withdraw one's own address. It is shown once; afterwards only its hash is known."""
    own = actor_for(request.user)  # type: ignore[arg-type] # signed in; in one's own post, never the holder's
    if request.method == "POST" and request.POST.get("act") == "withdraw":
        withdraw_calendar_feed(own)
        messages.success(request, _("The address is withdrawn: calendars that used it get nothing any more."))
        return redirect("my_calendar")
    address = ""
    if request.method == "POST":
        secret = make_calendar_feed(own)
        address = f"{settings.BASE_URL}{reverse('calendar_feed', args=[secret])}"
    context = {"address": address, "made_at": calendar_feed_made_at(own.id)}
    return render(request, "calendar_feed/my_calendar.html", context)
