"""E-mail about notifications: what waits and where, in the person's language; no number, no name, nothing of a case."""

import logging
from datetime import datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from saraptama.foundation.accounts.selectors import user as person_of
from saraptama.foundation.accounts.types import Person
from saraptama.foundation.desktop.enums import MailMode
from saraptama.foundation.desktop.selectors import mail_wishes, mailed_up_to
from saraptama.foundation.desktop.services import mark_mailed
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.messaging.selectors import people_with_unread, unread_after
from saraptama.foundation.messaging.types import NotificationLine
from saraptama.kernel import clock

log = logging.getLogger(__name__)

LONGEST_AGO = timedelta(days=2)
"""What is older was seen, or does not matter any more."""

GATHERED_FOR = timedelta(minutes=1)
"""Notifications of one act arrive together: a letter waits a minute for the rest."""

MORNING = time(8)


def write_to_everybody() -> int:
    """Write to whoever has something unread and wishes to be written to now; how many letters left."""
    moment = clock.now()
    return sum(_write(person_id, moment) for person_id in people_with_unread(moment - LONGEST_AGO))


def _write(person_id: UUID, moment: datetime) -> bool:
    person = person_of(person_id)
    wishes = mail_wishes(person_id)
    if person is None or not person.email or not person.is_active or wishes.mode is MailMode.NEVER:
        return False
    since = max(mailed_up_to(person_id) or moment - LONGEST_AGO, moment - LONGEST_AGO)
    if not _is_time(wishes.mode, since, moment):
        return False
    until = moment - GATHERED_FOR
    lines = [line for line in unread_after(person_id, since) if line.created_at <= until]
    told = [line for line in lines if line.kind not in wishes.muted]
    if told and not _sent(person, told):
        return False
    if lines:
        mark_mailed(person_id, up_to=max(line.created_at for line in lines))
    return bool(told)


def _is_time(mode: MailMode, since: datetime, moment: datetime) -> bool:
    """At once means now; daily means the first minute after eight in the morning."""
    if mode is MailMode.AT_ONCE:
        return True
    local = moment.astimezone(clock.ALMATY)
    morning = local.replace(hour=MORNING.hour, minute=0, second=0, microsecond=0)
    return local >= morning > since.astimezone(clock.ALMATY)


def _sent(person: Person, lines: list[NotificationLine]) -> bool:
    """Whether the mail server took the letter; if not, it is tried again the next minute."""
    with translation.override(person.language):
        counts: dict[str, int] = {}
        for line in lines:
            counts[line.kind] = counts.get(line.kind, 0) + 1
        subject = ngettext(
            "Saraptama: {count} new notification", "Saraptama: {count} new notifications", len(lines)
        ).format(count=len(lines))
        context = {
            "kinds": [(NotificationKind(kind).label, count) for kind, count in counts.items()],
            "url": f"{settings.BASE_URL}{reverse('notifications')}",
            "wishes_url": f"{settings.BASE_URL}{reverse('mail_wishes')}",
        }
        body = render_to_string("shared/letter.txt", context)
    try:
        send_mail(subject, body, None, [person.email])
    except OSError as failure:  # smtplib's errors are OSErrors
        log.warning("a letter was not taken by the mail server", extra={"failure": type(failure).__name__})
        return False
    return True
