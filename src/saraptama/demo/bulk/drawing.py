"""What an order is about, by chance: body, category, specialties with experts who are free, words."""

import random

from saraptama.casework.intake.enums import Series
from saraptama.casework.intake.rules import number_text
from saraptama.demo.bulk import shares
from saraptama.demo.bulk.course import Course, Fate
from saraptama.demo.bulk.days import day_text
from saraptama.demo.bulk.ids import identifier
from saraptama.demo.bulk.paper import Counters, Paper
from saraptama.demo.bulk.shares import Wheel
from saraptama.demo.bulk.stories import LANGUAGES, Story, stories
from saraptama.demo.bulk.world import Body, Hand, Institute
from saraptama.demo.names import stock_of_names

_BODY_KIND = Wheel(shares.BODY_KINDS)
_CATEGORY = {kind: Wheel(weights) for kind, weights in shares.CATEGORIES_OF_BODY.items()}
_KIND, _CHANNEL = Wheel(shares.KINDS), Wheel(shares.CHANNELS)
_TRIES = 12


class Drawing:
    """Draws orders. `varied` ones put one to three questions; the others two."""

    def __init__(self, fate: Fate, counters: Counters, rng: random.Random, *, varied: bool) -> None:
        self.fate, self.counters, self.rng, self.varied = fate, counters, rng, varied
        self.names = stock_of_names(1)

    def paper(self, institute: Institute, day: int, composition: str) -> Paper:
        """An order of an institute, registered on a day."""
        rng = self.rng
        body = self._body(institute)
        category = _CATEGORY[body.kind].draw(rng) if body.kind in _CATEGORY else "CRIM"
        specialties, courses, experts = self._work(institute, day, composition)
        language = 0 if rng.random() < shares.KAZAKH_PROCEEDINGS else 1
        person, official = (self.names[int(rng.random() * len(self.names))] for _ in range(2))
        told = _told(specialties[0], language)
        paper = Paper(
            id=identifier(rng, day, 32_000_000),
            conversation=identifier(rng, day, 32_100_000),
            day=day,
            institute=institute,
            body=body,
            category=category,
            kind=_KIND.draw(rng),
            composition=composition,
            channel=_CHANNEL.draw(rng),
            language=language,
            person=person,
            official=official,
            specialties=specialties,
            plot=told.plots[int(rng.random() * len(told.plots))],
            number=str(int(rng.random() * 9000) + 1),
            registration=identifier(rng, day, 32_300_000),
            registered_as=self._number(institute, Series.ORDER, day),
            incoming=self._number(institute, Series.INCOMING, day),
            courses=courses,
            experts=experts,
        )
        for seq, code in enumerate(specialties, start=1):
            self._ask(paper, seq, _told(code, language))
        return paper

    def _number(self, institute: Institute, series: Series, day: int) -> str:
        year = int(day_text(day)[:4])
        number = self.counters.next(institute.id, series.value, year)
        return number_text(prefix=institute.prefix, year=year, series=series, number=number)

    def _work(
        self, institute: Institute, day: int, composition: str
    ) -> tuple[list[str], list[Course], list[list[tuple[Hand, str]]]]:
        """Specialties for which the institute has experts on the day of assignment; rarely, nobody is free."""
        wanted = 2 if composition == "COMMISSION" else 1
        for _ in range(_TRIES):
            specialties = self._specialties(institute, composition)
            courses = [self.fate.course(day) for _ in specialties]
            experts = [
                institute.choose(self.rng, code, course.assigned, wanted)
                for code, course in zip(specialties, courses, strict=True)
            ]
            if all(len(found) == wanted for found in experts):
                return specialties, courses, experts
        for course in courses:
            course.leave_unassigned()
        return specialties, courses, [[] for _ in courses]

    def _body(self, institute: Institute) -> Body:
        while True:
            found = institute.bodies.get(_BODY_KIND.draw(self.rng))
            if found:
                return found[int(self.rng.random() * len(found))]

    def _specialties(self, institute: Institute, composition: str) -> list[str]:
        first = institute.specialties.draw(self.rng)
        if composition != "COMPLEX":
            return [first]
        while (second := institute.specialties.draw(self.rng)) == first:
            pass
        return [first, second]

    def _ask(self, paper: Paper, seq: int, told: Story) -> None:
        count = 1 + int(self.rng.random() * 3) if self.varied else 2
        paper.questions += [(question, seq) for question in told.ask(self.rng, count)]
        paper.things += [(thing, seq) for thing in told.things[:2]]


def _told(specialty: str, language: int) -> Story:
    return stories()[specialty.partition(".")[0], LANGUAGES[language]]
