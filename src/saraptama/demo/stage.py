"""What a scene is made of: an order unlike the others, a clock held some days back, steps of the play."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from saraptama.casework.custody import selectors as custody
from saraptama.demo.played_journey import STEPS, Story, order_arrives
from saraptama.kernel import clock

Drain = Callable[[], None]
NO_ID = UUID(int=0)


@dataclass(frozen=True)
class Matter:
    """What makes one order unlike the others."""

    number: str
    object_name: str
    question: str
    plot: str
    language: str = "ru"
    asks: dict[str, Any] = field(default_factory=dict)
    """What it asks for otherwise than the play: another composition, other specialties."""
    questions: tuple[dict[str, str], ...] = ()
    """All its questions, where they are not the play's with another first one."""

    def document(self, words: dict[str, Any]) -> bytes:
        """The play's order with the particulars of this matter."""
        questions = [{**words["questions"][0], "text": self.question}, *words["questions"][1:]]
        objects = [{**words["objects"][0], "name": self.object_name}, *words["objects"][1:]]
        own = {
            "number": self.number,
            "plot": self.plot,
            "questions": list(self.questions) or questions,
            "objects": objects,
        }
        case = {**words["case"], "number": f"267199039999{self.number}"}
        examination = {**words["examination"], **self.asks}
        return json.dumps({**words, **own, "case": case, "examination": examination}, ensure_ascii=False).encode()


@dataclass
class Scene:
    """Where a story stands, with what else came up in it."""

    story: Story
    hand_over_id: UUID = NO_ID
    return_id: UUID = NO_ID
    object_ids: list[UUID] = field(default_factory=list)


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    """The clock some days back."""
    with clock.held_at(clock.now() - timedelta(days=days)):
        yield


def begun(matter: Matter, drain: Drain) -> Story:
    """The body's system sends the order; it is registered at once."""
    story = Story(drain=drain, language=matter.language)
    order_arrives(story, matter.document(json.loads(story.words.order_document(clock.today()))))
    return story


def go_on(story: Story, *names: str) -> None:
    """Play further steps."""
    steps = dict(STEPS)
    for name in names:
        steps[name](story)


TO_PRODUCTION = ("objects", "assignment", "hand_over", "production")


def things_of(story: Story) -> list[UUID]:
    """The objects of the story's order."""
    return [thing.id for thing in custody.objects_of_order(story.actor("bolat"), story.order_id)]
