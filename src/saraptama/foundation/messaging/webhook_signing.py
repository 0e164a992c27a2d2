"""Signatures of webhooks (Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`)."""

import base64
import hashlib
import hmac
from datetime import timedelta

from django.conf import settings

from saraptama.foundation.messaging.models import Webhook
from saraptama.kernel import clock

BOTH_HOLD_FOR = timedelta(hours=24)
"""After a change of the secret messages carry both signatures for a day, so that the receiver loses none."""


def secret_of(webhook: Webhook, generation: int | None = None) -> str:
    """The secret of an address: it follows from the service's key, so it stands in no table and no backup of one."""
    name = f"webhook:{webhook.id}:{generation or webhook.generation}".encode()
    key = hmac.digest(settings.SECRET_KEY.encode(), name, hashlib.sha256)
    return f"whsec_{base64.b64encode(key).decode()}"


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """One signature as it stands in the header."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = b".".join((message_id.encode(), str(timestamp).encode(), body))
    return f"v1,{base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()}"


def headers_of(webhook: Webhook, message_id: str, body: bytes) -> dict[str, str]:
    """The headers that let the receiver check who calls and when."""
    moment = clock.now()
    timestamp = int(moment.timestamp())
    generations = [webhook.generation]
    if webhook.generation > 1 and moment - webhook.secret_changed_at < BOTH_HOLD_FOR:
        generations.append(webhook.generation - 1)
    signatures = [signature(secret_of(webhook, one), message_id, timestamp, body) for one in generations]
    return {
        "content-type": "application/json",
        "user-agent": "Saraptama-Webhooks/1",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }
