"""The page of results, and the suggestions while somebody types."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods, require_POST

from saraptama.foundation.audit.services import note_read
from saraptama.kernel.actor import ActorRef
from saraptama.web.custody_room.scanned import object_page_of, printed_page
from saraptama.web.examination_page.acting import acting
from saraptama.web.help.topics import find_topics
from saraptama.web.search.finding import Group, exact_hit, groups_of, may_find_people
from saraptama.web.search.hits import Hit
from saraptama.web.search.kept import keep, kept, masked, names_a_person
from saraptama.web.search.misspelt import nearest_words
from saraptama.web.search.pages import find_pages
from saraptama.web.search.understanding import LONGEST, Kind, Reading, readings
from saraptama.web.search.words import NAMES, told
from saraptama.web.shared.time_limit import within_time

SUGGESTIONS = 6
CODE_PAGES = {Kind.CHECK_CODE: "check_conclusion", Kind.STATUS_CODE: "track_status"}


@dataclass(frozen=True)
class Understood:
    """One way in which the text was read, as the page says it."""

    name: str | Promise
    value: str
    is_refused: bool


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """What was understood, the exact hit, and the results by group; one group alone can be paged through.

    The box sends what was typed in the request's body. The address of the results holds it, so that they can be
    reloaded and passed on; unless it names a person.
    """
    if request.method == "POST":
        typed = request.POST.get("q", "").strip()
        return redirect(_scanned(request, typed) or _address_of(request, typed))
    typed = request.GET.get("q", "").strip()
    if names_a_person(typed):
        return redirect(_address_of(request, typed))
    if "kept" in request.GET:
        typed = kept(request, request.GET["kept"])
    return _results_page(request, typed)


def _scanned(request: HttpRequest, typed: str) -> str:
    """A label that a scanner typed into the box opens its page at once (features A10)."""
    actor = acting(request)
    is_label = any(reading.kind is Kind.LABEL for reading in readings(typed))
    return printed_page(typed) or (object_page_of(actor, typed) if is_label else "")


def _address_of(request: HttpRequest, typed: str) -> str:
    named = {"kept": keep(request, typed)} if names_a_person(typed) else {"q": typed[:LONGEST]}
    return f"{reverse('search')}?{urlencode(named)}"


def _results_page(request: HttpRequest, typed: str) -> HttpResponse:
    actor = acting(request)
    chosen = request.GET.get("in", "")
    found = readings(typed)
    with within_time():
        groups, corrected = _results(actor, found)
        groups = [group for group in groups if not chosen or group.key == chosen]
        for group in groups:
            group.whole, group.cursor = group.key == chosen, request.GET.get("cursor", "")
        context = _context(actor, typed, found, [group for group in groups if group.page.rows])
    asked = {name: request.GET[name] for name in ("kept", "q") if name in request.GET}
    more = {
        "groups": [_shown(group, asked) for group in context.pop("groups")],
        "all_url": f"?{urlencode(asked)}",
        "is_forgotten": "kept" in asked and not typed,
    }
    return render(request, "search/results.html", {**context, **more, "chosen": chosen, "corrected": corrected})


def _results(actor: ActorRef, found: tuple[Reading, ...]) -> tuple[list[Group], str]:
    """The groups; where words brought nothing, those of the nearest known words, with these words."""
    groups = groups_of(actor, found)
    if any(group.page.rows for group in groups) or not found or found[-1].kind is not Kind.WORDS:
        return groups, ""
    corrected = nearest_words(found[-1].value)
    if not corrected:
        return groups, ""
    again = groups_of(actor, (Reading(Kind.WORDS, corrected),))
    return (again, corrected) if any(group.page.rows for group in again) else (groups, "")


def _context(actor: ActorRef, typed: str, found: tuple[Reading, ...], groups: list[Group]) -> dict[str, Any]:
    if any(reading.kind is Kind.IIN for reading in found) and may_find_people(actor):
        _note_what_was_found(actor, groups)
    return {
        "search_words": typed,
        "understood": [_understood(actor, reading) for reading in found],
        "exact": exact_hit(groups, found),
        "named": masked(typed),
        "groups": groups,
        "pages": [*_code_page(found), *find_pages(actor, typed)],
        "topics": find_topics(actor, typed),
    }


def _understood(actor: ActorRef, reading: Reading) -> Understood:
    return Understood(
        NAMES[reading.kind], masked(str(told(reading))), reading.kind is Kind.IIN and not may_find_people(actor)
    )


def _note_what_was_found(actor: ActorRef, groups: list[Group]) -> None:
    """Whoever looks up a person by number has read of that person's cases: it is noted at each order shown."""
    for group in groups:
        if group.key == "orders":
            for row in group.page.rows:
                note_read(actor, subject=row)


def _shown(group: Group, asked: dict[str, str]) -> dict[str, Any]:
    def address(**more: str) -> str:
        return f"?{urlencode({**asked, 'in': group.key, **more})}"

    return {
        "group": group,
        "all_url": "" if group.whole or not group.page.next else address(),
        "next_url": address(cursor=group.page.next) if group.whole and group.page.next else "",
        "previous_url": address(cursor=group.page.previous) if group.whole and group.page.previous else "",
    }


def _code_page(found: tuple[Reading, ...]) -> list[Hit]:
    """Where a code is checked: the one under a conclusion's QR, the one by which the parties follow an order."""
    return [
        Hit(
            NAMES[reading.kind], reverse(CODE_PAGES[reading.kind], args=[reading.value]), reading.value, None, "qr-code"
        )
        for reading in found
        if reading.kind in CODE_PAGES
    ]


@require_POST
@login_required
def suggest(request: HttpRequest) -> HttpResponse:
    """A few lines under the search box while somebody types: what was understood, and the first hits."""
    actor = acting(request)
    typed = request.POST.get("q", "").strip()
    found = readings(typed) if len(typed) > 1 else ()
    with within_time():
        groups = groups_of(actor, found)
        hits = [hit for group in groups for hit in group.hits][:SUGGESTIONS]
    hits += find_pages(actor, typed)[: SUGGESTIONS - len(hits)] if found else []
    context = {
        "search_words": typed,
        "understood": [_understood(actor, reading) for reading in found][:1],
        "hits": [*_code_page(found), *hits],
    }
    return render(request, "search/suggestions.html", context)
