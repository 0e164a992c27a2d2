"""Values as pages show them (`str()`, which is markup) and as exports write them (`text`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from saraptama.web.shared.formats import date_text
from saraptama.web.shared.tones import Tone

Text = str | Promise


def drawn(template: str, context: dict[str, Any]) -> SafeString:
    """A small template without the line end of its file. Its own tags have escaped what needed it."""
    return mark_safe(render_to_string(template, context).strip())  # noqa: S308 - output of an escaping template


@lru_cache(maxsize=1024)
def _drawn_chip(label: str, tone: Tone, sign: str, large: bool) -> SafeString:
    """A page of fifty lines shows some ten different chips."""
    return drawn("components/chip.html", {"chip": {"label": label, "tone": tone, "sign": sign, "large": large}})


@dataclass(frozen=True)
class Chip:
    """A status: colour, icon and word."""

    label: Text
    tone: Tone
    icon: str = ""
    large: bool = False

    def __str__(self) -> SafeString:
        return _drawn_chip(str(self.label), self.tone, self.sign, self.large)

    def __html__(self) -> SafeString:
        """Markup already: the tags that return a chip do not escape it."""
        return self.__str__()

    @property
    def text(self) -> str:
        return str(self.label)

    @property
    def sign(self) -> str:
        """The icon: the tone's own unless another says it better."""
        return self.icon or self.tone.icon


@dataclass(frozen=True)
class Reason:
    """One step of an answer to “why this date?”."""

    says: Text
    source: Text = ""


@dataclass(frozen=True)
class DueChip:
    """The due date: how near it is, and on request why it is that day."""

    due: date | None
    days_left: int | None = None
    paused: bool = False
    reasons: Sequence[Reason] = ()
    soon: int = 5
    """From how many days before it the date asks for attention."""

    @property
    def tone(self) -> Tone:
        if self.due is None or self.paused or self.days_left is None:
            return Tone.WAITING
        if self.days_left < 0:
            return Tone.OVERDUE
        return Tone.ATTENTION if self.days_left <= self.soon else Tone.WORK

    @property
    def icon(self) -> str:
        return "pause-circle-fill" if self.paused else "clock" if self.tone is Tone.WORK else self.tone.icon

    @property
    def distance(self) -> str:
        """How far the date is, in words."""
        if self.paused:
            return gettext("clock stopped")
        if self.due is None or self.days_left is None:
            return ""
        if self.days_left < 0:
            late = -self.days_left
            return ngettext("{days} day overdue", "{days} days overdue", late).format(days=late)
        if self.days_left == 0:
            return gettext("today")
        return ngettext("{days} day left", "{days} days left", self.days_left).format(days=self.days_left)

    @property
    def text(self) -> str:
        """The bare date, which a spreadsheet can sort."""
        return date_text(self.due) if self.due else gettext("clock not started")

    def __str__(self) -> SafeString:
        if self.reasons:
            return drawn("components/due_chip.html", {"due": self})
        return _drawn_due(get_language(), self.due, self.days_left, self.paused, self.soon)


@lru_cache(maxsize=1024)
def _drawn_due(language: str | None, due: date | None, days_left: int | None, paused: bool, soon: int) -> SafeString:
    return drawn("components/due_chip.html", {"due": DueChip(due, days_left, paused, (), soon)})


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    text: Text
    url: str

    def __str__(self) -> SafeString:
        return format_html('<a href="{}">{}</a>', self.url, self.text)
