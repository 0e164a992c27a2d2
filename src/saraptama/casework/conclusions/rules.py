"""What a conclusion must contain and how its answers are counted. Pure: values in, values with reasons out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

from saraptama.casework.conclusions.enums import ConclusionKind, MandatoryElement, Outcome
from saraptama.casework.conclusions.marks import Figure, mark, referred

_CERTAINTY = {outcome: place for place, outcome in enumerate(Outcome)}


@dataclass(frozen=True, slots=True)
class Cell:
    """An answer: to a question, for a range of objects (or the whole), by a group of signatories (or all of them)."""

    question: int
    outcome: Outcome
    first_object: int | None = None
    last_object: int | None = None
    group: frozenset[UUID] = frozenset()

    def speaks_for(self, expert: UUID) -> bool:
        """Whether the expert shares this answer."""
        return not self.group or expert in self.group

    def meets(self, other: "Cell") -> bool:
        """Whether both answer the same question for the same object in the name of the same person."""
        return (
            self.question == other.question
            and (not self.group or not other.group or bool(self.group & other.group))
            and self._first <= other._last
            and other._first <= self._last
            and (self.first_object is None) == (other.first_object is None)
        )

    @property
    def _first(self) -> int:
        return self.first_object or 0

    @property
    def _last(self) -> int:
        return self.last_object or self._first


def contradictions(cells: Sequence[Cell]) -> tuple[tuple[Cell, Cell], ...]:
    """Pairs of answers in which one expert would say two things of one object."""
    return tuple((one, other) for one, other in combinations(cells, 2) if one.meets(other))


def outcomes_by_question(questions: Iterable[int], cells: Iterable[Cell], lead: UUID) -> dict[int, Outcome | None]:
    """Exactly one outcome per question, as the journals count it; None while a question has no answer.

    Answers of the lead's group count. A question answered differently for different objects counts under its most
    certain answer: partly answered is not unanswered (our assumption; no rule of counting is published).
    """
    found: dict[int, Outcome | None] = dict.fromkeys(questions)
    for cell in cells:
        if cell.question in found and cell.speaks_for(lead):
            known = found[cell.question]
            if known is None or _CERTAINTY[cell.outcome] < _CERTAINTY[known]:
                found[cell.question] = cell.outcome
    return found


def count_outcomes(by_question: Mapping[int, Outcome | None]) -> dict[Outcome, int]:
    """How many questions ended in each outcome (domain.md, 4.6); they add up to the number of answered questions."""
    answered = list(by_question.values())
    return {outcome: answered.count(outcome) for outcome in Outcome if outcome in answered}


def dissenters(cells: Iterable[Cell], experts: Sequence[UUID], lead: UUID) -> tuple[UUID, ...]:
    """Experts whose answers stand apart from the lead's, in the order of signing."""
    apart = [cell for cell in cells if not cell.speaks_for(lead)]
    return tuple(expert for expert in experts if any(cell.speaks_for(expert) for cell in apart))


@dataclass(frozen=True, slots=True)
class Missing:
    """A mandatory element that is not there; `where` names the expert, the question or the date."""

    element: MandatoryElement
    where: str = ""


def missing_elements(record: Mapping[str, Any]) -> tuple[Missing, ...]:
    """Everything that CPC art. 283 demands and the record lacks, in the order of the document."""
    found = [*_of_introduction(record), *_of_experts(record), *_of_study(record), *_of_references(record)]
    if record["kind"] == ConclusionKind.IMPOSSIBLE:
        return (*found, *_of_impossibility(record))
    return (*found, *_of_findings(record))


def _of_introduction(record: Mapping[str, Any]) -> Iterable[Missing]:
    order, examination = record["order"], record["examination"]
    if not record["number"]:
        yield Missing(MandatoryElement.NUMBER)
    for name in ("dated", "body", "person"):
        if not order[name]:
            yield Missing(MandatoryElement.GROUNDS, name)
    for name in ("accepted_on", "started_on"):
        if not examination[name]:
            yield Missing(MandatoryElement.DATES, name)


def _of_experts(record: Mapping[str, Any]) -> Iterable[Missing]:
    if not record["experts"]:
        yield Missing(MandatoryElement.EXPERT)
    for expert in record["experts"]:
        if not expert["specialty"]:
            yield Missing(MandatoryElement.EXPERT, expert["name"])
        if not expert["certificate"]["number"]:
            yield Missing(MandatoryElement.CERTIFICATE, expert["name"])
    if not record["liability"]["text"]:
        yield Missing(MandatoryElement.LIABILITY_WARNING)
    warned = {line["name"] for line in record["liability"]["signed"]}
    for expert in record["experts"]:
        if expert["name"] not in warned:
            yield Missing(MandatoryElement.LIABILITY_WARNING, expert["name"])


def _of_study(record: Mapping[str, Any]) -> Iterable[Missing]:
    if not record["questions"]:
        yield Missing(MandatoryElement.QUESTIONS)
    if not record["objects"] and not record["by_materials"]:
        yield Missing(MandatoryElement.OBJECTS)


def _of_references(record: Mapping[str, Any]) -> Iterable[Missing]:
    """Pictures and tables that a text names by a number which nothing has."""
    have = {Figure.PICTURE: len(record["pictures"]), Figure.TABLE: len(record.get("tables", ()))}
    texts = [record["research"], record["circumstances"], *(answer["text"] for answer in record["answers"])]
    named = set().union(*(referred(text) for text in texts))
    for kind, number in sorted(named):
        if not 1 <= number <= have[kind]:
            yield Missing(MandatoryElement.REFERENCE, mark(kind, number, record["language"]))


def _of_findings(record: Mapping[str, Any]) -> Iterable[Missing]:
    if not record["methods"]:
        yield Missing(MandatoryElement.METHODS)
    if not record["research"].strip():
        yield Missing(MandatoryElement.RESEARCH)
    answered = {answer["question"] for answer in record["answers"] if answer["text"].strip()}
    for question in record["questions"]:
        if question["number"] not in answered:
            yield Missing(MandatoryElement.OUTCOME, str(question["number"]))


def _of_impossibility(record: Mapping[str, Any]) -> Iterable[Missing]:
    reason = record["impossibility"]
    if reason is None or not record["research"].strip():
        yield Missing(MandatoryElement.REASON)
