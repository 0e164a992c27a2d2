"""Which heads can be asked to agree to a draft: those whose right reaches the examination, none of its experts."""

from typing import Any

from saraptama.casework.examinations.rights import AGREE
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.selectors import people_with_role
from saraptama.foundation.accounts.services import actor_for_login


def heads_for(examination: Any) -> list[tuple[str, str]]:
    """Heads of the unit first, then directors, as choices."""
    path = examination.unit.path
    experts = set(examination.assignments.filter(ended_on__isnull=True).values_list("user_id", flat=True))
    people = {
        person.id: person
        for role in (RoleCode.HEAD, RoleCode.DIRECTOR)
        for person in people_with_role(role, path)
        if person.id not in experts
    }
    return [
        (str(person.id), person.short_name)
        for person in people.values()
        if actor_for_login(person.login).may(AGREE, examination.scope)
    ]
