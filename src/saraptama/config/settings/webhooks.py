"""How the systems of appointing bodies are told what happened."""

import os

from .core import DEMO

WEBHOOKS_TO_PRIVATE_ADDRESSES = DEMO or os.environ.get("SARAPTAMA_WEBHOOKS_PRIVATE") == "1"
"""Call http addresses and private networks too: for the demonstration, or where a gateway stands in one's own net."""

WEBHOOK_PAUSES = (5, 30, 120, 600, 1800, 7200, 21600, 43200, 86400)
"""Seconds between the attempts at one message: later and later, for two days; then it is given up, and can be sent
again by hand."""

WEBHOOK_MOST_FAILURES = 30
"""After so many failures in a row, of whatever messages, an address is disabled and its owner is told."""
