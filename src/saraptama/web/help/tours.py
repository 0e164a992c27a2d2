"""The guided tour of the demonstration: a few steps through each role's own desk, on the real pages."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Step:
    """One stop: on which page, what to look at there, and what to know or do."""

    page: str
    target: str
    """What is framed on the page (a selector of the page's parts)."""
    says: Text

    @property
    def url(self) -> str:
        """Where the stop is; empty when it is reached by opening a line of the stop before."""
        try:
            return reverse(self.page)
        except NoReverseMatch:
            return ""


@dataclass(frozen=True)
class Tour:
    """The stops of one role, and who of the cast plays it."""

    code: str
    title: Text
    login: str
    steps: tuple[Step, ...]


SEARCH = Step(
    "search",
    "#search",
    _("One box finds everything you may see: a number, a case, a label, a name. Press / to get here from anywhere."),
)
HELP = Step(
    "help",
    "main h1",
    _("Help for each page opens with the key ?. The tour ends here; begin it again whenever you like."),
)

TOURS: tuple[Tour, ...] = (
    Tour(
        "registry",
        _("Records clerk: register a first order in ten minutes"),
        "aigerim",
        (
            Step(
                "registry_home",
                "main .stats",
                _("Your desk. Each number is a list: open it by a click, or with Tab and Enter."),
            ),
            Step(
                "registry_enter",
                "main form",
                _(
                    "An order that came on paper is typed here. Fields without the word “optional” are "
                    "needed; the article behind a field stands under it. Type a first order and send it."
                ),
            ),
            Step(
                "registry_order",
                "main .next-step",
                _(
                    "The order's page says what comes next. Hold it against the checklist, then register "
                    "it: it gets its number at once."
                ),
            ),
            Step(
                "registry_journal",
                "main table",
                _(
                    "The journal holds every order. Filters stand in the address: send a colleague the "
                    "link, or save it as a view."
                ),
            ),
            SEARCH,
            HELP,
        ),
    ),
    Tour(
        "custody",
        _("Custodian: where every object is, at any minute"),
        "bolat",
        (
            Step(
                "custody_home",
                "main .stats",
                _("Your room. What is expected, what is offered to you, what must go back."),
            ),
            Step(
                "custody_expected",
                "main table, main .empty",
                _("Orders whose objects are expected. Open one and accept them: each gets a label and a place."),
            ),
            Step(
                "custody_objects",
                "main table, main .empty",
                _(
                    "Every object with its place and holder. Open one to see its chain, or to find where "
                    "it was at a past minute."
                ),
            ),
            SEARCH,
            HELP,
        ),
    ),
    Tour(
        "head",
        _("Head of a laboratory: who does what, and why"),
        "dana",
        (
            Step("head_home", "main .stats", _("What waits for you: to assign, to agree to, to watch.")),
            Step(
                "head_assign",
                "main",
                _("Each candidate stands with reasons; whoever is left out, with the first rule that failed."),
            ),
            Step(
                "head_journal",
                "main table, main .empty",
                _("All examinations of your unit. Choose columns, save views, take the list away as a file."),
            ),
            SEARCH,
            HELP,
        ),
    ),
    Tour(
        "expert",
        _("Expert: from acceptance to signature"),
        "yerlan",
        (
            Step("expert_home", "main", _("Your work by due date. Each line says what it waits for.")),
            Step(
                "examination",
                "main .next-step",
                _("An examination's page: whose turn it is, the clock to scale, and why it is due on its day."),
            ),
            Step(
                "expert_editor",
                "main form",
                _(
                    "The conclusion, question by question. It saves itself; the document beside it is "
                    "what will be signed."
                ),
            ),
            SEARCH,
            HELP,
        ),
    ),
    Tour(
        "orderer",
        _("Investigator or judge: order an examination, follow it, receive it"),
        "timur",
        (
            Step(
                "portal_home",
                "main",
                _(
                    "Your orders, with whose turn it is. Petitions of experts stand on top: while they "
                    "wait, the clock does not run."
                ),
            ),
            Step(
                "portal_new",
                "main",
                _("A new order is seven short questions. It keeps itself: leave whenever you like and go on later."),
            ),
            Step(
                "portal_dispatches",
                "main",
                _("Conclusions and letters arrive here. Opening one for the first time gives the receipt."),
            ),
            SEARCH,
            HELP,
        ),
    ),
    Tour(
        "check",
        _("Anybody: is this conclusion in force?"),
        "",
        (
            Step(
                "check_home",
                "main form",
                _(
                    "Type the code that stands under the QR of a conclusion. You learn whether it is in "
                    "force, and nothing of what it says."
                ),
            ),
        ),
    ),
)

BY_CODE = {tour.code: tour for tour in TOURS}
SESSION_KEY = "tour"


@dataclass(frozen=True)
class Stop:
    """Where somebody stands on a tour."""

    tour: Tour
    number: int

    @property
    def step(self) -> Step:
        return self.tour.steps[self.number]

    @property
    def count(self) -> int:
        return len(self.tour.steps)

    @property
    def place(self) -> int:
        return self.number + 1

    @property
    def is_first(self) -> bool:
        return self.number == 0

    @property
    def is_last(self) -> bool:
        return self.place == self.count


def stop_of(kept: object) -> Stop | None:
    """The stop kept in a session, or None."""
    if not isinstance(kept, list) or len(kept) != 2 or kept[0] not in BY_CODE:
        return None
    tour = BY_CODE[kept[0]]
    return Stop(tour, min(max(int(kept[1]), 0), len(tour.steps) - 1))
