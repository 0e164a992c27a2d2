"""From rows to the dated facts of the pure rule, and the norms and calendar a case is pinned to."""

from collections.abc import Iterable

from saraptama.casework.examinations.enums import Complexity, Result, SuspensionGround
from saraptama.casework.examinations.models import Examination, Suspension
from saraptama.casework.examinations.rules import Norms
from saraptama.casework.examinations.rules.facts import (
    ComplexitySet,
    Dispatched,
    ExpertAccepted,
    Extended,
    Fact,
    Finished,
    ObjectsComplete,
    OrderAccepted,
    Resumed,
    Suspended,
)
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.calendar import WorkingCalendar


def facts_of(examination: Examination) -> list[Fact]:
    """Everything dated that the term of the examination depends on."""
    return _facts(examination, examination.suspensions.select_related("petition", "resumption"))


def facts_at_hand(examination: Examination) -> list[Fact]:
    """The same of an examination that was read together with many others and all they depend on (`past_terms`)."""
    return _facts(examination, examination.suspensions.all())


def _facts(examination: Examination, suspensions: Iterable[Suspension]) -> list[Fact]:
    return [
        *_single_facts(examination),
        *(
            ComplexitySet(row.occurred_on, Complexity(row.complexity), row.seq)
            for row in examination.complexity_settings.all()
        ),
        *_suspensions(suspensions),
        *(Extended(row.occurred_on, row.days, str(row.id)) for row in examination.extensions.all()),
    ]


def norms_of(examination: Examination) -> Norms:
    """The norms valid on T0, to which the case is pinned; before the start those of today."""
    found = (
        reference.norms(examination.norms_version)
        if examination.norms_version
        else reference.norms_on(examination.t0 or clock.today())
    )
    return Norms.from_values(found.version, found.values)


def calendar_of(examination: Examination) -> WorkingCalendar:
    """The calendar version by which the case is counted; before the start the one in use."""
    return reference.calendar(examination.calendar_version or None)


def _single_facts(examination: Examination) -> list[Fact]:
    facts: list[Fact] = []
    if examination.order_accepted_on is not None:
        facts.append(OrderAccepted(examination.order_accepted_on))
    if examination.objects_complete_on is not None:
        facts.append(ObjectsComplete(examination.objects_complete_on))
    if examination.expert_accepted_on is not None:
        facts.append(ExpertAccepted(examination.expert_accepted_on))
    if examination.finished_on is not None:
        facts.append(Finished(examination.finished_on, Result(examination.result)))
    if examination.delivered_on is not None:
        facts.append(Dispatched(examination.delivered_on))
    return facts


def _suspensions(suspensions: Iterable[Suspension]) -> list[Fact]:
    facts: list[Fact] = []
    for seq, row in enumerate(suspensions):
        key = str(row.id)
        subject = row.petition.subject if row.petition else ""
        facts.append(Suspended(row.starts_on, SuspensionGround(row.ground), key, subject, seq))
        resumption = getattr(row, "resumption", None)
        if resumption is not None:
            facts.append(Resumed(resumption.occurred_on, key, seq))
    return facts
