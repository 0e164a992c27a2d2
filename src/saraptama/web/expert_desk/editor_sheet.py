"""The sheet of the conclusion's editor: what stands in the draft, as forms, with the marks that travel along."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import QueryDict

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions.enums import ConclusionKind, Section
from saraptama.foundation.accounts.selectors import names_of
from saraptama.kernel.actor import ActorRef
from saraptama.web.expert_desk.editor_forms import AnswerForm, ContentsForm
from saraptama.web.expert_desk.merging import Conflict, mark_of
from saraptama.web.shared.forms import Form

PARTICULARS = ("education", "degree", "licence")


@dataclass(frozen=True)
class AskedQuestion:
    """A question with the forms of its answers."""

    question: Any
    answers: list[tuple[AnswerForm, Any]]
    """Each form with the cell that stands, or None for a new answer."""


class Sheet:
    """The draft on its way to the page."""

    own_errors: tuple[str, ...] = ()

    def __init__(self, actor: ActorRef, conclusion: Any, data: QueryDict | None = None, add_to: str = "") -> None:
        self.actor, self.conclusion, self.data, self.add_to = actor, conclusion, data, add_to
        self.conflicts: list[Conflict] = []
        self._cell_of: dict[str, str] = {}

    @cached_property
    def contents(self) -> ContentsForm:
        """Sections, particulars, attachments."""
        return ContentsForm(self.data, initial=self._standing)

    @cached_property
    def questions(self) -> list[AskedQuestion]:
        """Every question with its answers; one without any gets an empty form. A message of impossibility has none."""
        if self.is_impossible:
            return []
        return [AskedQuestion(row, self._answers(row)) for row in conclusions.asked_in(self.conclusion)]

    @property
    def is_impossible(self) -> bool:
        """Whether this is a message that no conclusion can be given."""
        return bool(self.conclusion.kind == ConclusionKind.IMPOSSIBLE.value)

    @property
    def rows(self) -> list[Form]:
        """All forms of the page; the summary of errors reads them under this name."""
        return [*(form for asked in self.questions for form, _cell in asked.answers), self.contents]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What travels with the page unseen: which answer each form shows, and the marks of what every field showed."""
        pairs = []
        for asked in self.questions:
            for form, cell in asked.answers:
                cell_id = self._cell_of.get(form.place, str(cell.pk) if cell else "")
                pairs += [(f"{form.place}-cell", cell_id), self._mark(form.place, answer_text(cell))]
        return pairs + [self._mark(name, text) for name, text in self._texts(self._standing).items()]

    def _mark(self, name: str, standing: str) -> tuple[str, str]:
        """The mark that came with the page, as long as the page does not show what stands now."""
        key = f"shown-{name}"
        came = self.data.get(key) if self.data is not None else None
        return key, mark_of(standing) if came is None else came

    def is_valid(self) -> bool:
        """Whether every form can be saved; all are checked, so that all errors show at once."""
        checked = [form.is_valid() for form in self.rows]
        return all(checked)

    def _as_data(self) -> QueryDict:
        """What stands, as if the page had sent it."""
        data = QueryDict(mutable=True)
        for name, value in (*self.hidden, *self._standing.items()):
            data[name] = value
        for asked in self.questions:
            for form, _cell in asked.answers:
                for name, value in form.initial.items():
                    data.setlist(f"{form.place}-{name}", value if isinstance(value, list) else [value or ""])
        return data

    @cached_property
    def _cells(self) -> list[Any]:
        return list(conclusions.answers_of(self.conclusion))

    @cached_property
    def _experts(self) -> list[tuple[str, str]]:
        users = [line.user_id for line in conclusions.signatories_of(self.conclusion)]
        names = names_of(users)
        return [(str(user), names.get(user, "")) for user in users]

    @cached_property
    def _own(self) -> Any:
        lines = conclusions.signatories_of(self.conclusion)
        return next((line for line in lines if line.user_id == self.actor.id), None)

    @cached_property
    def _standing(self) -> dict[str, Any]:
        """The parts as they stand in the draft."""
        own = self._own
        return {
            **{section.value: self.conclusion.section(section) for section in Section},
            "attachments": "\n".join(self.conclusion.attachments),
            "impossibility_reason": self.conclusion.impossibility_reason,
            **({name: getattr(own, name) for name in PARTICULARS} if own else {}),
        }

    def _texts(self, values: dict[str, Any]) -> dict[str, str]:
        return {name: str(values.get(name) or "") for name in self._standing}

    def _answers(self, question: Any) -> list[tuple[AnswerForm, Any]]:
        """The forms of a question: those that the page sent, or one for each answer that stands."""
        standing: list[Any] = [cell for cell in self._cells if cell.question_id == question.pk]
        if self.data is not None:
            by_id = {str(cell.pk): cell for cell in standing}
            return [
                (self._answer(question, by_id.get(cell_id), place), by_id.get(cell_id))
                for place, cell_id in self._sent_places(question)
            ]
        one_more = not standing or self.add_to == str(question.number)
        return [
            (self._answer(question, cell, place), cell)
            for place, cell in enumerate([*standing, *([None] if one_more else [])])
        ]

    def _sent_places(self, question: Any) -> list[tuple[int, str]]:
        """The places that the page sent for a question, each with the answer that it showed."""
        assert self.data is not None
        sent = re.compile(rf"q{question.number}-(\d+)-")
        places = sorted({int(found[1]) for key in self.data if (found := sent.match(key))})
        return [(place, self.data.get(f"q{question.number}-{place}-cell", "")) for place in places]

    def _answer(self, question: Any, cell: Any, place: int) -> AnswerForm:
        prefix = f"q{question.number}-{place}"
        sent_range = self.data is not None and f"{prefix}-first_object" in self.data
        return AnswerForm(
            self.data,
            prefix=prefix,
            initial=_initial(cell),
            experts=self._experts,
            stands=cell is not None,
            ranged=sent_range or self._is_ranged(question, cell),
        )

    def _is_ranged(self, question: Any, cell: Any) -> bool:
        """Whether the answer speaks of some objects only, or may: asked for by “another answer”."""
        if cell is None:
            return self.add_to == str(question.number)
        return cell.first_object is not None


def _initial(cell: Any) -> dict[str, Any]:
    if cell is None:
        return {}
    return {
        "outcome": cell.outcome,
        "text": cell.text,
        "first_object": cell.first_object,
        "last_object": cell.last_object,
        "signatories": [str(user) for user in cell.signatories],
    }


def key_of(cell: Any) -> tuple[Any, Any, list[UUID]]:
    """Which objects, in whose name."""
    return cell.first_object, cell.last_object, sorted(cell.signatories)


def answer_text(cell: Any) -> str:
    """An answer as one text, to be compared; the same form as `AnswerForm.as_text`."""
    if cell is None:
        return ""
    first, last, group = key_of(cell)
    return json.dumps([cell.outcome, cell.text, first, last, [str(user) for user in group]], ensure_ascii=False)
