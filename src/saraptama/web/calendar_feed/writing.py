"""Deadlines as an iCalendar file (RFC 5545): whole days, in the language active now."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from saraptama.casework.examinations.selectors import Deadline, label_of

ASK_AGAIN_AFTER = timedelta(hours=4)


def calendar_file(deadlines: Iterable[Deadline], moment: datetime) -> bytes:
    """The calendar. A day keeps its UID for ever; its SEQUENCE grows, so that a day that moved moves there too."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Saraptama//Saraptama//{(get_language() or 'kk').upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Saraptama: terms"))
    calendar.add("refresh-interval", ASK_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    for deadline in deadlines:
        calendar.add_component(_event(deadline, moment))
    return bytes(calendar.to_ical())


def _event(deadline: Deadline, moment: datetime) -> Event:
    event = Event()
    event.add("uid", f"{deadline.examination_id}-{deadline.kind.lower()}@saraptama")
    event.add("dtstamp", moment)
    event.add("sequence", deadline.revision)
    event.add("dtstart", deadline.on)
    event.add("dtend", deadline.on + timedelta(days=1))
    parts = (label_of(deadline.kind), deadline.number, deadline.specialty)
    event.add("summary", " · ".join(part for part in parts if part))
    event.add("categories", [label_of(deadline.kind)])
    event.add("url", f"{settings.BASE_URL}{reverse('examination', args=[deadline.examination_id])}")
    event.add("transp", "TRANSPARENT")
    return event
