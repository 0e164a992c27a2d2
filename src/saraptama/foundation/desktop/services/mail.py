"""Wishes about e-mail, and up to where they have been granted."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from saraptama.foundation.desktop.enums import MailMode
from saraptama.foundation.desktop.models import MailedUpTo, MailWish
from saraptama.kernel.actor import ActorRef


def wish_mail(actor: ActorRef, *, mode: MailMode, muted: Sequence[str] = ()) -> None:
    """Say when one is written to, and about which kinds of notifications not at all."""
    MailWish.objects.update_or_create(user_id=actor.id, defaults={"mode": mode, "muted": sorted(muted)})


def mark_mailed(user_id: UUID, *, up_to: datetime) -> None:
    """This person has been written to about everything up to the moment."""
    MailedUpTo.objects.update_or_create(user_id=user_id, defaults={"moment": up_to})
