"""The conclusion's editor: what the experts write by hand, written back as acts.

Each act writes only what differs from the draft, so that saving twice leaves one record; what somebody else wrote
meanwhile is never overwritten unseen (see `merging`).
"""

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions import services
from saraptama.casework.conclusions.enums import Section
from saraptama.foundation.accounts.selectors import names_of
from saraptama.journey import sign_conclusion
from saraptama.web.expert_desk.editor_forms import AnswerForm
from saraptama.web.expert_desk.editor_sheet import PARTICULARS, Sheet, answer_text, key_of
from saraptama.web.expert_desk.merging import Conflict, Outcome, mark_of, merged


class Editor(Sheet):
    """The draft on its way to the page and back."""

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
                now = answer_text(cells.get(cell_id))
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

    def _save_answer(self, question: Any, form: AnswerForm, cell: Any) -> None:
        data, conclusion_id = form.cleaned_data, self.conclusion.pk
        mine = "" if data.get("take_back") else form.as_text
        theirs = answer_text(cell) or self._meanwhile(question, form)
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
        if cell is not None and (not mine or form.key != key_of(cell)):
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
        return next((answer_text(cell) for cell in others if key_of(cell) == form.key), "")

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


def _readable(theirs: str) -> str:
    """The words of an answer that was compared."""
    return str(json.loads(theirs)[1]) if theirs else ""
