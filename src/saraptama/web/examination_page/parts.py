"""The parts of an examination's page: what stands under each tab, and how much of it there is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.capacity.methods import selectors as methods
from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions.enums import ConclusionKind
from saraptama.casework.custody import selectors as custody
from saraptama.casework.custody.enums import CustodyState
from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import PetitionDecision, PetitionKind
from saraptama.casework.examinations.policies import can_own_notes, can_permitted
from saraptama.casework.examinations.rights import PERFORM
from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.rights import READ
from saraptama.foundation.documents.selectors import files_of_case
from saraptama.foundation.messaging.enums import Channel, DispatchKind
from saraptama.foundation.messaging.selectors import dispatch_of
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import Right
from saraptama.web.examination_page.people import people
from saraptama.web.examination_page.words import body_of
from saraptama.web.shared.components import Tab
from saraptama.web.shared.statuses import status_of

Text = str | Promise
Context = dict[str, Any]

OF_A_CONCLUSION = {FileKind.CONCLUSION.value, FileKind.SIGNATURE.value, FileKind.WORKING_NOTE.value}
"""Files shown with their conclusion or their note, and not among the papers of the case."""


@dataclass(frozen=True)
class Part:
    """One tab: its name, how its contents are found, and how many there are."""

    title: Text
    fill: Callable[[ActorRef, Any], Context]
    count: Callable[[ActorRef, Any], int | None]


def questions(actor: ActorRef, examination: Any) -> Context:
    """The questions put to this specialty, each with its answer once somebody may read it."""
    conclusion = conclusions.current_of_examination(actor, examination.pk)
    known = {f"{fact.method_id} {fact.version}": fact for fact in methods.register()} if conclusion else {}
    answers: dict[int, list[tuple[Any, str, list[Any]]]] = {}
    for cell in conclusions.answered_questions(conclusion) if conclusion else ():
        outcome = reference.label(Dictionary.ANSWER_OUTCOME, cell.outcome)
        used = [known[key] for key in cell.methods if key in known]
        answers.setdefault(cell.number, []).append((cell, outcome, used))
    asked = [(question, answers.get(question.number, [])) for question in asked_of(examination)]
    return {
        "questions": asked,
        "conclusion": conclusion,
        "plot": examination.order.plot,
        "language": examination.order.language,
    }


def asked_of(examination: Any) -> list[Any]:
    """The questions of the order that concern this specialty, in their own numbers."""
    rows = examination.order.questions.order_by("number")
    return [row for row in rows if row.specialty_seq in (None, examination.seq)]


def objects(actor: ActorRef, examination: Any) -> Context:
    """The objects of this examination with where they are now, and those that the order still owes."""
    rows = objects_of(actor, examination)
    holders = names_of(row.holder_id for row in rows if row.holder_id)
    arrived = {row.ordered_object_id for row in rows}
    return {
        "objects": [(row, status_of(CustodyState(row.state)), holders.get(row.holder_id, "")) for row in rows],
        "awaited": [sent for sent in announced_for(examination) if sent.pk not in arrived],
    }


def objects_of(actor: ActorRef, examination: Any) -> list[Any]:
    """The objects counted to the examination; before any are counted, those of its order that the reader may see."""
    lines = examination.allocations.select_related("custody_object__place").order_by("custody_object__label")
    return [line.custody_object for line in lines] or list(custody.objects_of_order(actor, examination.order_id))


def announced_for(examination: Any) -> list[Any]:
    """What the order sends for this specialty."""
    rows = examination.order.ordered_objects.order_by("number")
    return [row for row in rows if not row.specialty_seqs or examination.seq in row.specialty_seqs]


def notes(actor: ActorRef, examination: Any) -> Context:
    """Working notes and methods. Notes are the experts' own; the methods used anybody on the case may read."""
    used = list(examination.methods.order_by("recorded_at"))
    known = {(fact.method_id, fact.version): fact for fact in methods.register()} if used else {}
    own = can_own_notes(actor, examination)
    rows = list(selectors.notes_for(actor, examination).prefetch_related("addenda")) if own else []
    names = names_of([row.author_id for row in rows] + [use.actor_id for use in used])
    return {
        "may_read_notes": own,
        "notes": [(row, names.get(row.author_id, "")) for row in rows],
        "equipment": conclusions.equipment_of(examination),
        "methods": [(use, known.get((use.method_id, use.method_version)), names.get(use.actor_id, "")) for use in used],
    }


def petitions(actor: ActorRef, examination: Any) -> Context:
    """What was asked of the appointing body and what it answered, and every standstill."""
    rows = petitions_of(actor, examination).select_related("answer")
    names = names_of(row.actor_id for row in rows)
    standstills = examination.suspensions.select_related("resumption", "petition").order_by("starts_on")
    return {
        "petitions": [_petition(row, names.get(row.actor_id, "")) for row in rows],
        "suspensions": list(standstills),
    }


def petitions_of(actor: ActorRef, examination: Any) -> Any:
    """Petitions in order. One for measures of security is only for those who petition (CPC art. 79)."""
    rows = examination.petitions.order_by("seq")
    if can_permitted(actor, examination, "send_petition"):
        return rows
    return rows.exclude(kind=PetitionKind.SECURITY.value)


def _petition(row: Any, sender: str) -> Context:
    answer = getattr(row, "answer", None)
    return {
        "row": row,
        "sender": sender,
        "kind": selectors.label_of(PetitionKind(row.kind)),
        "answer": answer,
        "waited": max((clock.today() - row.occurred_on).days, 0),
        "decision": selectors.label_of(PetitionDecision(answer.decision)) if answer else "",
    }


def documents(actor: ActorRef, examination: Any) -> Context:
    """The conclusions with their state, and the papers of the case that the reader may open."""
    made = list(conclusions.of_examination(actor, examination.pk))
    return {
        "conclusions": [(row, receipt_of(row), conclusions.pictures_of(row)) for row in made],
        "body": body_of(examination),
        "files": papers_of(actor, examination),
    }


def receipt_of(conclusion: Any) -> Any:
    """How the conclusion was sent: to whom, when, and who received it; None before that."""
    kind = DispatchKind.IMPOSSIBILITY if conclusion.kind == ConclusionKind.IMPOSSIBLE.value else DispatchKind.CONCLUSION
    return dispatch_of(conclusion._meta.db_table, conclusion.pk, kind)


def right_to_papers(actor: ActorRef, examination: Any) -> Right | None:
    """Under which right the papers are read: over the cases of one's units, or as the expert who has this one."""
    if actor.may(READ, examination.scope):
        return READ
    in_hands = selectors.visible_to(actor).filter(order_id=examination.order_id).assigned_to(actor.id)
    return PERFORM if actor.may(PERFORM) and in_hands.exists() else None


def papers_of(actor: ActorRef, examination: Any) -> list[Any]:
    """Stored papers of the case, for those who may read files here."""
    if right_to_papers(actor, examination) is None:
        return []
    return [file for file in files_of_case(examination.order_id) if file.kind not in OF_A_CONCLUSION]


def history(actor: ActorRef, examination: Any) -> Context:
    """Every act with its legal day, the moment it was entered, and who did it."""
    entries = happened(actor, examination)
    names = names_of(entry.actor_id for entry in entries)
    return {"entries": [(entry, names.get(entry.actor_id, "")) for entry in reversed(entries)]}


def happened(actor: ActorRef, examination: Any) -> list[Any]:
    """The acts of the examination and of its conclusions, by legal day and moment of entry."""
    entries = [*map(in_words, selectors.timeline(examination)), *conclusions.told_steps(actor, examination.pk)]
    return sorted(entries, key=lambda entry: (entry.occurred_on, entry.recorded_at))


def in_words(entry: Any) -> Any:
    """A delivery names its channel; people read its name and not its code."""
    if entry.act in ("mark_delivered", "dispatch_return") and entry.ground in Channel.values:
        return replace(entry, ground=str(Channel(entry.ground).label))
    return entry


def _count_of_notes(actor: ActorRef, examination: Any) -> int | None:
    used: int = examination.methods.count() + len(conclusions.equipment_of(examination))
    return used + (examination.notes.count() if can_own_notes(actor, examination) else 0)


def _count_of_papers(actor: ActorRef, examination: Any) -> int:
    made: int = conclusions.of_examination(actor, examination.pk).count()
    return made + len(papers_of(actor, examination))


PARTS: dict[str, Part] = {
    "questions": Part(_("Questions"), questions, lambda actor, examination: len(asked_of(examination))),
    "objects": Part(_("Objects"), objects, lambda actor, examination: len(objects_of(actor, examination))),
    "notes": Part(_("Methods, equipment, notes"), notes, _count_of_notes),
    "petitions": Part(_("Petitions"), petitions, lambda actor, examination: petitions_of(actor, examination).count()),
    "people": Part(
        _("People"), people, lambda actor, examination: examination.assignments.filter(ended_on__isnull=True).count()
    ),
    "documents": Part(_("Documents"), documents, _count_of_papers),
    "history": Part(_("History"), history, lambda actor, examination: len(happened(actor, examination))),
}


def tabs_of(actor: ActorRef, examination: Any, current: str) -> list[Tab]:
    """The tabs with their counts."""
    return [
        Tab(
            part.title,
            reverse("examination_part", args=[examination.pk, code]),
            part.count(actor, examination),
            is_current=code == current,
        )
        for code, part in PARTS.items()
    ]
