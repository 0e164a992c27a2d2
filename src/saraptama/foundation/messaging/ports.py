"""What messaging needs from above: somebody who knows which handlers an event has."""

from collections.abc import Callable, Mapping
from typing import Any

from saraptama.foundation.messaging.types import Event
from saraptama.kernel.ports import Port

Handler = Callable[[Any], None]

reactions: Port[Mapping[type[Event], tuple[Handler, ...]]] = Port("reactions")
"""Event → handlers: the one dict of the journey's `reactions.py`."""
