"""The plain parts of a page as values: what a view says, and a template shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from saraptama.web.shared.tones import Tone

Text = str | Promise


@dataclass(frozen=True)
class Crumb:
    """A step of the way to this page; the last one has no address."""

    title: Text
    url: str = ""


@dataclass(frozen=True)
class Tab:
    """A part of a record, as a link with a count."""

    title: Text
    url: str
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True)
class EmptyState:
    """What would be here, and the act that brings it."""

    title: Text
    says: Text
    action: Text = ""
    url: str = ""
    icon: str = "inbox"


@dataclass(frozen=True)
class Stat:
    """A count that opens its list."""

    label: Text
    count: int | str
    url: str = ""
    note: Text = ""
    tone: Tone | None = None


@dataclass(frozen=True)
class NextStep:
    """What to do now, as a sentence, with the button that does it (or why it cannot be done yet)."""

    says: Text
    action: Text = ""
    url: str = ""
    post: bool = False
    """The address wants a POST: the button stands in a form of its own."""
    whose: Text = ""
    """Whose turn it is, when it is not the reader's."""
    not_yet: Text = ""


@dataclass(frozen=True)
class Fact:
    """A name and its value, in a summary list or in a record's head. An address lets the reader change it."""

    name: Text
    value: Any
    change_url: str = ""
    change_label: Text = ""


@dataclass(frozen=True)
class RecordHead:
    """The head of a record's page: number, status and whose turn, due date, further facts."""

    number: Text
    title: Text
    status: Any
    whose_turn: Text = ""
    due: Any = None
    facts: Sequence[Fact] = ()


@dataclass(frozen=True)
class HandOverSide:
    """One of the two people of a hand-over, and the moment of their confirmation."""

    role: Text
    name: str
    place: Text = ""
    confirmed_at: datetime | None = None


@dataclass(frozen=True)
class HandOver:
    """A hand-over: it exists only after both have confirmed with their own credentials (features.md C2)."""

    giver: HandOverSide
    receiver: HandOverSide
    items: Sequence[Text]
    confirm_url: str = ""
    """Where the reader confirms; empty when it is not the reader's turn."""
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Confirmation:
    """A question before an act that cannot be taken back: the consequences in words."""

    question: Text
    consequences: Sequence[Text]
    action: Text
    back_url: str
    is_destructive: bool = True
    form: Any = None
    facts: Sequence[Fact] = field(default_factory=tuple)
