"""Whose hands an examination was in, and for how long: stage clocks over moments, to the second (features D6).

They answer “where does the time go?” and never touch the statutory term, which counts days. Every second between the
first entry and the last belongs to exactly one stage, so that the stages add up to the whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from saraptama.casework.examinations.enums import ExaminationState, Stage

STAGE_OF: dict[ExaminationState, Stage | None] = {
    ExaminationState.REGISTERED: Stage.REGISTRY,
    ExaminationState.AWAITING_OBJECTS: Stage.OBJECTS,
    ExaminationState.ACCEPTED: Stage.HEAD,
    ExaminationState.ASSIGNED: Stage.EXPERT,
    ExaminationState.IN_PRODUCTION: Stage.EXPERT,
    ExaminationState.SUSPENDED: Stage.OTHERS,
    ExaminationState.AWAITING_APPROVAL: Stage.AGREEMENT,
    ExaminationState.APPROVED: Stage.EXPERT,
    ExaminationState.COMPLETED: Stage.DELIVERY,
    ExaminationState.RETURNED: Stage.DELIVERY,
    ExaminationState.DELIVERED: Stage.DELIVERY,
    ExaminationState.CLOSED: None,
    ExaminationState.WITHDRAWN: None,
}
"""In whose hands a state leaves the examination; None: it is over."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A state, and the moment at which the system recorded it."""

    at: datetime
    state: ExaminationState


@dataclass(frozen=True, slots=True)
class StageClocks:
    """Time by stage, from the arrival of the order to the end or the moment asked about."""

    by_stage: tuple[tuple[Stage, timedelta], ...]
    whole: timedelta

    def of(self, stage: Stage) -> timedelta:
        """How long the examination was in these hands."""
        return dict(self.by_stage).get(stage, timedelta())


def stage_clocks(entries: Iterable[Entry], *, arrived: datetime | None, now: datetime) -> StageClocks:
    """The clocks on a moment. What lies after it has not happened yet; before the first entry the registry had it."""
    known = sorted((entry for entry in entries if entry.at <= now), key=lambda entry: entry.at)
    if not known:
        return StageClocks((), timedelta())
    began = min(arrived, known[0].at) if arrived is not None else known[0].at
    spent: dict[Stage, timedelta] = {stage: timedelta() for stage in Stage}
    stage: Stage | None = Stage.REGISTRY
    since = began
    for entry in known:
        if stage is not None:
            spent[stage] += entry.at - since
        since, stage = entry.at, STAGE_OF[entry.state]
    if stage is not None:
        spent[stage] += now - since
    return StageClocks(tuple(spent.items()), sum(spent.values(), timedelta()))
