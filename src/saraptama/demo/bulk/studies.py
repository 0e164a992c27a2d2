"""The rows of one examination: its state as of a day, its history, people, standstills."""

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from saraptama.casework.examinations.enums import AgreementDecision, PetitionDecision, PetitionKind
from saraptama.demo.bulk import officials
from saraptama.demo.bulk.course import Clock, Course, Prolongation, Standstill
from saraptama.demo.bulk.days import NEVER, day_text, moment_text
from saraptama.demo.bulk.ids import identifier
from saraptama.demo.bulk.tables import NULL, Batch
from saraptama.demo.bulk.world import Body, Desk, Hand, Institute

WARNING_VERSION = "2026-11-a"
_GROUND_OF = {"RETURNED": "PETITION_NOT_SATISFIED", "IMPOSSIBLE": "MATERIALS_UNSUITABLE"}
_CONSTANT = {"retention_class": "CASE", "legal_hold": "f"}
Step = tuple[str, str, str, int, str]
"""Act, state before, state after, day, whose act it is."""


@dataclass(slots=True)
class Study:
    """One examination about to be written."""

    order: str
    registration: str
    number: str
    seq: int
    specialty: str
    institute: Institute
    desk: Desk
    body: Body
    kind: str
    composition: str
    category: str
    confidentiality: str
    language: int
    """0 for Kazakh, 1 for Russian: the place of a text in its pair."""
    group: str
    place: str
    course: Course
    experts: list[tuple[Hand, str]]
    clerk: str
    plot: str
    questions: list[tuple[str, int]]
    """Identifier and number of each question to this specialty."""


class Studies:
    """Writes examinations as they stand on a day."""

    def __init__(self, batch: Batch, clock: Clock, until: int, *, with_history: bool, rng: random.Random) -> None:
        self.batch, self.lines = batch, batch.lines
        self.clock, self.until, self.with_history = clock, until, with_history
        self.rng = rng
        self._in_hands: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def new_id(self, day: int) -> str:
        """An identifier born on a day."""
        return identifier(self.rng, day, 32_400_000)

    def write(self, study: Study) -> str:
        """The examination with all that happened to it; a closed one may be no more than its line in the journal."""
        course, until = study.course, self.until
        examination = self.new_id(course.registered)
        steps = list(taken(course, until, len(study.experts)))
        self._examination(study, examination, steps)
        if not self.with_history and course.closed <= until:
            return examination
        self._history(study, examination, steps)
        if course.assigned <= until:
            self._people(study, examination)
        if course.standstill and course.standstill.start <= until:
            self._standstill(study, examination, course.standstill)
        if course.prolongation and course.prolongation.asked <= until:
            self._prolongation(study, examination, course.prolongation)
        return examination

    def is_drafted(self, course: Course) -> bool:
        """Whether a draft lies before the heads, or is agreed and not yet signed."""
        return course.submitted <= self.until < course.finished

    def _examination(self, study: Study, examination: str, steps: list[Step]) -> None:
        course, until, desk, institute = study.course, self.until, study.desk, study.institute
        lead = study.experts[0][0] if course.assigned <= until else None
        registered = day_text(course.registered)
        self.batch.put(
            "examination",
            _CONSTANT
            | self._production(study, steps[-1][2])
            | self._ending(study)
            | self._term(course)
            | {
                "id": examination,
                "order_id": study.order,
                "registration_id": study.registration,
                "seq": str(study.seq),
                "specialty_code": study.specialty,
                "examination_type": study.specialty.partition(".")[0],
                "registered_on": registered,
                "institute_id": institute.id,
                "unit_id": desk.unit if course.accepted <= until else institute.id,
                "region": institute.region,
                "exam_kind": study.kind,
                "composition": study.composition,
                "case_category": study.category,
                "confidentiality": study.confidentiality,
                "complex_group": study.group,
                "place": study.place,
                "state": steps[-1][2],
                "lead_id": lead.expert if lead else NULL,
                "lead_user_id": lead.user if lead else NULL,
                "order_accepted_on": registered,
                "term_inputs_version": str(len(steps)),
                "recorded_at": moment_text(course.registered, 2),
            },
        )

    def _production(self, study: Study, state: str) -> dict[str, str]:
        """What stands there once the expert has begun."""
        course = study.course
        begun, submitted = course.begun <= self.until, course.submitted <= self.until
        still = course.standstill
        return {
            "death_confirmation": "EARLY_CHANGES" if begun and study.specialty.startswith("23.") else "",
            "complexity": course.complexity if begun else "",
            "complexity_justification": (officials.JUSTIFICATIONS[course.complexity][study.language] if begun else ""),
            "expert_accepted_on": self._day(course.begun),
            "suspended_since": day_text(still.start) if still and state == "suspended" else NULL,
            "agreement_round": str(int(submitted)),
            "agreement_route": f'["{dashed(study.desk.head)}"]' if submitted else "[]",
        }

    def _ending(self, study: Study) -> dict[str, str]:
        course = study.course
        over = course.finished <= self.until
        return {
            "finished_on": self._day(course.finished),
            "delivered_on": self._day(course.delivered),
            "closed_on": self._day(course.closed),
            "result": course.result if over else "",
            "result_reason": self._reason(study) if over else "",
            "result_ground": _GROUND_OF.get(course.result, "") if over else "",
        }

    def _term(self, course: Course) -> dict[str, str]:
        """The dates of the clock, with the versions of norms and calendar by which they were counted."""
        running = course.t0 <= self.until
        due, cap, target = self.clock.of(course, self.until) if running else (None, None, None)
        return {
            "objects_complete_on": self._day(course.objects),
            "t0": self._day(course.t0),
            "norms_version": self.clock.norms.version if running else "",
            "calendar_version": self.clock.calendar.version if running else "",
            "due_on": known(due),
            "cap_on": known(cap),
            "target_on": known(target),
        }

    def _day(self, day: int) -> str:
        return day_text(day) if day <= self.until else NULL

    def _reason(self, study: Study) -> str:
        return {
            "RETURNED": officials.NOT_ANSWERED[study.language],
            "IMPOSSIBLE": officials.NOT_POSSIBLE[study.language],
        }.get(study.course.result, "")

    def _history(self, study: Study, examination: str, steps: list[Step]) -> None:
        actors = {"clerk": study.clerk, "custodian": study.institute.custodian, "head": study.desk.head,
                  "body": study.body.user}  # fmt: skip
        if study.experts:
            actors["expert"] = study.experts[0][0].user
        members = iter(hand.user for hand, _ in study.experts[1:])
        for seq, (act, before, after, day, who) in enumerate(steps, start=1):
            actor = next(members) if act == "accept_in_part" else actors[who]
            ground = self._reason(study) if act == "return_without_execution" else ""
            self.lines["status"].append(
                f"{self.new_id(day)}\t{examination}\t{seq}\t{act}\t{before}\t{after}\t{actor}\t{day_text(day)}\t"
                f"{moment_text(day, seq)}\t{ground}\t1\n"
            )

    def _people(self, study: Study, examination: str) -> None:
        course, lines, assigned = study.course, self.lines, day_text(study.course.assigned)
        candidates = json.dumps(list(self._candidates(study)))
        for place, (hand, certificate) in enumerate(study.experts):
            assignment = self.new_id(course.assigned)
            lines["assignment"].append(
                f"{assignment}\t{examination}\t{hand.expert}\t{hand.user}\t{'MEMBER' if place else 'LEAD'}\t"
                f"{study.specialty}\t{certificate}\t{study.desk.head}\t{assigned}\t{moment_text(course.assigned, 4)}\t"
                f"{json.dumps(self._load(hand, course))}\t{candidates}\t\t\t\t1\n"
            )
            if course.begun <= self.until:
                lines["acceptance"].append(
                    f"{self.new_id(course.begun)}\t{assignment}\t{hand.user}\t{WARNING_VERSION}\tt\t"
                    f"{day_text(course.begun)}\t{moment_text(course.begun, 5)}\t1\n"
                )
            self._in_hands[hand.expert].append((course.finished, course.complexity))
        if course.begun <= self.until:
            lead = study.experts[0][0].user
            says = officials.JUSTIFICATIONS[course.complexity][study.language]
            lines["complexity"].append(
                f"{self.new_id(course.begun)}\t{examination}\t1\t{course.complexity}\t{says}\t{lead}\t"
                f"{day_text(course.begun)}\t{moment_text(course.begun, 5)}\t1\n"
            )
        if course.agreed <= self.until:
            lines["agreement"].append(
                f"{self.new_id(course.agreed)}\t{examination}\t1\t{study.desk.head}\t{AgreementDecision.AGREED.value}\t\t"
                f"{day_text(course.agreed)}\t{moment_text(course.agreed, 9)}\t1\n"
            )

    def _load(self, hand: Hand, course: Course) -> dict[str, int]:
        """What the expert had in hands on the day of the choice."""
        held = [kind for finished, kind in self._in_hands[hand.expert] if finished > course.assigned]
        counts = {name: held.count(name.upper()) for name in ("simple", "medium", "high", "special")}
        return {"total": len(held), **counts, "unset": 0, "overdue": 0}

    def _candidates(self, study: Study) -> Iterator[dict[str, object]]:
        """Who could and could not be chosen, by id, as the assignment keeps it."""
        for hand in study.institute.hands[study.specialty]:
            eligible = bool(hand.certificate_on(study.course.assigned))
            away = next((d for d in hand.away if d[0] <= study.course.assigned <= d[1]), None)
            yield {
                "expert": dashed(hand.expert),
                "eligible": eligible,
                "rule": None if eligible else "ABSENT" if away else "CERTIFICATE",
                "since": day_text(away[0]) if away else None,
                "until": day_text(away[1]) if away else None,
                "load": self._load(hand, study.course)["total"],
            }

    def _standstill(self, study: Study, examination: str, still: Standstill) -> None:
        suspension, start, petition = self.new_id(still.start), day_text(still.start), NULL
        actor, basis = study.desk.head, ""
        if still.ground == "S1":
            actor = study.experts[0][0].user
            petition = self._petition(
                study, examination, still.start, officials.PETITION, PetitionKind.ADDITIONAL_MATERIALS, NULL, 1
            )
            if still.until <= self.until:
                self._answer(study, petition, still.until, 0)
        else:
            basis = f"{officials.BASES[still.ground][study.language]} {study.number[-4:]}"
        self.lines["suspension"].append(
            f"{suspension}\t{examination}\t{still.ground}\t{start}\t"
            f"{NULL if still.planned == NEVER else day_text(still.planned)}\t{petition}\t{basis}\t{actor}\t{start}\t"
            f"{moment_text(still.start, 6)}\t1\n"
        )
        if still.until <= self.until:
            lifted_by = study.body.user if still.ground == "S1" else study.desk.head
            self.lines["resumption"].append(
                f"{self.new_id(still.until)}\t{suspension}\t{basis}\t{lifted_by}\t{day_text(still.until)}\t"
                f"{moment_text(still.until, 7)}\t1\n"
            )

    def _prolongation(self, study: Study, examination: str, more: Prolongation) -> None:
        seq = 2 if study.course.standstill and study.course.standstill.ground == "S1" else 1
        petition = self._petition(
            study, examination, more.asked, officials.LONGER, PetitionKind.EXTENSION, str(more.days), seq
        )
        if more.decided <= self.until:
            answer = self._answer(study, petition, more.decided, more.days)
            self.lines["extension"].append(
                f"{self.new_id(more.decided)}\t{examination}\t{answer}\t{more.days}\t{day_text(more.decided)}\t"
                f"{moment_text(more.decided, 7)}\t1\n"
            )

    def _petition(
        self,
        study: Study,
        examination: str,
        day: int,
        words: tuple[tuple[str, str], ...],
        kind: PetitionKind,
        days: str,
        seq: int,
    ) -> str:
        petition = self.new_id(day)
        subject, says = words[study.language]
        self.lines["petition"].append(
            f"{petition}\t{examination}\t{seq}\t{kind.value}\t10-01/{study.number[-6:]}-{seq}\t{subject}\t{says}\t[]\t{days}\t"
            f"{'f' if days != NULL else 't'}\t{study.experts[0][0].user}\t{day_text(day)}\t{moment_text(day, 6)}\t1\n"
        )
        return petition

    def _answer(self, study: Study, petition: str, day: int, days: int) -> str:
        answer = self.new_id(day)
        self.lines["answer"].append(
            f"{answer}\t{petition}\t{PetitionDecision.GRANTED.value}\t{days}\t\t{study.number[-4:]}\t{study.body.user}\t{study.body.id}\t"
            f"{day_text(day)}\t{moment_text(day, 7)}\t1\n"
        )
        return answer


def taken(course: Course, until: int, experts: int) -> Iterator[Step]:
    """The steps of the workflow up to and with a day, in order."""
    for step in _steps(course, experts):
        if step[3] > until:
            return
        yield step


def _steps(course: Course, experts: int) -> Iterator[Step]:
    yield "register", "", "registered", course.registered, "clerk"
    if course.objects > course.registered:
        yield "await_objects", "registered", "awaiting_objects", course.registered, "clerk"
        yield "note_objects_complete", "awaiting_objects", "registered", course.objects, "custodian"
    yield "accept_for_production", "registered", "accepted", course.accepted, "head"
    yield "assign", "accepted", "assigned", course.assigned, "head"
    for _ in range(experts - 1):
        yield "accept_in_part", "assigned", "assigned", course.begun, "expert"
    yield "accept", "assigned", "in_production", course.begun, "expert"
    still = course.standstill
    if still:
        petitioned = still.ground == "S1"
        yield "suspend", "in_production", "suspended", still.start, "expert" if petitioned else "head"
        if course.result == "RETURNED":
            yield "return_without_execution", "suspended", "returned", course.finished, "head"
            yield "dispatch_return", "returned", "returned", course.delivered, "clerk"
            yield "close", "returned", "closed", course.closed, "clerk"
            return
        yield "resume", "suspended", "in_production", still.until, "body" if petitioned else "head"
    yield "submit_for_agreement", "in_production", "awaiting_approval", course.submitted, "expert"
    yield "agree", "awaiting_approval", "approved", course.agreed, "head"
    yield "complete", "approved", "completed", course.finished, "expert"
    yield "mark_delivered", "completed", "delivered", course.delivered, "clerk"
    yield "close", "delivered", "closed", course.closed, "clerk"


def known(day: int | None) -> str:
    """A day, or nothing."""
    return NULL if day is None else day_text(day)


def dashed(hexadecimal: str) -> str:
    """An identifier as JSON holds it."""
    h = hexadecimal
    return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"
