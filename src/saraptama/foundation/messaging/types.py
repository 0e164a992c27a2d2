"""What crosses the border of messaging: events, as facts in the past tense."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar, Self, get_type_hints
from uuid import UUID

_known: dict[str, type["Event"]] = {}


@dataclass(frozen=True)
class Event:
    """A fact that other contexts may react to. Fields are plain: UUID, str, int, bool, date, datetime.

    A subclass is known by its context and class name (`examinations.ExaminationSuspended`).
    """

    name: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.name = f"{cls.__module__.split('.')[-2]}.{cls.__name__}"
        _known[cls.name] = cls

    def payload(self) -> dict[str, Any]:
        """The event as plain JSON."""
        return {key: _plain(value) for key, value in asdict(self).items()}

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """The event again, from its JSON."""
        hints = get_type_hints(cls)
        return cls(**{f.name: _typed(hints[f.name], payload[f.name]) for f in fields(cls) if f.name in payload})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value


def _typed(hint: Any, value: Any) -> Any:
    """Turn JSON back into the field's type; the hint may be `X | None`."""
    if value is None:
        return None
    options = getattr(hint, "__args__", (hint,))
    if UUID in options:
        return UUID(value)
    if datetime in options:
        return datetime.fromisoformat(value)
    if date in options:
        return date.fromisoformat(value)
    return value


def event_class(name: str) -> type[Event]:
    """The class of a stored event. An unknown name is a KeyError: its code was removed while events wait."""
    return _known[name]


def known_events() -> tuple[type[Event], ...]:
    """Every event class that was imported, by name."""
    return tuple(_known[name] for name in sorted(_known))


@dataclass(frozen=True)
class NotificationLine:
    """One line of a person's notifications."""

    id: UUID
    kind: str
    params: dict[str, Any]
    link: str
    created_at: datetime
    read: bool


@dataclass(frozen=True)
class ToldFact:
    """A fact of the log as the system of a body is told of it: ids and codes, no names and no texts."""

    position: int
    message_id: str
    body_id: UUID
    kind: str
    happened_at: datetime
    data: dict[str, Any]


@dataclass(frozen=True)
class WebhookAnswer:
    """What came of one call of an address: an HTTP status, or why there was none."""

    status: int | None
    problem: str = ""

    @property
    def taken(self) -> bool:
        """Any 2xx is a receipt (Standard Webhooks)."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """410: the receiver wants no more messages at this address (Standard Webhooks)."""
        return self.status == 410


@dataclass(frozen=True)
class Answered:
    """The kept answer to a write."""

    status: int
    body: Any
