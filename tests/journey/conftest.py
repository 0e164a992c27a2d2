"""A story that is played as far as a test wants it, and the acts that it left in the record."""

from collections.abc import Callable

import pytest

from saraptama.demo.draining import drain
from saraptama.demo.played_journey import STEPS, Story, play
from saraptama.foundation.audit.models import AuditEntry

Played = Callable[..., Story]


@pytest.fixture
def played(transactional_db: None) -> Played:
    """Plays one examination up to and with the named step; its whole way when no step is named."""

    def until(step: str = STEPS[-1][0], *, language: str = "ru") -> Story:
        story = Story(drain=drain, language=language)
        for _ in play(story, until=step):
            pass
        return story

    return until


class Acts:
    """The acts recorded since it was last asked."""

    def __init__(self) -> None:
        self._known = set(AuditEntry.objects.values_list("id", flat=True))

    def new(self) -> list[str]:
        fresh = dict(AuditEntry.objects.exclude(id__in=self._known).values_list("id", "act"))
        self._known.update(fresh)
        return sorted(fresh.values())


@pytest.fixture
def acts(transactional_db: None) -> Acts:
    return Acts()
