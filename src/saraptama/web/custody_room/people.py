"""Who may be given objects, and in which institute a person keeps them."""

from uuid import UUID

from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.selectors import people_with_role, user
from saraptama.foundation.accounts.types import Person
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.types import Unit
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible

RECEIVERS = (RoleCode.EXPERT, RoleCode.CUSTODIAN, RoleCode.CLERK)
"""Posts that come with the right to move objects."""


def institute_of(actor: ActorRef) -> Unit:
    """The institute in which this person, or whoever they stand in for, works."""
    person = user(actor.acting_for or actor.id)
    if person is None or person.unit_id is None:
        raise NotVisible
    return reference.institute_of(person.unit_id)


def receivers(actor: ActorRef, institute_id: UUID) -> list[tuple[str, str]]:
    """The people of an institute to whom objects may be offered, with their units."""
    path = reference.unit(institute_id).path
    found: dict[UUID, Person] = {}
    for role in RECEIVERS:
        for person in people_with_role(role):
            if person.id != actor.id and (person.unit_path == path or person.unit_path.startswith(f"{path}.")):
                found[person.id] = person
    rows = sorted(found.values(), key=lambda person: (person.unit_path, person.short_name))
    return [(str(person.id), f"{person.short_name}, {_unit_name(person)}") for person in rows]


def _unit_name(person: Person) -> str:
    return str(reference.unit(person.unit_id).name) if person.unit_id else ""
