"""Orders being written. What is typed is kept as it was typed, page by page, right or not, and read when sent."""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest, QueryDict

from saraptama.kernel.errors import NotVisible
from saraptama.kernel.ids import new_id

KEY = "portal_drafts"
MOST = 20

Typed = dict[str, list[str]]


@dataclass
class Draft:
    """One order on its way: by page, the fields as the browser sent them."""

    id: UUID
    pages: dict[str, Typed] = field(default_factory=dict)

    def typed(self, page: str) -> QueryDict | None:
        """What stands on a page, as a form reads it; None for a page not yet opened."""
        if page not in self.pages:
            return None
        data = QueryDict(mutable=True)
        for name, values in self.pages[page].items():
            data.setlist(name, list(values))
        return data

    def value(self, page: str, name: str) -> str:
        """One field of a page; empty when it was not filled in."""
        return (self.pages.get(page, {}).get(name) or [""])[0]


def drafts_of(request: HttpRequest) -> list[Draft]:
    """The person's drafts, the newest first."""
    kept = request.session.get(KEY, {})
    return [Draft(UUID(key), pages) for key, pages in reversed(kept.items())]


def draft_of(request: HttpRequest, draft_id: UUID) -> Draft:
    """One of the person's drafts, or NotVisible."""
    found = next((draft for draft in drafts_of(request) if draft.id == draft_id), None)
    if found is None:
        raise NotVisible
    return found


def begin_draft(request: HttpRequest) -> Draft:
    """A new draft; of too many the oldest one goes."""
    draft = Draft(new_id())
    kept = request.session.get(KEY, {})
    request.session[KEY] = dict([*kept.items(), (str(draft.id), {})][-MOST:])
    return draft


def keep(request: HttpRequest, draft: Draft, page: str, data: QueryDict) -> None:
    """Keep what stands on a page."""
    draft.pages[page] = {
        name: list(values)
        for name, values in data.lists()
        if name not in ("csrfmiddlewaretoken", "then") and not name.endswith(("-add", "-remove"))
    }
    request.session[KEY] = {**request.session.get(KEY, {}), str(draft.id): draft.pages}


def discard_draft(request: HttpRequest, draft_id: UUID) -> None:
    """Forget a draft."""
    kept = dict(request.session.get(KEY, {}))
    kept.pop(str(draft_id), None)
    request.session[KEY] = kept
