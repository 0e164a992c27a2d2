"""The conclusion's editor: what the experts write by hand, read from the draft and written back as acts.

Each act writes only what differs from the draft, so that saving twice leaves one record.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions import services
from saraptama.casework.conclusions.enums import ConclusionKind, Section
from saraptama.casework.conclusions.labels import LABELS
from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.journey import sign_conclusion
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import StaleRecord
from saraptama.web.examination_page.parts import asked_of
from saraptama.web.expert_desk.forms import NOT_CHOSEN
from saraptama.web.shared.forms import Form

ROWS_OF = {Section.RESEARCH: 16, Section.CIRCUMSTANCES: 6, Section.PLACE: 1}
HINTS = {
    Section.CIRCUMSTANCES: _("Empty means: as the order tells them."),
    Section.RESEARCH: _("“## ” begins a heading, “- ” a list. What was done, seen and compared, and why it follows."),
    Section.INITIATIVE: _("Only with the consent of the appointing body (CPC art. 79)."),
    Section.PLACE: _("Empty means: the city of the institute."),
}


class AnswerForm(Form):
    """One answer: its outcome, its words, the objects it speaks of, and who gives it."""

    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    text = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    first_object = forms.IntegerField(label=_("From object no."), min_value=1, required=False)
    last_object = forms.IntegerField(label=_("To object no."), min_value=1, required=False)
    signatories = forms.TypedMultipleChoiceField(
        label=_("Answered by"), widget=forms.CheckboxSelectMultiple, coerce=UUID, required=False
    )
    take_back = forms.BooleanField(label=_("Take this answer back"), required=False)

    def __init__(self, *args: Any, experts: list[tuple[str, str]], stands: bool, ranged: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = reference.choices(Dictionary.ANSWER_OUTCOME)
        self.fields["outcome"].choices = [NOT_CHOSEN, *outcomes]  # type: ignore[attr-defined] # a choice field
        self.fields["signatories"].choices = experts  # type: ignore[attr-defined] # a choice field
        if len(experts) < 2:
            del self.fields["signatories"]
        if not stands:
            del self.fields["take_back"]
        if not ranged:
            del self.fields["first_object"], self.fields["last_object"]

    def clean(self) -> dict[str, Any]:
        """An answer has both outcome and words, or it is not there at all."""
        cleaned = super().clean() or {}
        outcome, text = cleaned.get("outcome"), (cleaned.get("text") or "").strip()
        if not cleaned.get("take_back"):
            if outcome and not text:
                self.add_error("text", _("Write the answer in words."))
            if text and not outcome:
                self.add_error("outcome", _("Choose the outcome of this answer."))
        return cleaned

    @property
    def is_empty(self) -> bool:
        """Nothing was answered here."""
        return not self.cleaned_data.get("outcome") and not (self.cleaned_data.get("text") or "").strip()

    @property
    def key(self) -> tuple[Any, ...]:
        """The cell: which objects, in whose name."""
        data = self.cleaned_data
        first = data.get("first_object")
        return first, data.get("last_object") or first, sorted(data.get("signatories", []))


class ContentsForm(Form):
    """The parts written by hand, the expert's particulars, and the attachments."""

    legal_grounds = {
        "research": _("Criminal Procedure Code, art. 283"),
        "education": _("Criminal Procedure Code, art. 283: particulars of the expert"),
    }
    impossibility_reason = forms.ChoiceField(label=_("Why no conclusion can be given"), required=False)
    attachments = forms.CharField(
        label=_("Attachments"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("One on each line."),
    )
    education = forms.CharField(label=_("Education"), max_length=300, required=False)
    degree = forms.CharField(label=_("Academic degree"), max_length=200, required=False)
    licence = forms.CharField(
        label=_("Licence"), max_length=100, required=False, help_text=_("Only for a private expert.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in Section:
            rows = ROWS_OF.get(section, 3)
            widget = forms.TextInput() if rows == 1 else forms.Textarea(attrs={"rows": rows})
            self.fields[section.value] = forms.CharField(
                label=capfirst(LABELS[Section][section]),
                widget=widget,
                required=False,
                help_text=HINTS.get(section, ""),
            )
        reasons = reference.choices(Dictionary.IMPOSSIBILITY_REASON)
        self.fields["impossibility_reason"].choices = [NOT_CHOSEN, *reasons]  # type: ignore[attr-defined] # a choice field


@dataclass(frozen=True)
class AskedQuestion:
    """A question with the forms of its answers."""

    question: Any
    answers: list[tuple[AnswerForm, Any]]
    """Each form with the cell that stands, or None for a new answer."""


class Editor:
    """The draft on its way to the page and back."""

    def __init__(self, actor: ActorRef, conclusion: Any, data: QueryDict | None = None, add_to: str = "") -> None:
        self.actor, self.conclusion, self.data, self.add_to = actor, conclusion, data, add_to

    @cached_property
    def version(self) -> str:
        """Changes whenever anybody writes in the draft."""
        cells = sum(cell.row_version for cell in self._cells)
        return f"{self.conclusion.row_version}-{cells}-{len(self._cells)}"

    @cached_property
    def contents(self) -> ContentsForm:
        """Sections, particulars, attachments."""
        return ContentsForm(self.data, initial=self._initial_contents())

    @cached_property
    def questions(self) -> list[AskedQuestion]:
        """Every question with its answers; one without any gets an empty form. A message of impossibility has none."""
        if self.is_impossible:
            return []
        return [AskedQuestion(row, self._answers(row)) for row in asked_of(self.conclusion.examination)]

    @property
    def is_impossible(self) -> bool:
        """Whether this is a message that no conclusion can be given."""
        return bool(self.conclusion.kind == ConclusionKind.IMPOSSIBLE.value)

    own_errors: tuple[str, ...] = ()

    @property
    def rows(self) -> list[Form]:
        """All forms of the page; the summary of errors reads them under this name."""
        return [*(form for asked in self.questions for form, _cell in asked.answers), self.contents]

    def is_valid(self) -> bool:
        """Whether every form can be saved; all are checked, so that all errors show at once."""
        checked = [form.is_valid() for form in self.rows]
        return all(checked)

    def save(self) -> None:
        """Write what differs from the draft, all of it or nothing. Refuses when somebody wrote meanwhile."""
        with transaction.atomic():
            if self.data is None or self.data.get("version") != self.version:
                raise StaleRecord
            for asked in self.questions:
                for form, cell in asked.answers:
                    self._save_answer(asked.question, form, cell)
            self._save_contents()

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

    def _initial_contents(self) -> dict[str, Any]:
        own = self._own
        return {
            **{section.value: self.conclusion.section(section) for section in Section},
            "attachments": "\n".join(self.conclusion.attachments),
            "impossibility_reason": self.conclusion.impossibility_reason,
            **({"education": own.education, "degree": own.degree, "licence": own.licence} if own else {}),
        }

    def _answers(self, question: Any) -> list[tuple[AnswerForm, Any]]:
        standing: list[Any] = [cell for cell in self._cells if cell.question_id == question.pk]
        one_more = not standing or self.add_to == str(question.number)
        return [
            (self._answer(question, cell, place), cell)
            for place, cell in enumerate([*standing, *([None] if one_more else [])])
        ]

    def _answer(self, question: Any, cell: Any, place: int) -> AnswerForm:
        initial = (
            {
                "outcome": cell.outcome,
                "text": cell.text,
                "first_object": cell.first_object,
                "last_object": cell.last_object,
                "signatories": [str(user) for user in cell.signatories],
            }
            if cell
            else {}
        )
        return AnswerForm(
            self.data,
            prefix=f"q{question.number}-{place}",
            initial=initial,
            experts=self._experts,
            stands=cell is not None,
            ranged=self._is_ranged(question, cell),
        )

    def _is_ranged(self, question: Any, cell: Any) -> bool:
        """Whether the answer speaks of some objects only, or may: asked for by “another answer”."""
        if cell is None:
            return self.add_to == str(question.number)
        return cell.first_object is not None

    def _save_answer(self, question: Any, form: AnswerForm, cell: Any) -> None:
        data, conclusion_id = form.cleaned_data, self.conclusion.pk
        if cell is not None and (data.get("take_back") or form.is_empty):
            services.remove_answer(self.actor, conclusion_id=conclusion_id, answer_id=cell.pk)
            return
        if form.is_empty:
            return
        first, last, group = form.key
        if cell is not None:
            if (first, last, group) != (cell.first_object, cell.last_object, sorted(cell.signatories)):
                services.remove_answer(self.actor, conclusion_id=conclusion_id, answer_id=cell.pk)
            elif (data["outcome"], data["text"].strip()) == (cell.outcome, cell.text):
                return
        services.answer_question(
            self.actor,
            conclusion_id=conclusion_id,
            question_id=question.pk,
            outcome=data["outcome"],
            text=data["text"],
            first_object=first,
            last_object=last,
            signatories=group,
        )

    def _save_contents(self) -> None:
        data, conclusion_id, before = self.contents.cleaned_data, self.conclusion.pk, self._initial_contents()
        for section in Section:
            text = data[section.value].replace("\r\n", "\n")
            sign_conclusion.write_section(self.actor, conclusion_id=conclusion_id, section=section.value, text=text)
        lines = [line.strip() for line in data["attachments"].splitlines() if line.strip()]
        if lines != self.conclusion.attachments:
            services.list_attachments(self.actor, conclusion_id=conclusion_id, attachments=lines)
        if self.is_impossible and data["impossibility_reason"] not in ("", before["impossibility_reason"]):
            services.state_reason_of_impossibility(
                self.actor, conclusion_id=conclusion_id, reason=data["impossibility_reason"]
            )
        own = {name: data[name].strip() for name in ("education", "degree", "licence")}
        if self._own and own != {name: before[name] for name in own}:
            services.state_particulars(self.actor, conclusion_id=conclusion_id, **own)
