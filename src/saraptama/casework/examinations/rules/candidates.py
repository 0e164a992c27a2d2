"""Who may be assigned, and why not: the first failing rule with its date (domain.md §4.4; features B2)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from saraptama.casework.examinations.enums import CandidateRule
from saraptama.casework.examinations.types import CandidateVerdict, Load
from saraptama.kernel.kazakh import sort_key


@dataclass(frozen=True, slots=True)
class Certificate:
    """A qualification certificate for a specialty; `valid_to` is its last day."""

    specialty: str
    number: str
    valid_from: date
    valid_to: date | None = None
    suspended_from: date | None = None

    def runs_on(self, day: date) -> bool:
        """Whether the day lies in the certificate's life."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def is_suspended_on(self, day: date) -> bool:
        """Whether the certificate is suspended on the day."""
        return self.suspended_from is not None and self.suspended_from <= day


@dataclass(frozen=True, slots=True)
class Absence:
    """Leave, illness or a trip; both days are days of absence."""

    start: date
    end: date | None
    kind: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of an expert on the day of the choice."""

    expert_id: UUID
    name: str
    user_id: UUID | None = None
    unit_id: UUID | None = None
    unit_path: str = ""
    position: str = ""
    is_private: bool = False
    certificates: tuple[Certificate, ...] = ()
    absences: tuple[Absence, ...] = ()
    hired_on: date | None = None
    left_on: date | None = None
    load: Load = field(default_factory=Load)
    load_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What the examination asks for, and who is barred from it."""

    on: date
    specialty: str
    institute_path: str
    recused: Mapping[UUID, date] = field(default_factory=dict)
    """Experts challenged or withdrawn in this case, with the day."""
    declared: Mapping[UUID, tuple[date, str]] = field(default_factory=dict)
    """Experts of whom a conflict is declared in this case and not found groundless: day and ground."""
    prior_roles: Mapping[UUID, tuple[date | None, str]] = field(default_factory=dict)
    """Experts who stand among the persons of this case: day of the order and role."""
    set_aside: Mapping[UUID, tuple[CandidateRule, ...]] = field(default_factory=dict)
    """Conflicts that two people have set aside for this examination (features B5)."""
    first_authors: Mapping[UUID, date] = field(default_factory=dict)
    """Authors of the conclusion that a repeated examination doubts, with its day."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A rule that forbids the assignment, and the days it speaks of."""

    rule: CandidateRule
    since: date | None = None
    until: date | None = None
    detail: str = ""


def explain_candidates(candidates: Iterable[Candidate], need: Need) -> list[CandidateVerdict]:
    """A verdict for every expert: the eligible first, the least loaded first, then by name."""
    verdicts = (_verdict(candidate, need) for candidate in candidates)
    return sorted(verdicts, key=lambda v: (not v.eligible, v.load.total, sort_key(v.name), v.expert_id))


def first_bar(candidate: Candidate, need: Need) -> Bar | None:
    """The first rule that forbids this assignment; None when nothing does."""
    aside = need.set_aside.get(candidate.expert_id, ())
    bars = (rule(candidate, need) for rule in _RULES)
    return next((bar for bar in bars if bar is not None and bar.rule not in aside), None)


def _certificate(candidate: Candidate, need: Need) -> Bar | None:
    """Law 44-VI art. 20: a certificate for the specialty, active on the day of assignment."""
    held = [c for c in candidate.certificates if c.specialty == need.specialty]
    running = [c for c in held if c.runs_on(need.on)]
    if any(not c.is_suspended_on(need.on) for c in running):
        return None
    if running:
        first = min(running, key=lambda c: c.suspended_from or date.max)
        return Bar(CandidateRule.CERTIFICATE_SUSPENDED, since=first.suspended_from, detail=first.number)
    past = [c for c in held if c.valid_to is not None and c.valid_to < need.on]
    if past:
        last = max(past, key=lambda c: c.valid_to or date.min)
        return Bar(CandidateRule.CERTIFICATE, until=last.valid_to, detail=last.number)
    return Bar(CandidateRule.CERTIFICATE, since=min((c.valid_from for c in held), default=None))


def _employment(candidate: Candidate, need: Need) -> Bar | None:
    """Law art. 19: staff of the body examine in their own body, while in service; a licensed expert belongs to none."""
    if candidate.hired_on is not None and need.on < candidate.hired_on:
        return Bar(CandidateRule.NOT_IN_INSTITUTE, since=candidate.hired_on)
    if candidate.left_on is not None and candidate.left_on < need.on:
        return Bar(CandidateRule.NOT_IN_INSTITUTE, until=candidate.left_on)
    inside = candidate.unit_path == need.institute_path or candidate.unit_path.startswith(f"{need.institute_path}.")
    return None if candidate.is_private or inside else Bar(CandidateRule.NOT_IN_INSTITUTE)


def _presence(candidate: Candidate, need: Need) -> Bar | None:
    for absence in candidate.absences:
        if absence.start <= need.on and (absence.end is None or need.on <= absence.end):
            return Bar(CandidateRule.ABSENT, absence.start, absence.end, absence.kind)
    return None


def _recusal(candidate: Candidate, need: Need) -> Bar | None:
    since = need.recused.get(candidate.expert_id)
    return Bar(CandidateRule.RECUSED, since) if since else None


def _declared(candidate: Candidate, need: Need) -> Bar | None:
    """Kinship, interest or dependence in the case keeps an expert away (procedural codes; Law 44-VI art. 19)."""
    stated = need.declared.get(candidate.expert_id)
    return Bar(CandidateRule.DECLARED_CONFLICT, stated[0], detail=stated[1]) if stated else None


def _prior_role(candidate: Candidate, need: Need) -> Bar | None:
    """Nobody examines in a case in which he or she stands in another role."""
    known = need.prior_roles.get(candidate.expert_id)
    return Bar(CandidateRule.PRIOR_ROLE, known[0], detail=known[1]) if known else None


def _first_conclusion(candidate: Candidate, need: Need) -> Bar | None:
    """A repeated examination is charged to another expert or commission (CPC art. 287)."""
    since = need.first_authors.get(candidate.expert_id)
    return Bar(CandidateRule.FIRST_CONCLUSION, since) if since else None


def _capacity(candidate: Candidate, need: Need) -> Bar | None:
    limit = candidate.load_limit
    if limit is None or candidate.load.total < limit:
        return None
    return Bar(CandidateRule.CAPACITY, need.on, detail=f"{candidate.load.total}/{limit}")


_RULES: tuple[Callable[[Candidate, Need], Bar | None], ...] = (
    _certificate,
    _employment,
    _presence,
    _recusal,
    _declared,
    _prior_role,
    _first_conclusion,
    _capacity,
)


def _verdict(candidate: Candidate, need: Need) -> CandidateVerdict:
    bar = first_bar(candidate, need)
    active = (
        c
        for c in candidate.certificates
        if c.specialty == need.specialty and c.runs_on(need.on) and not c.is_suspended_on(need.on)
    )
    return CandidateVerdict(
        expert_id=candidate.expert_id,
        user_id=candidate.user_id,
        name=candidate.name,
        unit_id=candidate.unit_id,
        position=candidate.position,
        eligible=bar is None,
        rule=bar.rule if bar else None,
        since=bar.since if bar else None,
        until=bar.until if bar else None,
        detail=bar.detail if bar else "",
        load=candidate.load,
        certificate=next((c.number for c in active), ""),
        limit=candidate.load_limit,
        set_aside=need.set_aside.get(candidate.expert_id, ()),
    )
