"""Acts on examinations. Each is one transaction with one audit entry and one event."""

from saraptama.casework.examinations.services.acting import recompute_term
from saraptama.casework.examinations.services.alerts import give_alerts
from saraptama.casework.examinations.services.assigning import (
    accept_by_expert,
    assign_expert,
    choose_leading_part,
    decline_for_conflict,
    reassign_expert,
    set_complexity,
)
from saraptama.casework.examinations.services.conflicts import (
    ask_override,
    decide_override,
    decide_recusal,
    state_recusal,
)
from saraptama.casework.examinations.services.finishing import (
    agree,
    close,
    complete,
    disagree,
    mark_delivered,
    return_without_execution,
    submit_for_agreement,
    withdraw,
)
from saraptama.casework.examinations.services.opening import (
    accept_for_production,
    allocate_objects,
    direct_to_unit,
    note_objects_complete,
    open_examinations,
)
from saraptama.casework.examinations.services.petitions import answer_petition, grant_extension, send_petition
from saraptama.casework.examinations.services.redating import apply_calendar, take_back_calendar
from saraptama.casework.examinations.services.reminders import remind_of_petitions
from saraptama.casework.examinations.services.standstill import resume, suspend
from saraptama.casework.examinations.services.working import use_method, write_note

__all__ = [
    "accept_by_expert",
    "accept_for_production",
    "agree",
    "allocate_objects",
    "answer_petition",
    "apply_calendar",
    "ask_override",
    "assign_expert",
    "choose_leading_part",
    "close",
    "complete",
    "decide_override",
    "decide_recusal",
    "decline_for_conflict",
    "direct_to_unit",
    "disagree",
    "give_alerts",
    "grant_extension",
    "mark_delivered",
    "note_objects_complete",
    "open_examinations",
    "reassign_expert",
    "recompute_term",
    "remind_of_petitions",
    "resume",
    "return_without_execution",
    "send_petition",
    "set_complexity",
    "state_recusal",
    "submit_for_agreement",
    "suspend",
    "take_back_calendar",
    "use_method",
    "withdraw",
    "write_note",
]
