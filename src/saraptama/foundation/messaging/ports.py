"""What messaging needs from above: the handlers of an event, a reader of the log for others, a caller of addresses."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from saraptama.foundation.messaging.types import Event, ToldFact, WebhookAnswer
from saraptama.kernel.ports import Port

Handler = Callable[[Any], None]

reactions: Port[Mapping[type[Event], tuple[Handler, ...]]] = Port("reactions")
"""Event → handlers: the one dict of the journey's `reactions.py`."""


class FactReader(Protocol):
    """Reads the log on behalf of the bodies: what the acts behind a leaf say to which of them."""

    def __call__(self, after: int, most: int, /) -> tuple[list[ToldFact], int]:
        """The facts among at most `most` leaves from position `after` on, and the position to go on with."""


class WebhookCaller(Protocol):
    """Calls an address outside."""

    def check(self, url: str, /) -> None:
        """Raise WrongWebhookAddress for an address that would never be called."""

    def call(self, url: str, headers: Mapping[str, str], body: bytes, /) -> WebhookAnswer:
        """Post once. No redirects are followed; nothing of the answer but its status is kept."""


told_facts: Port[FactReader] = Port("messaging.told_facts")
webhook_caller: Port[WebhookCaller] = Port("messaging.webhook_caller")
