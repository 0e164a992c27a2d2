"""The head of an examination's page: number, state and whose turn, the due date that explains itself."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import Complexity, ExaminationState, TermState
from saraptama.casework.examinations.types import Term
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import Composition, ExamKind
from saraptama.kernel.rights import Confidentiality
from saraptama.web.examination_page.steps import turn_of
from saraptama.web.examination_page.words import body_of, number_of, specialty_of, unit_name
from saraptama.web.shared.cells import Chip, DueChip, Reason
from saraptama.web.shared.components import Fact, RecordHead
from saraptama.web.shared.formats import date_text
from saraptama.web.shared.statuses import status_of
from saraptama.web.shared.tones import Tone

ARTICLES = {
    "Law 44-VI art. 34": gettext_lazy("Law 44-VI, art. 34"),
    "CPC, rule on terms": gettext_lazy("Criminal Procedure Code, rule on terms"),
    "Order 303": gettext_lazy("Order 303"),
    "CPC art. 272(1)": gettext_lazy("CPC art. 272, part 1"),
    "CPC art. 272(1), 271(1)": gettext_lazy("CPC art. 272, part 1; art. 271"),
    "CPC art. 272(1), 79; GPK art. 87": gettext_lazy("CPC art. 272, part 1; art. 79; Civil Procedure Code, art. 87"),
    "CPC art. 272, 274": gettext_lazy("CPC art. 272, 274"),
    "CPC art. 287": gettext_lazy("CPC art. 287"),
}
"""The articles that the reckoning and the checklist cite, as people read them."""


def head_of(examination: Any, reckoned: Term) -> RecordHead:
    """Everything a reader must know before the rest of the page."""
    return RecordHead(
        number=number_of(examination),
        title=specialty_of(examination),
        status=status_of(ExaminationState(examination.state), large=True),
        whose_turn=turn_of(examination),
        due=due_chip(reckoned),
        facts=facts_of(examination),
    )


def facts_of(examination: Any) -> tuple[Fact, ...]:
    """The facts in the head: who ordered, where it is done, how closely it is held."""
    kind, composition = ExamKind(examination.exam_kind), Composition(examination.composition)
    facts = [
        Fact(_("Appointed by"), body_of(examination)),
        Fact(_("Order"), order_words(examination.order)),
        Fact(_("Kind"), f"{intake.label_of(kind)}, {intake.label_of(composition)}"),
        Fact(_("Unit"), unit_name(examination.unit)),
    ]
    if examination.complexity:
        facts.append(Fact(_("Complexity"), selectors.label_of(Complexity(examination.complexity))))
    return (*facts, Fact(_("Confidentiality"), confidentiality_chip(examination.confidentiality)))


def order_words(order: Any) -> str:
    """Number and date of the order, as people cite it."""
    number = f"№ {order.number}" if order.number else _("without a number")
    return _("{number} of {day}").format(number=number, day=date_text(order.ordered_on))


def confidentiality_chip(value: str) -> Chip:
    """How closely the case is held; anything but open asks for attention."""
    level = Confidentiality(value)
    tone = Tone.WAITING if level is Confidentiality.OPEN else Tone.ATTENTION
    icon = "unlock" if level is Confidentiality.OPEN else "shield-lock"
    return Chip(intake.label_of(level), tone, icon=icon)


def due_chip(reckoned: Term) -> DueChip:
    """The due date with the answer to “why this date?”, step by step with its article."""
    reasons = tuple(
        Reason(explained.sentence, source_of(explained.step.article, explained.step.confirmed))
        for explained in selectors.explain(reckoned)
    )
    stopped = reckoned.state is TermState.STOPPED
    left = None if reckoned.due is None or stopped else (reckoned.due - reckoned.as_of).days
    return DueChip(reckoned.due, left, paused=reckoned.state is TermState.SUSPENDED, reasons=reasons)


def source_of(article: str, confirmed: bool) -> str:
    """The article of a step, and plainly when the value behind it rests on an assumption."""
    cited = article_text(article)
    return cited if confirmed else _("{article}; value not yet confirmed").format(article=cited)


def article_text(article: str) -> str:
    """An article in the reader's language; one that is not in the list stands as the rule writes it."""
    return str(ARTICLES.get(article, article))
