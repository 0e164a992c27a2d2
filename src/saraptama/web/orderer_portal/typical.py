"""Questions often put to experts of the chosen specialties: ticked, added to the order's own, edited there."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.errors import UnknownReference
from saraptama.web.examination_page.words import specialty_text
from saraptama.web.orderer_portal.draft_pages import MOST_QUESTIONS
from saraptama.web.orderer_portal.drafts import Draft
from saraptama.web.shared.forms import Form

TAKE = "typical-take"
"""The button that adds what is ticked and shows the page again."""

_PREFIX = "typical-"


class TypicalForm(Form):
    """One list of questions for each chosen specialty; what already stands in the order is not offered again."""

    def __init__(self, specialties: Iterable[str], language: str, asked: Iterable[str]) -> None:
        super().__init__()
        known = set(asked)
        for code in specialties:
            offered = [
                (question.code, text)
                for question in reference.typical_questions(code)
                if (text := question.text.in_language(language or None)) not in known
            ]
            if offered:
                self.fields[f"{_PREFIX}{code}"] = forms.MultipleChoiceField(
                    label=_("{specialty}: questions often put").format(specialty=specialty_text(code)),
                    choices=offered,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )


def offer(draft: Draft, data: QueryDict | None) -> TypicalForm | None:
    """What can be ticked for this draft; None when nothing is left to offer."""
    form = TypicalForm(_specialties(draft), draft.value("case", "language"), _texts(data) if data is not None else [])
    return form if form.fields else None


def with_ticked(draft: Draft, data: QueryDict) -> QueryDict:
    """The page as sent, with the ticked questions as further rows; empty rows are filled first."""
    sent = data.copy()
    for name in [name for name in sent if name.startswith(_PREFIX) and name != TAKE]:
        del sent[name]
    rows = _texts(data)
    for text in _ticked(draft, data):
        if text in rows or len(rows) >= MOST_QUESTIONS:
            continue
        place = rows.index("") if "" in rows else len(rows)
        rows[place : place + 1] = [text]
        sent[f"questions-{place}-text"] = text
    sent["questions-count"] = str(len(rows))
    return sent


def _ticked(draft: Draft, data: QueryDict) -> list[str]:
    codes = [code for name in data for code in data.getlist(name) if name.startswith(_PREFIX) and name != TAKE]
    language = draft.value("case", "language") or None
    offered = {
        question.code: question.text.in_language(language)
        for specialty in _specialties(draft)
        for question in reference.typical_questions(specialty)
    }
    return [offered[code] for code in codes if code in offered]


def _specialties(draft: Draft) -> list[str]:
    """The chosen specialties that still stand in the list."""
    typed = draft.pages.get("examination", {})
    codes = [values[0] for name, values in typed.items() if name.endswith("-code") and values and values[0]]
    return [code for code in dict.fromkeys(codes) if _exists(code)]


def _exists(code: str) -> bool:
    try:
        reference.specialty(code)
    except UnknownReference:
        return False
    return True


def _count(data: QueryDict) -> int:
    written = data.get("questions-count", "")
    return int(written) if written.isdigit() else 1


def _texts(data: QueryDict) -> list[str]:
    return [data.get(f"questions-{row}-text", "").strip() for row in range(min(_count(data), MOST_QUESTIONS))]
