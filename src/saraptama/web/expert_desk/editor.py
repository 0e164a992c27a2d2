"""The conclusion's editor: what the experts write by hand, read from the draft and written back as acts.

Each act writes only what differs from the draft, so that saving twice leaves one record; what somebody else wrote
meanwhile is never overwritten unseen (see `merging`).
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions import services
from saraptama.casework.conclusions.enums import ConclusionKind, Section
from saraptama.foundation.accounts.selectors import names_of
from saraptama.journey import sign_conclusion
from saraptama.kernel.actor import ActorRef
from saraptama.web.expert_desk.editor_forms import AnswerForm, ContentsForm
from saraptama.web.expert_desk.merging import Conflict, Outcome, mark_of, merged
from saraptama.web.shared.forms import Form

PARTICULARS = ("education", "degree", "licence")


@dataclass(frozen=True)
class AskedQuestion:
    """A question with the forms of its answers."""

    question: Any
    answers: list[tuple[AnswerForm, Any]]
    """Each form with the cell that stands, or None for a new answer."""


class Editor:
    """The draft on its way to the page and back."""

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
                pairs += [(f"{form.place}-cell", cell_id), self._mark(form.place, _answer_text(cell))]
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

    def save(self) -> list[Conflict]:
        """Write what differs and nobody else touched; what both changed is returned and left as it is."""
        with transaction.atomic():
            self.conclusion = services.draft_for_writing(self.actor, conclusion_id=self.conclusion.pk)
            for name in ("_cells", "_standing", "_own"):
                self.__dict__.pop(name, None)
            for asked in self.questions:
                for form, cell in asked.answers:
                    self._save_answer(asked.question, form, cell)
            self._save_contents()
        return self.conflicts

    def after(self) -> "Editor":
        """The page behind a save: what stands now, and in the fields of a conflict the writer's own words."""
        fresh = Editor(self.actor, conclusions.conclusion_for(self.actor, self.conclusion.pk))
        if not self.conflicts or self.data is None:
            return fresh
        data = fresh._as_data()
        for key in self.data:
            in_conflict = any(key == own.name or key.startswith(f"{own.name}-") for own in self.conflicts)
            if in_conflict and not key.endswith("-cell"):  # the answer that stands, not the one that the page knew
                data.setlist(key, self.data.getlist(key))
        shown = Editor(self.actor, fresh.conclusion, data)
        shown.is_valid()
        shown.conflicts = self.conflicts
        for conflict in self.conflicts:
            shown._tell(conflict)
        return shown

    def marks_after(self) -> list[tuple[str, str]]:
        """The unseen fields behind an autosave: marks move on only where the page shows what now stands."""
        fresh = Editor(self.actor, conclusions.conclusion_for(self.actor, self.conclusion.pk))
        cells = {str(cell.pk): cell for cell in fresh._cells}
        pairs = []
        for asked in self.questions:
            for form, cell in asked.answers:
                cell_id = self._cell_of.get(form.place, str(cell.pk) if cell else "")
                now = _answer_text(cells.get(cell_id))
                pairs += [(f"{form.place}-cell", cell_id), self._moved(form.place, form.as_text, now)]
        mine = self._texts(self.contents.cleaned_data)
        return pairs + [self._moved(name, mine[name], now) for name, now in self._texts(fresh._standing).items()]

    def _moved(self, name: str, mine: str, now: str) -> tuple[str, str]:
        key = f"shown-{name}"
        same = mark_of(mine) == mark_of(now)
        return key, mark_of(now) if same or self.data is None else self.data.get(key, "")

    def _tell(self, conflict: Conflict) -> None:
        says = _(
            "Somebody changed this meanwhile; what stands there now is shown above. Your own words are kept here: "
            "saving again puts them in its place."
        )
        for form in self.rows:
            if form.prefix == conflict.name:
                form.add_error("text", says)
            elif form is self.contents and conflict.name in form.fields:
                form.add_error(conflict.name, says)

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

    def _save_answer(self, question: Any, form: AnswerForm, cell: Any) -> None:
        data, conclusion_id = form.cleaned_data, self.conclusion.pk
        mine = "" if data.get("take_back") else form.as_text
        theirs = _answer_text(cell) or self._meanwhile(question, form)
        match self._merged(form.place, mine, theirs):
            case Outcome.STANDS:
                return
            case Outcome.CONFLICT:
                who, at = (
                    (names_of([cell.written_by]).get(cell.written_by, ""), cell.changed_at) if cell else ("", None)
                )
                label = _("Question {number}").format(number=question.number)
                self.conflicts.append(Conflict(form.place, label, _readable(theirs), who, at))
                return
        if cell is not None and (not mine or form.key != _key_of(cell)):
            services.remove_answer(self.actor, conclusion_id=conclusion_id, answer_id=cell.pk)
            self._cell_of[form.place] = ""
        if mine:
            first, last, group = form.key
            written = services.answer_question(
                self.actor,
                conclusion_id=conclusion_id,
                question_id=question.pk,
                outcome=data["outcome"],
                text=data["text"],
                first_object=first,
                last_object=last,
                signatories=group,
            )
            self._cell_of[form.place] = str(written.pk)

    def _meanwhile(self, question: Any, form: AnswerForm) -> str:
        """An answer to the same cell that the page did not know, since it was given after the page was made."""
        if form.is_empty:
            return ""
        known = {cell_id for _place, cell_id in self._sent_places(question)} if self.data is not None else set()
        others = [cell for cell in self._cells if cell.question_id == question.pk and str(cell.pk) not in known]
        return next((_answer_text(cell) for cell in others if _key_of(cell) == form.key), "")

    def _merged(self, name: str, mine: str, theirs: str) -> Outcome:
        shown = self.data.get(f"shown-{name}", mark_of("")) if self.data is not None else mark_of(theirs)
        return merged(shown=shown, mine=mine, theirs=theirs)

    def _save_contents(self) -> None:
        mine, theirs = self._texts(self.contents.cleaned_data), self._texts(self._standing)
        write = set()
        for name, text in theirs.items():
            match self._merged(name, mine[name], text):
                case Outcome.WRITE:
                    write.add(name)
                case Outcome.CONFLICT:
                    self.conflicts.append(self._conflict(name, text))
        for section in Section:
            if section.value in write:
                text = mine[section.value].replace("\r\n", "\n")
                sign_conclusion.write_section(
                    self.actor, conclusion_id=self.conclusion.pk, section=section.value, text=text
                )
        self._save_the_rest(mine, theirs, write)

    def _save_the_rest(self, mine: dict[str, str], theirs: dict[str, str], write: set[str]) -> None:
        conclusion_id = self.conclusion.pk
        if "attachments" in write:
            lines = [line.strip() for line in mine["attachments"].splitlines() if line.strip()]
            services.list_attachments(self.actor, conclusion_id=conclusion_id, attachments=lines)
        if self.is_impossible and "impossibility_reason" in write and mine["impossibility_reason"]:
            services.state_reason_of_impossibility(
                self.actor, conclusion_id=conclusion_id, reason=mine["impossibility_reason"]
            )
        if self._own and write & set(PARTICULARS):
            own = {name: (mine if name in write else theirs)[name].strip() for name in PARTICULARS}
            services.state_particulars(self.actor, conclusion_id=conclusion_id, **own)

    def _conflict(self, name: str, theirs: str) -> Conflict:
        """Who wrote the part last, and when, stands in the record."""
        act = conclusions.last_writing(self.conclusion, name)
        who = names_of([act.actor_id]).get(act.actor_id, "") if act else ""
        return Conflict(name, str(self.contents.fields[name].label), theirs, who, act.recorded_at if act else None)


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


def _key_of(cell: Any) -> tuple[Any, Any, list[UUID]]:
    """Which objects, in whose name."""
    return cell.first_object, cell.last_object, sorted(cell.signatories)


def _answer_text(cell: Any) -> str:
    """An answer as one text, to be compared; the same form as `AnswerForm.as_text`."""
    if cell is None:
        return ""
    first, last, group = _key_of(cell)
    return json.dumps([cell.outcome, cell.text, first, last, [str(user) for user in group]], ensure_ascii=False)


def _readable(theirs: str) -> str:
    """The words of an answer that was compared."""
    return str(json.loads(theirs)[1]) if theirs else ""
