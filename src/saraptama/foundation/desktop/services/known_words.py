"""The vocabulary that misspelt words are compared with."""

from collections.abc import Iterable
from uuid import UUID

from saraptama.foundation.desktop.models import KnownWord, LearntUpTo

SHORTEST, LONGEST = 4, 60


def learn_words(texts: Iterable[str], *, up_to: UUID | None) -> None:
    """Know the words of some orders; the next round begins after the last of them, or (None) from the first again."""
    found = {word for text in texts for word in text.split() if SHORTEST <= len(word) <= LONGEST and word.isalpha()}
    KnownWord.objects.bulk_create([KnownWord(word=word) for word in sorted(found)], ignore_conflicts=True)
    if up_to is None:
        LearntUpTo.objects.all().delete()
    else:
        LearntUpTo.objects.update_or_create(pk=1, defaults={"order_id": up_to})
