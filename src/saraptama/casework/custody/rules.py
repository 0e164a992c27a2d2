"""The pure rules of custody: the hash of a link, the check of a chain, the day on which objects are complete."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from saraptama.casework.custody.types import ChainFault, ChainLink, ExportedLink
from saraptama.kernel.canonical import canonical_hash, canonical_json

SCHEMA = "saraptama/custody-link/1"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def exported(link: ChainLink) -> dict[str, Any]:
    """A link as plain JSON: what is hashed, and the hash beside it."""
    return {
        "schema": SCHEMA,
        "object": str(link.object_id),
        "label": link.label,
        "seq": link.seq,
        "act": link.act.value,
        "at": _moment(link.at),
        "occurred_on": link.occurred_on.isoformat(),
        "recorded_at": _moment(link.recorded_at),
        "from": [_text(link.from_holder), _text(link.from_place), link.from_name],
        "to": [_text(link.to_holder), _text(link.to_place), link.to_path, link.to_name],
        "quantity": f"{link.quantity:.3f}",
        "seal": [link.seal_state.value, link.seal_number],
        "note": link.note,
        "actor": str(link.actor),
        "counterpart": _text(link.counterpart),
        "document": _text(link.document),
        "previous_hash": link.previous_hash,
        "hash": link.hash,
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)


def link_hash(link: ExportedLink) -> str:
    """SHA-256 over the canonical JSON of a link without its own hash."""
    return canonical_hash({name: value for name, value in link.items() if name != "hash"}).hex()


def check_chain(links: Sequence[ExportedLink]) -> list[ChainFault]:
    """Every fault of an exported chain; an empty list means that it is whole (features C4).

    Needs nothing but the links: a changed byte breaks the hash of its link, a removed or moved link breaks the order.
    """
    faults: list[ChainFault] = []
    before = ""
    for place, link in enumerate(links, start=1):
        seq = link.get("seq")
        if seq != place:
            faults.append(ChainFault(place, f"link {place} is numbered {seq}"))
        if link.get("previous_hash") != before:
            faults.append(ChainFault(place, "does not name the link before it"))
        if link.get("schema") != SCHEMA or link.get("hash") != link_hash(link):
            faults.append(ChainFault(place, "its hash is not that of its content"))
        if link.get("object") != links[0].get("object"):
            faults.append(ChainFault(place, "belongs to another object"))
        before = str(link.get("hash"))
    return faults


def chain_file(links: Sequence[ExportedLink]) -> bytes:
    """A chain as it is taken away: one link a line, each in its one canonical spelling, the last line ended too."""
    return b"".join(canonical_json(link) + b"\n" for link in links)


def is_chain_file(data: bytes) -> bool:
    """Whether a file speaks of links at all."""
    return SCHEMA.encode() in data


def check_chain_file(data: bytes) -> tuple[int, list[ChainFault]]:
    """How many links a file holds, and its faults; a line that cannot be read, or is spelt otherwise, is named."""
    faults: list[ChainFault] = []
    links: list[ExportedLink] = []
    lines = data.split(b"\n")
    if lines.pop():
        faults.append(ChainFault(len(lines) + 1, "the file ends in the middle of it"))
    for place, line in enumerate(lines, start=1):
        link = _read(line)
        if link is None:
            faults.append(ChainFault(place, "cannot be read"))
        links.append(link or {})
    return len(links), faults or check_chain(links)


def _read(line: bytes) -> ExportedLink | None:
    try:
        link = json.loads(line)
    except ValueError:
        return None
    return link if isinstance(link, dict) and canonical_json(link) == line else None


def day_complete(declared: Decimal, received: Iterable[tuple[date, Decimal]]) -> date | None:
    """The day on which what came in lots reached the declared quantity; None while some is missing."""
    total = Decimal(0)
    for day, quantity in sorted(received):
        total += quantity
        if total >= declared:
            return day
    return None


def latest(days: Iterable[date | None]) -> date | None:
    """The last of the days; None when one of them has not come, or when there are none."""
    known: date | None = None
    for day in days:
        if day is None:
            return None
        known = day if known is None else max(known, day)
    return known


def parts_fit(whole: Decimal, parts: Iterable[Decimal]) -> bool:
    """Parts never exceed the whole (features C5)."""
    taken = list(parts)
    return all(part > 0 for part in taken) and sum(taken) <= whole
