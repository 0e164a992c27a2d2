"""Pages of help."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from saraptama.kernel.actor import ActorRef
from saraptama.web.help.glossary import entries_of
from saraptama.web.help.keys import ALWAYS, IN_FORMS, IN_LISTS, desk_shortcuts
from saraptama.web.help.topics import topics_for, topics_of_page
from saraptama.web.shared.desks import desks_of


def _reader(request: HttpRequest) -> ActorRef | None:
    return request.actor  # type: ignore[attr-defined] # ActorMiddleware


@require_safe
def help_home(request: HttpRequest) -> HttpResponse:
    """Help for the page one came from, then every task that concerns this person, then the keys."""
    reader = _reader(request)
    page = _page_named(request.GET.get("for", ""))
    here = topics_of_page(reader, page)
    others = [topic for topic in topics_for(reader) if topic not in here]
    return render(request, "help/help.html", {"here": here, "others": others, **_keys(reader)})


@require_safe
def help_topic(request: HttpRequest, code: str) -> HttpResponse:
    """One task."""
    topics = topics_for(_reader(request))
    found = next((topic for topic in topics if topic.code == code), None)
    if found is None:
        raise Http404
    return render(request, "help/topic.html", {"topic": found, "others": [t for t in topics if t.code != code]})


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Every key of the service."""
    return render(request, "help/keys.html", _keys(_reader(request)))


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """The field's words in the three languages, narrowed by what is typed."""
    typed = request.GET.get("words", "").strip()
    return render(request, "help/glossary.html", {"sections": entries_of(typed), "typed": typed})


def _keys(reader: ActorRef | None) -> dict[str, object]:
    return {
        "always": ALWAYS,
        "in_lists": IN_LISTS,
        "in_forms": IN_FORMS,
        "to_desks": desk_shortcuts(reader),
        "has_desks": bool(reader and desks_of(reader)),
    }


def _page_named(path: str) -> str:
    """The name of a page by its address; nothing for an address that leads nowhere."""
    try:
        return resolve(path).view_name if path.startswith("/") else ""
    except Resolver404:
        return ""
