"""Questions about a person's workplace."""

from uuid import UUID

from django.db.models import Q

from saraptama.foundation.accounts.selectors import user as person_of
from saraptama.foundation.desktop.enums import MailMode
from saraptama.foundation.desktop.models import MailWish, SavedView, TableHabit
from saraptama.foundation.desktop.types import MailWishes, View


def views_of_person(user_id: UUID, page: str) -> list[View]:
    """The views over a table: the person's own, and those that colleagues share with the unit; by name."""
    rows = list(SavedView.objects.filter(page=page).filter(_reachable(user_id)).order_by("name", "id"))
    opens_with = TableHabit.objects.filter(user_id=user_id, page=page).values_list("opens_with_id", flat=True).first()
    return [
        View(row.pk, row.name, row.query, row.owner_id == user_id, row.unit_id is not None, row.pk == opens_with)
        for row in rows
    ]


def _reachable(user_id: UUID) -> Q:
    person = person_of(user_id)
    own = Q(owner_id=user_id)
    return own | Q(unit_id=person.unit_id) if person and person.unit_id else own


def columns_of_person(user_id: UUID, page: str) -> list[str]:
    """The columns that the person chose for a table; none when the usual ones are shown."""
    chosen = TableHabit.objects.filter(user_id=user_id, page=page).values_list("columns", flat=True).first()
    return list(chosen or [])


def mail_wishes(user_id: UUID) -> MailWishes:
    """What a person wishes about e-mail; who never said anything is written to at once."""
    wish = MailWish.objects.filter(pk=user_id).first()
    return MailWishes(MailMode(wish.mode) if wish else MailMode.AT_ONCE, frozenset(wish.muted if wish else ()))
