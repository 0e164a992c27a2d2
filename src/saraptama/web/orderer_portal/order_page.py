"""The parts of an order's page for its appointing body: state, what is missing, the life of each examination."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import ExaminationState, PetitionKind
from saraptama.casework.examinations.types import Term
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import Composition, ExamKind, FindingOutcome, OrderState
from saraptama.foundation.messaging.selectors import dispatches_visible_to
from saraptama.foundation.reference import selectors as reference
from saraptama.integrations.order_documents.told import TOLD_ACTS
from saraptama.kernel.actor import ActorRef
from saraptama.web.examination_page.head import article_text, due_chip
from saraptama.web.examination_page.life_line import stretches
from saraptama.web.examination_page.words import number_of, specialty_of
from saraptama.web.orderer_portal.order_way import turn_of_order
from saraptama.web.orderer_portal.tables import institute_of, registered_as
from saraptama.web.shared.cells import Chip, DueChip
from saraptama.web.shared.components import Fact, NextStep, RecordHead
from saraptama.web.shared.formats import date_text
from saraptama.web.shared.statuses import status_of
from saraptama.web.shared.timeline import Happening, Timeline
from saraptama.web.shared.tones import Tone


@dataclass(frozen=True)
class ExaminationPart:
    """One examination as its appointing body sees it."""

    number: str
    specialty: str
    status: Chip
    due: DueChip
    timeline: Timeline
    petitions: list[tuple[Any, str, str]]
    """Each petition with its kind in words and its page."""
    dispatches: list[Any]


@dataclass(frozen=True)
class FindingLine:
    """A particular that the order lacks, with how to mend it."""

    item: str
    """The item of the checklist."""
    chip: Chip
    says: str
    mend: str
    article: str


def head_of(order: Any, examinations: Sequence[Any]) -> RecordHead:
    """Number, state and the facts by which a person knows the order again."""
    kind, composition = ExamKind(order.exam_kind), Composition(order.composition)
    facts = [
        Fact(_("Dated"), date_text(order.ordered_on)),
        Fact(_("Case"), order.case_no),
        Fact(_("Kind"), f"{intake.label_of(kind)}, {intake.label_of(composition)}"),
        Fact(_("Institute"), institute_of(order)),
        Fact(_("Received"), date_text(order.received_on)),
        Fact(_("Registered as"), registered_as(order)),
    ]
    return RecordHead(
        number=f"№ {order.number}" if order.number else _("without a number"),
        title=_("Order appointing an examination"),
        status=status_of(OrderState(order.state), large=True),
        whose_turn=turn_of_order(order, examinations),
        facts=[fact for fact in facts if fact.value],
    )


def findings_of(order: Any) -> list[FindingLine]:
    """What the last check found, with the checklist's own words; one line for each item."""
    items = {item.code: item for item in reference.checklist()}
    found = {finding.item: finding for finding in reversed(intake.latest_findings(order.pk))}
    return [
        FindingLine(
            item=item,
            chip=Chip(intake.label_of(found[item].outcome), _tone(found[item].outcome)),
            says=str(items[item].text) if item in items else item,
            mend=str(items[item].mend) if item in items else "",
            article=article_text(found[item].article),
        )
        for item in reversed(found)
    ]


def _tone(outcome: FindingOutcome) -> Tone:
    return Tone.OVERDUE if outcome is FindingOutcome.BLOCK else Tone.ATTENTION


def examination_parts(actor: ActorRef, examinations: Sequence[Any]) -> list[ExaminationPart]:
    """Every examination of the order that the actor may know of."""
    return [_part(actor, row) for row in examinations]


def _part(actor: ActorRef, examination: Any) -> ExaminationPart:
    reckoned = selectors.term_of(examination)
    asked = examination.petitions.select_related("answer").order_by("-seq")
    conclusions = examination.conclusions.values_list("id", flat=True)
    return ExaminationPart(
        number=number_of(examination),
        specialty=specialty_of(examination),
        status=status_of(ExaminationState(examination.state)),
        due=due_chip(reckoned),
        timeline=_life(examination, reckoned),
        petitions=[
            (row, selectors.label_of(PetitionKind(row.kind)), reverse("portal_petition", args=[row.pk]))
            for row in asked
        ],
        dispatches=list(dispatches_visible_to(actor).filter(subject_id__in=list(conclusions))),
    )


def _life(examination: Any, reckoned: Term) -> Timeline:
    """The line of the term with what the body is told of."""
    by_day: dict[Any, list[str]] = {}
    for entry in selectors.timeline(examination):
        said = by_day.setdefault(entry.occurred_on, []) if entry.act in TOLD_ACTS else None
        if said is not None and entry.says not in said:
            said.append(entry.says)
    return Timeline(
        title=_("Life of the examination: what happened, and where the clock ran and stood still"),
        happenings=[Happening(day, "; ".join(said)) for day, said in by_day.items()],
        stretches=stretches(reckoned),
        today=reckoned.as_of,
        due=reckoned.due,
        cap=reckoned.cap if reckoned.cap != reckoned.due else None,
    )


def next_step_of(actor: ActorRef, order: Any, parts: list[ExaminationPart]) -> NextStep | None:
    """What the body does now, or who does what meanwhile."""
    for part in parts:
        for row, _kind, url in part.petitions:
            if getattr(row, "answer", None) is None and not order.closed_on:
                return NextStep(_("The expert waits for your answer: {subject}").format(subject=row.subject),
                                _("Answer the petition"), url)  # fmt: skip
        for sent in part.dispatches:
            if sent.received_at is None:
                return NextStep(_("The conclusion is ready. Download it and confirm the receipt."), _("Receive"),
                                reverse("portal_dispatch", args=[sent.pk]))  # fmt: skip
    state = OrderState(order.state)
    if state is OrderState.DEFICIENT:
        return NextStep(
            _("The order lacks what is named below. Add it here; the order is then checked again."),
            _("Complete the order"),
            reverse("portal_supplement", args=[order.pk]),
        )
    return _MEANWHILE[state]() if state in _MEANWHILE else None


_MEANWHILE = {
    OrderState.RECEIVED: lambda: NextStep(
        _("The records office checks the order against the law and registers it."), whose=_("records office")
    ),
    OrderState.CHECKED: lambda: NextStep(
        _("The order is complete; the records office registers it."), whose=_("records office")
    ),
    OrderState.REGISTERED: lambda: NextStep(
        _("The institute works on it. You are told when something is asked of you and when the conclusion is ready."),
        whose=_("institute"),
    ),
}
