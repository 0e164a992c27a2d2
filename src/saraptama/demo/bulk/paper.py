"""An order about to be written, and the numbers that orders are given."""

from dataclasses import dataclass, field

from saraptama.demo.bulk import shares
from saraptama.demo.bulk.course import Course
from saraptama.demo.bulk.stories import Thing
from saraptama.demo.bulk.world import Body, Hand, Institute
from saraptama.demo.names import PersonName

_MEDICAL, _OPEN, _OFFICIAL = "MEDICAL", "OPEN", "OFFICIAL_USE"


@dataclass
class Counters:
    """The last numbers given by an institute, by series and year."""

    last: dict[tuple[str, str, int], int] = field(default_factory=dict)

    def next(self, institute: str, series: str, year: int) -> int:
        """The next number, without a gap."""
        key = (institute, series, year)
        number = self.last[key] = self.last.get(key, 0) + 1
        return number


@dataclass(slots=True)
class Paper:
    """An order about to be written."""

    id: str
    conversation: str
    day: int
    institute: Institute
    body: Body
    category: str
    kind: str
    composition: str
    channel: str
    language: int
    person: PersonName
    official: PersonName
    specialties: list[str]
    plot: str
    number: str
    registration: str
    registered_as: str
    incoming: str
    courses: list[Course]
    experts: list[list[tuple[Hand, str]]]
    questions: list[tuple[str, int]] = field(default_factory=list)
    things: list[tuple[Thing, int]] = field(default_factory=list)
    question_ids: list[tuple[str, int, int]] = field(default_factory=list)
    """Identifier and number of each question, and the specialty it is put to."""

    @property
    def confidentiality(self) -> str:
        """Medical secrecy where a person's body or mind is examined."""
        medical = any(code.partition(".")[0] in shares.MEDICAL_TYPES for code in self.specialties)
        return _MEDICAL if medical else _OFFICIAL if self.body.kind == "04" else _OPEN

    @property
    def city(self) -> str:
        """The institute's city in the language of the order."""
        return (self.institute.city_kk, self.institute.city_ru)[self.language]

    @property
    def told(self) -> str:
        """The circumstances, with the city in its place."""
        return self.plot.format(city=self.city)

    @property
    def is_closed(self) -> int:
        """The day on which the last examination was closed."""
        return max(course.closed for course in self.courses)
