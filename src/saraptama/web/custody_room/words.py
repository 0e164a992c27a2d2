"""Objects, places and links of a chain in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from saraptama.casework.custody import selectors
from saraptama.casework.custody.enums import CustodyAct, CustodyState, SealState
from saraptama.casework.custody.types import ChainLink, Whereabouts
from saraptama.casework.intake.enums import DestructionPermission, ObjectKind
from saraptama.casework.intake.selectors import label_of as intake_label_of
from saraptama.foundation.accounts.selectors import names_of
from saraptama.web.registry_desk.words import quantity_of
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.components import Fact
from saraptama.web.shared.formats import DASH, date_text, datetime_text
from saraptama.web.shared.statuses import status_of

ICONS = {
    CustodyAct.RECEIVED: "box-arrow-in-down",
    CustodyAct.PLACED: "geo-alt",
    CustodyAct.MOVED: "geo-alt",
    CustodyAct.OFFERED: "arrow-left-right",
    CustodyAct.DECLINED: "x-lg",
    CustodyAct.EXPIRED: "hourglass-split",
    CustodyAct.HANDED_OVER: "person-check",
    CustodyAct.RETURN_OFFERED: "truck",
    CustodyAct.RETURN_CANCELLED: "x-lg",
    CustodyAct.RETURNED: "box-arrow-right",
    CustodyAct.DIVIDED: "shuffle",
    CustodyAct.CONSUMED: "dash-circle",
    CustodyAct.SEALED: "shield-check",
    CustodyAct.SENT: "send",
    CustodyAct.ARRIVED: "box-arrow-in-down",
    CustodyAct.CAME_BACK: "reply",
    CustodyAct.LOST: "exclamation-triangle-fill",
    CustodyAct.FOUND: "check-circle-fill",
    CustodyAct.DESTROYED: "trash",
    CustodyAct.PHOTOGRAPHED: "camera",
    CustodyAct.COPIED: "upload",
}


WITH_PAPER = frozenset({CustodyAct.LOST, CustodyAct.DESTROYED, CustodyAct.RETURNED})
"""Links whose document is a paper to be opened; photographs and contents have panels of their own."""


class Names:
    """Names of people, each asked for once on a page."""

    def __init__(self, ids: Iterable[UUID | None] = ()) -> None:
        self._known = names_of(found for found in ids if found is not None)

    def of(self, person: UUID | None) -> str:
        """The name, or nothing for nobody."""
        if person is None:
            return ""
        if person not in self._known:
            self._known[person] = names_of([person]).get(person, _("the service"))
        return self._known[person]


def path_text(path: str) -> str:
    """The way to a place through the tree, breakable between its steps."""
    return path.replace(".", " / ")


def where(thing: Any, names: Names) -> str:
    """Where an object is now."""
    if thing.place_id is not None:
        return f"{thing.place.name} ({path_text(thing.place.path)})"
    if thing.state == CustodyState.IN_TRANSIT:
        return _("on its way")
    return names.of(thing.holder_id) or DASH


def state_of(thing: Any) -> Chip:
    """The object's state as a chip."""
    return status_of(CustodyState(thing.state))


def seal_of(thing: Any) -> str:
    """The seal, or why there is none."""
    return thing.seal_number or _("no seal: {reason}").format(reason=thing.no_seal_reason)


def facts_of(thing: Any, names: Names) -> list[Fact]:
    """What is known of an object."""
    receipt = thing.receipt
    return [
        Fact(_("Kind"), intake_label_of(ObjectKind(thing.kind))),
        Fact(_("Quantity"), quantity_of(thing)),
        Fact(_("Packaging"), thing.packaging or DASH),
        Fact(_("Seal"), seal_of(thing)),
        Fact(_("Where it is"), where(thing, names)),
        Fact(_("Accepted"), f"{date_text(thing.received_on)}, {names.of(receipt.actor_id)}"),
        Fact(_("Brought by"), ", ".join(part for part in (receipt.brought_by, receipt.brought_by_position) if part)),
        Fact(_("Act of acceptance"), f"{receipt.year}/{receipt.number}"),
        Fact(_("Part of"), thing.parent.label if thing.parent_id else DASH),
        Fact(_("Destruction permitted"), intake_label_of(DestructionPermission(thing.destruction_permission))),
        Fact(_("To be returned by"), date_text(thing.return_due_on) if thing.return_due_on else DASH),
    ]


@dataclass(frozen=True)
class Step:
    """One link of the chain as the feed shows it."""

    icon: str
    title: str
    way: str
    at: datetime
    by: str
    seal: Chip
    seal_number: str
    note: str
    hash: str
    document: UUID | None


def steps_of(links: Iterable[ChainLink]) -> list[Step]:
    """The chain as a feed, the latest first."""
    rows = list(links)
    people = [person for row in rows for person in (row.from_holder, row.to_holder, row.actor, row.counterpart)]
    names = Names(people)
    places = {row.to_place: path_text(row.to_path) for row in rows if row.to_place is not None}
    return [_step(row, names, places) for row in reversed(rows)]


def _step(row: ChainLink, names: Names, places: dict[UUID, str]) -> Step:
    giver = row.from_name or names.of(row.from_holder) or (places.get(row.from_place, "") if row.from_place else "")
    taker = row.to_name or path_text(row.to_path) or names.of(row.to_holder)
    if row.act is CustodyAct.OFFERED:
        taker = names.of(row.counterpart)
    way = f"{giver} → {taker}" if giver and taker and giver != taker else taker or giver
    return Step(
        icon=ICONS[row.act],
        title=selectors.label_of(row.act),
        way=way,
        at=row.at,
        by=names.of(row.actor),
        seal=status_of(SealState(row.seal_state)),
        seal_number=row.seal_number,
        note=row.note,
        hash=row.hash[:12],
        document=row.document if row.act in WITH_PAPER else None,
    )


GONE: dict[CustodyAct, Callable[[], str]] = {
    CustodyAct.DESTROYED: lambda: pgettext("custody", "nowhere: it was destroyed"),
    CustodyAct.LOST: lambda: pgettext("custody", "unknown: it was declared lost"),
    CustodyAct.DIVIDED: lambda: pgettext("custody", "in its parts"),
}
"""What is said of an object that is in no place and in nobody's hands."""


def whereabouts_text(found: Whereabouts | None, moment: datetime) -> str:
    """The answer to “where was it then?”."""
    if found is None:
        return _("At {moment} the object was not here yet.").format(moment=datetime_text(moment))
    if found.act is CustodyAct.SENT:
        place = _("on its way to {name}").format(name=found.name)
        return _("At {moment}: {place}, since {since}.").format(
            moment=datetime_text(moment), place=place, since=datetime_text(found.since)
        )
    place = (
        path_text(found.path)
        or Names().of(found.holder)
        or found.name
        or GONE.get(found.act, lambda: pgettext("custody", "nowhere: it was used up"))()
    )
    return _("At {moment}: {place}, since {since}.").format(
        moment=datetime_text(moment), place=place, since=datetime_text(found.since)
    )


def place_choices(institute_id: UUID) -> list[tuple[str, str]]:
    """The storage tree as a list: each place with the names of those around it."""
    names: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    for place in selectors.place_tree(institute_id):
        around = names.get(place.path.rpartition(".")[0], "")
        names[place.path] = f"{around} / {place.name}" if around else place.name
        found.append((str(place.pk), names[place.path]))
    return found
