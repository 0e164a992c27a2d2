"""Who works on an examination and who is named in its case; of several experts, who does what."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import AssignmentRole, EndReason
from saraptama.casework.examinations.types import PartOfWork
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import PersonRole
from saraptama.foundation.accounts.selectors import names_of
from saraptama.kernel.actor import ActorRef
from saraptama.web.examination_page.words import due_of, number_of, specialty_of, specialty_text, unit_name
from saraptama.web.shared.formats import date_text, days_text
from saraptama.web.shared.statuses import status_of

Context = dict[str, Any]


def people(actor: ActorRef, examination: Any) -> Context:
    """The experts with their certificates, former ones with the reason, and the people of the case."""
    rows = list(examination.assignments.select_related("acceptance").order_by("ended_on", "assigned_on", "id"))
    names = names_of([row.user_id for row in rows if row.user_id] + [row.assigned_by for row in rows])
    persons = examination.order.persons.all()
    several = examination.complex_group is not None or len(rows) > 1
    parts = {part.assignment_id: part for part in selectors.parts_of(examination)} if several else {}
    return {
        "assignments": [_assignment(row, names, parts.get(row.pk)) for row in rows],
        "several": several,
        "group": group_of(examination),
        "order": examination.order,
        "persons": [(intake.label_of(PersonRole(person.role)), person) for person in persons],
    }


def _assignment(row: Any, names: dict[UUID, str], part: PartOfWork | None) -> Context:
    return {
        "row": row,
        "name": names.get(row.user_id, ""),
        "role": selectors.label_of(AssignmentRole(row.role)),
        "specialty": specialty_text(row.specialty_code),
        "assigned_by": names.get(row.assigned_by, ""),
        "acceptance": getattr(row, "acceptance", None),
        "part": part_words(part) if part is not None else (),
        "end_reason": selectors.label_of(EndReason(row.end_reason)) if row.end_reason else "",
    }


def part_words(part: PartOfWork) -> list[str]:
    """What one of several experts does: questions, words of the head, the day it is wanted by, the own clock."""
    words = []
    if part.questions:
        numbers = ", ".join(map(str, part.questions))
        words.append(
            ngettext("answers question {numbers}", "answers questions {numbers}", len(part.questions)).format(
                numbers=numbers
            )
        )
    if part.part:
        words.append(part.part)
    if part.due_on is not None:
        words.append(_("wanted by {day}").format(day=date_text(part.due_on)))
    words.append(_("in these hands: {days}").format(days=days_text(part.clock.elapsed)))
    if part.clock.overdue_days:
        words.append(_("late by {days}").format(days=days_text(part.clock.overdue_days)))
    return words


def group_of(examination: Any) -> list[dict[str, Any]]:
    """The parts of a complex examination with their experts and clocks; nothing for any other."""
    if examination.complex_group is None:
        return []
    parts = selectors.parts_in_group(examination)
    leading = selectors.leading_part(parts)
    names = names_of(part.lead_user_id for part in parts if part.lead_user_id)
    return [
        {
            "part": part,
            "number": number_of(part),
            "specialty": specialty_of(part),
            "unit": unit_name(part.unit),
            "expert": names.get(part.lead_user_id, "") if part.lead_user_id else "",
            "status": status_of(part.current_state),
            "due": due_of(part),
            "leads": part.pk == leading.pk,
            "is_this": part.pk == examination.pk,
        }
        for part in parts
    ]
