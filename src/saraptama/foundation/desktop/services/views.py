"""Saved views and habits of a table."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction

from saraptama.foundation.accounts.selectors import user as person_of
from saraptama.foundation.desktop.errors import ViewNameTaken, ViewNotShareable
from saraptama.foundation.desktop.models import SavedView, TableHabit
from saraptama.foundation.desktop.selectors import views_of_person
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible


def save_view(actor: ActorRef, *, page: str, name: str, query: str, shared: bool = False) -> UUID:
    """Save the view under a name, for oneself or also for the colleagues of one's unit."""
    person = person_of(actor.id)
    if shared and (person is None or person.unit_id is None):
        raise ViewNotShareable(field="shared")
    unit_id = person.unit_id if shared and person else None
    try:
        with transaction.atomic():
            made = SavedView.objects.create(owner_id=actor.id, unit_id=unit_id, page=page, name=name, query=query)
    except IntegrityError as exc:
        raise ViewNameTaken(field="name", name=name) from exc
    return made.pk


def remove_view(actor: ActorRef, *, view_id: UUID) -> None:
    """Remove one's own view; whoever opened a table with it gets the usual one again."""
    if not SavedView.objects.filter(pk=view_id, owner_id=actor.id).delete()[0]:
        raise NotVisible


def open_with(actor: ActorRef, *, page: str, view_id: UUID | None) -> None:
    """Open the table with this view from now on, or (without one) as it usually opens."""
    if view_id is not None and view_id not in [view.id for view in views_of_person(actor.id, page)]:
        raise NotVisible
    TableHabit.objects.update_or_create(user_id=actor.id, page=page, defaults={"opens_with_id": view_id})


def choose_columns(actor: ActorRef, *, page: str, columns: Sequence[str]) -> None:
    """Show these columns of the table from now on; none means the usual ones."""
    TableHabit.objects.update_or_create(user_id=actor.id, page=page, defaults={"columns": list(columns)})
