"""Orders being written. What is typed is kept as it was typed, page by page, right or not, and read when sent."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import QueryDict

from saraptama.casework.intake import services
from saraptama.casework.intake.selectors import drafts_of as kept_of
from saraptama.foundation.reference import selectors as reference
from saraptama.journey import draft_papers
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible

Typed = dict[str, list[str]]


@dataclass
class Draft:
    """One order on its way: by page, the fields as the browser sent them."""

    id: UUID
    order_kinds: tuple[str, ...] = ()
    """What the writer's body may issue, the usual kind first (reference data); empty means any."""
    names_itself: bool = False
    """Whether the body must write its own name, because its kind has none (domain.md, 4.1)."""
    pages: dict[str, Typed] = field(default_factory=dict)

    def typed(self, page: str) -> QueryDict | None:
        """What stands on a page, as a form reads it; None for a page not yet opened."""
        if page not in self.pages:
            return None
        data = QueryDict(mutable=True)
        for name, values in self.pages[page].items():
            data.setlist(name, list(values))
        return data

    def given(self) -> dict[str, Any]:
        """What the pages must know of the writer and of each other."""
        return {
            "order_kinds": self.order_kinds,
            "names_itself": self.names_itself,
            "chosen_order_kind": self.value("examination", "order_kind"),
        }

    def value(self, page: str, name: str) -> str:
        """One field of a page; empty when it was not filled in."""
        return (self.pages.get(page, {}).get(name) or [""])[0]


def drafts_of(actor: ActorRef) -> list[Draft]:
    """The person's drafts, the one touched last on top."""
    return [_draft(row) for row in kept_of(actor)]


def draft_of(actor: ActorRef, draft_id: UUID) -> Draft:
    """One of the person's drafts, or NotVisible."""
    row = kept_of(actor).filter(pk=draft_id).first()
    if row is None:
        raise NotVisible
    return _draft(row)


def begin(actor: ActorRef) -> Draft:
    """A new draft."""
    return _draft(services.begin_draft(actor))


def keep(actor: ActorRef, draft: Draft, page: str, data: QueryDict) -> None:
    """Keep what stands on a page."""
    draft.pages[page] = {
        name: [value.replace("\x00", "") for value in values]  # a zero character cannot be stored, nor was it typed
        for name, values in data.lists()
        if name not in ("csrfmiddlewaretoken", "then") and not name.endswith(("-add", "-remove"))
    }
    services.save_draft(actor, draft_id=draft.id, page=page, typed=draft.pages[page])


def discard(actor: ActorRef, draft: Draft) -> None:
    """Forget a draft with its papers."""
    draft_papers.forget(actor, draft_id=draft.id)


def _draft(row: Any) -> Draft:
    kind = reference.body_kind(reference.body(row.body_id).kind_code)
    return Draft(row.pk, kind.order_kinds, kind.free_name_required, dict(row.pages))
