"""Questions about a person's workplace."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, OuterRef, Q

from saraptama.foundation.desktop.enums import ExportFormat, ExportState, MailMode
from saraptama.foundation.desktop.models import (
    Export,
    KnownWord,
    LearntUpTo,
    MailedUpTo,
    MailWish,
    SavedView,
    TableHabit,
)
from saraptama.foundation.desktop.types import ExportLine, MailWishes, View
from saraptama.kernel import clock


def views_of_person(user_id: UUID, page: str) -> list[View]:
    """The views over a table: the person's own, and those that colleagues share with the unit; by name."""
    unit = get_user_model().objects.filter(pk=user_id).values("home_unit_id")
    opened = TableHabit.objects.filter(user_id=user_id, page=page, opens_with=OuterRef("pk"))
    reachable = SavedView.objects.filter(Q(owner_id=user_id) | Q(unit_id__in=unit), page=page)
    return [
        View(row.pk, row.name, row.query, row.owner_id == user_id, row.unit_id is not None, row.opened)
        for row in reachable.annotate(opened=Exists(opened)).order_by("name", "id")
    ]


def columns_of_person(user_id: UUID, page: str) -> list[str]:
    """The columns that the person chose for a table; none when the usual ones are shown."""
    chosen = TableHabit.objects.filter(user_id=user_id, page=page).values_list("columns", flat=True).first()
    return list(chosen or [])


def mail_wishes(user_id: UUID) -> MailWishes:
    """What a person wishes about e-mail; who never said anything is written to at once."""
    wish = MailWish.objects.filter(pk=user_id).first()
    return MailWishes(MailMode(wish.mode) if wish else MailMode.AT_ONCE, frozenset(wish.muted if wish else ()))


def mailed_up_to(user_id: UUID) -> datetime | None:
    """Up to which moment a person has been written to about notifications; None for never."""
    return MailedUpTo.objects.filter(pk=user_id).values_list("moment", flat=True).first()


def nearest_known_word(stems: Sequence[str]) -> str:
    """The known stem most like an unknown word's stems; empty when the word is known, or nothing is like it."""
    if KnownWord.objects.filter(word__in=stems).exists():
        return ""
    for stem in stems:
        alike = KnownWord.objects.filter(word__trigram_similar=stem).annotate(likeness=TrigramSimilarity("word", stem))
        if nearest := alike.order_by("-likeness", "word").values_list("word", flat=True).first():
            return nearest
    return ""


def learnt_up_to() -> UUID | None:
    """The order after which the learning of words goes on; None at the beginning of a round."""
    return LearntUpTo.objects.values_list("order_id", flat=True).first()


def exports_of(user_id: UUID) -> list[ExportLine]:
    """A person's files, the one asked for last on top."""
    return [
        ExportLine(
            id=row.pk,
            name=row.name,
            format=ExportFormat(row.format),
            state=ExportState(row.state),
            rows_done=row.rows_done,
            rows_expected=row.rows_expected,
            asked_at=row.asked_at,
            expires_at=row.expires_at,
            size=row.size,
        )
        for row in Export.objects.filter(user_id=user_id, expires_at__gt=clock.now()).order_by("-asked_at")[:50]
    ]
