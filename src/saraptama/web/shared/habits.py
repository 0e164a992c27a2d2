"""How this person likes this table: saved views, columns, the view it opens with."""

from functools import cached_property

from django.http import HttpRequest, QueryDict

from saraptama.foundation.desktop.selectors import columns_of_person, views_of_person
from saraptama.foundation.desktop.types import View
from saraptama.kernel.actor import ActorKind, ActorRef


class Habits:
    """Asked for only when a table is shown to a signed-in person; a visitor's table has none."""

    def __init__(self, request: HttpRequest, table: str) -> None:
        self.request = request
        match = getattr(request, "resolver_match", None)
        self.page = f"{match.view_name}:{table}" if match and match.view_name else ""

    @cached_property
    def actor(self) -> ActorRef | None:
        return getattr(self.request, "actor", None)

    @property
    def are_kept(self) -> bool:
        """Whether a choice made here can be kept for the next time."""
        return bool(self.page) and self.actor is not None and self.actor.kind is ActorKind.PERSON

    @cached_property
    def views(self) -> list[View]:
        return views_of_person(self.actor.id, self.page) if self.are_kept and self.actor else []

    @cached_property
    def columns(self) -> list[str]:
        return columns_of_person(self.actor.id, self.page) if self.are_kept and self.actor else []

    def opening_query(self) -> QueryDict | None:
        """The view with which the person opens this table, where the address asks for nothing in particular."""
        if self.request.GET or not self.are_kept:
            return None
        opening = next((view for view in self.views if view.is_default), None)
        return QueryDict(opening.query) if opening else None
