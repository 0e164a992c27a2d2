"""The journal of examinations: one list, narrowed and counted in the same way everywhere."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.casework.examinations.models import Examination
from saraptama.casework.examinations.querysets import ExaminationQuerySet
from saraptama.casework.examinations.types import DeskCounts, JournalFilter
from saraptama.casework.examinations.workflow import UNFINISHED
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

_LOOKUPS: dict[str, Callable[[Any], Q]] = {
    "number": lambda text: Q(registration__text__startswith=text.strip().upper()),
    "states": lambda states: Q(state__in=states),
    "specialty": lambda code: Q(specialty_code=code),
    "examination_type": lambda code: Q(examination_type=code),
    "institute_id": lambda key: Q(institute_id=key),
    "body_id": lambda key: Q(order__appointing_body_id=key),
    "exam_kind": lambda code: Q(exam_kind=code),
    "composition": lambda code: Q(composition=code),
    "case_category": lambda code: Q(case_category=code),
    "complexity": lambda code: Q(complexity=code),
    "result": lambda code: Q(result=code),
    "region": lambda code: Q(region=code),
    "registered_from": lambda day: Q(registered_on__gte=day),
    "registered_to": lambda day: Q(registered_on__lte=day),
    "due_from": lambda day: Q(due_on__gte=day),
    "due_to": lambda day: Q(due_on__lte=day),
    "finished_from": lambda day: Q(finished_on__gte=day),
    "finished_to": lambda day: Q(finished_on__lte=day),
}


def journal(actor: ActorRef, narrowed: JournalFilter | None = None) -> ExaminationQuerySet:
    """The examinations an actor sees, newest first, with what a line of the list shows."""
    chosen = narrowed or JournalFilter()
    rows = Examination.objects.visible_to(actor).for_list()
    for name, lookup in _LOOKUPS.items():
        if value := getattr(chosen, name):
            rows = rows.filter(lookup(value))
    if chosen.unit_path:
        rows = rows.within_unit(chosen.unit_path)
    if chosen.expert_user_id:
        rows = rows.assigned_to(chosen.expert_user_id)
    if chosen.unfinished:
        rows = rows.unfinished()
    if chosen.overdue:
        rows = rows.overdue_on(clock.today())
    return rows.newest_first()


def desk_counts(actor: ActorRef, *, soon_days: int = 3) -> DeskCounts:
    """What waits for whom, in one query; “soon” means due within so many days."""
    today = clock.today()
    at_work = Examination.objects.visible_to(actor).in_states(*UNFINISHED, S.COMPLETED)
    return DeskCounts(**at_work.aggregate(**_counted(today, soon_days)))


def _counted(today: date, soon_days: int) -> dict[str, Count]:
    unfinished = Q(state__in=[state.value for state in UNFINISHED])
    return {
        "awaiting_objects": _in(S.AWAITING_OBJECTS),
        "to_accept": _in(S.REGISTERED),
        "to_assign": _in(S.ACCEPTED),
        "to_be_accepted_by_expert": _in(S.ASSIGNED),
        "in_production": _in(S.IN_PRODUCTION),
        "suspended": _in(S.SUSPENDED),
        "awaiting_agreement": _in(S.AWAITING_APPROVAL),
        "to_sign": _in(S.APPROVED),
        "to_deliver": _in(S.COMPLETED),
        "overdue": Count("pk", filter=unfinished & Q(due_on__lt=today)),
        "due_soon": Count("pk", filter=unfinished & Q(due_on__range=(today, today + timedelta(days=soon_days)))),
    }


def _in(state: S) -> Count:
    return Count("pk", filter=Q(state=state.value))
