"""The secret address of a person's calendar: made, renewed, withdrawn by its owner alone."""

import secrets

from django.db import transaction

from saraptama.foundation.accounts.models import CalendarFeed
from saraptama.foundation.accounts.selectors import feed_digest
from saraptama.foundation.audit.services import record
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

SECRET_BYTES = 32


@transaction.atomic
def make_calendar_feed(actor: ActorRef) -> str:
    """Make the actor's own address, or a new one in place of the former, which ends; returns its secret, once."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    feed = CalendarFeed.objects.select_for_update().filter(user_id=actor.id).first()
    act = "accounts.calendar_feed_renewed" if feed and feed.digest else "accounts.calendar_feed_made"
    feed = feed or CalendarFeed(user_id=actor.id)
    feed.digest, feed.made_at = feed_digest(secret), clock.now()
    _save(actor, feed, act)
    return secret


@transaction.atomic
def withdraw_calendar_feed(actor: ActorRef) -> bool:
    """End the actor's own address; False when there was none."""
    feed = CalendarFeed.objects.select_for_update().filter(user_id=actor.id, digest__isnull=False).first()
    if feed is None:
        return False
    feed.digest = None
    _save(actor, feed, "accounts.calendar_feed_withdrawn")
    return True


def _save(actor: ActorRef, feed: CalendarFeed, act: str) -> None:
    feed.save()
    record(actor, act=act, subject=feed, occurred_on=clock.today(), wrote=[feed])
