"""What was typed outlives the session in which it was typed.

The database holds ciphertext only; the key is in a cookie of the browser in which it was typed, so that neither a copy
of the database nor somebody else at another machine can read it, and only the same person gets it back.
"""

import base64
import binascii
import json
from uuid import UUID

from saraptama.foundation.desktop.models import KeptForm as KeptRow
from saraptama.foundation.desktop.types import KeptForm
from saraptama.foundation.documents.cipher import KEY_BYTES, envelope_open, envelope_seal, new_key
from saraptama.foundation.documents.errors import IntegrityError
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id

LARGEST = 1024 * 1024
"""A form of text is far smaller; whatever is larger is not kept."""


def keep_form(user_id: UUID, *, form: KeptForm) -> str:
    """Keep a form; the answer is the ticket that gives it back, or nothing when it is too large."""
    plain = json.dumps([form.page, form.action, form.data, form.had_files]).encode()
    if len(plain) > LARGEST:
        return ""
    row_id, key = new_id(), new_key()
    sealed = envelope_seal(key, plain, row_id.bytes + user_id.bytes)
    KeptRow.objects.create(id=row_id, user_id=user_id, sealed=sealed, kept_at=clock.now())
    return base64.urlsafe_b64encode(row_id.bytes + key).decode()


def put_back_form(user_id: UUID, *, ticket: str, page: str) -> KeptForm | None:
    """The form of this page for its ticket, which is used up by this; None when there is none, or not theirs."""
    read = _read(ticket)
    row = KeptRow.objects.filter(pk=read[0], user_id=user_id).first() if read else None
    if read is None or row is None:
        return None
    try:
        plain = envelope_open(read[1], bytes(row.sealed), row.pk.bytes + user_id.bytes)
    except IntegrityError:
        return None
    kept_page, action, data, had_files = json.loads(plain)
    if kept_page != page:
        return None
    row.delete()
    return KeptForm(page, action, tuple((name, tuple(values)) for name, values in data), had_files)


def _read(ticket: str) -> tuple[UUID, bytes] | None:
    try:
        raw = base64.urlsafe_b64decode(ticket)
    except (binascii.Error, ValueError):
        return None
    return (UUID(bytes=raw[:16]), raw[16:]) if len(raw) == 16 + KEY_BYTES else None
