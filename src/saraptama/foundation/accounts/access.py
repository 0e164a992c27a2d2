"""The one table of addresses: each URL of the service, and who may open it. What is not in the table is refused.

The table itself stands in the composition root (`config/access_table.py`), because it names pages of every layer; here
is the mechanism: the kinds of rows, the walk over the URLconf that a test compares with the table, the printed page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import Right


class AccessKind(StrEnum):
    """Who may open an address."""

    PUBLIC = "PUBLIC"
    """Everybody, without signing in."""

    SIGNED_IN = "SIGNED_IN"
    """Any person who signed in; what they see there is limited by `visible_to`."""

    RIGHT = "RIGHT"
    """A person who holds one of the rights, somewhere; where exactly is checked by the act."""

    BEARER = "BEARER"
    """A machine with an access token, holding one of the rights if any are named."""


@dataclass(frozen=True)
class Access:
    """One row of the table."""

    kind: AccessKind
    says: str
    rights: tuple[Right, ...] = ()
    before_second_factor: bool = False
    """Open to a person who signed in but has not yet shown the second factor the role demands."""
    before_own_password: bool = False
    """Open to a person who signed in with a one-time secret and has not yet chosen an own password."""

    def admits(self, actor: ActorRef | None) -> bool:
        """Whether an actor (None: nobody signed in) may open the address."""
        if self.kind is AccessKind.PUBLIC:
            return True
        if actor is None:
            return False
        return not self.rights or any(actor.may(right) for right in self.rights)


def public(says: str) -> Access:
    """Open to everybody."""
    return Access(AccessKind.PUBLIC, says, before_second_factor=True)


def signed_in(says: str, *, before_second_factor: bool = False, before_own_password: bool = False) -> Access:
    """Open to everybody who signed in."""
    return Access(
        AccessKind.SIGNED_IN,
        says,
        before_second_factor=before_second_factor,
        before_own_password=before_own_password,
    )


def right(*rights: Right, says: str) -> Access:
    """Open to people who hold one of the rights."""
    return Access(AccessKind.RIGHT, says, rights)


def bearer(*rights: Right, says: str) -> Access:
    """Open to machines with an access token, and one of the rights if any are named."""
    return Access(AccessKind.BEARER, says, rights, before_second_factor=True)


def table() -> Mapping[str, Access]:
    """The access table of this installation."""
    rows: Mapping[str, Access] = import_string(settings.ACCESS_TABLE)
    return rows


@dataclass(frozen=True)
class Address:
    """A URL pattern with its namespaced name and its route as a person reads it."""

    name: str
    route: str


def addresses() -> list[Address]:
    """Every address of the URLconf, nested includes too."""
    return list(_walk(get_resolver().url_patterns))


def as_markdown() -> str:
    """The table as a page for `docs/access.md`: address, who, and why, in the order of the URLconf."""
    rows = table()
    lines = ["| address | who may open it | what it is |", "|---|---|---|"]
    for address in addresses():
        row = rows[address.name]
        lines.append(f"| `/{address.route}` ({address.name}) | {_who(row)} | {row.says} |")
    return "\n".join(lines) + "\n"


def _who(row: Access) -> str:
    names = " or ".join(f"`{right.code}`" for right in row.rights)
    return {
        AccessKind.PUBLIC: "everybody",
        AccessKind.SIGNED_IN: "who signed in",
        AccessKind.RIGHT: f"holders of {names}",
        AccessKind.BEARER: f"machines with {names}" if names else "machines with a token",
    }[row.kind]


def _walk(
    patterns: list[URLPattern | URLResolver], namespaces: tuple[str, ...] = (), prefix: str = ""
) -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, inner, route)
        else:
            name = pattern.name or pattern.lookup_str
            yield Address(":".join((*namespaces, name)), route)
