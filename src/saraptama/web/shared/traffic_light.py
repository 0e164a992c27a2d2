"""A traffic light for a clock: a colour, a sign of its own shape, and the words; never the colour alone."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from saraptama.web.shared.cells import Chip
from saraptama.web.shared.tones import Tone

ATTENTION_FROM = 80
"""Per cent of the days from which the light is amber; the same share at which people are alerted."""


class Light(StrEnum):
    """What the light shows."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"
    """The clock does not run: it has not begun, stands still, or has ended."""


SIGNS = {
    Light.GREEN: (Tone.DONE, "check-circle-fill", _("in time")),
    Light.AMBER: (Tone.ATTENTION, "exclamation-triangle-fill", _("most of the term is used")),
    Light.RED: (Tone.OVERDUE, "exclamation-octagon-fill", _("overdue")),
    Light.GREY: (Tone.WAITING, "pause-circle-fill", _("the clock does not run")),
}


def light_of(used: int, left: int) -> Light:
    """The light of a running clock by its days used and left; a day past the last one is red."""
    if left < 0:
        return Light.RED
    return Light.AMBER if used * 100 >= ATTENTION_FROM * (used + left) else Light.GREEN


@dataclass(frozen=True)
class TrafficLight:
    """One light with its words. In a template or a list: `{{ light }}`; in a file taken away: its words."""

    light: Light
    says: str | Promise = ""
    sign: str = ""
    """The icon, where another than the light's own says it better."""

    @property
    def text(self) -> str:
        """The words alone."""
        return str(self.says or SIGNS[self.light][2])

    @property
    def tone(self) -> Tone:
        """The colour by its meaning."""
        return SIGNS[self.light][0]

    def __str__(self) -> SafeString:
        return Chip(self.text, self.tone, self.sign or SIGNS[self.light][1]).__html__()

    def __html__(self) -> SafeString:
        """Markup already."""
        return self.__str__()
