"""The guided tour of the demonstration: a few steps through each role's own desk, on the real pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.web.help.sample_paper import Entry, sample_paper

Text = str | Promise


@dataclass(frozen=True)
class Step:
    """One stop: on which page, what to look at there, and what to know or do."""

    page: str
    target: str
    """What is framed on the page (a selector of the page's parts)."""
    says: Text
    paper: Callable[[], list[Entry]] | None = None
    """What is to be typed here, where the stop is a task."""

    @property
    def url(self) -> str:
        """Where the stop is; empty when it is reached by opening a line of the stop before."""
        try:
            return reverse(self.page)
        except NoReverseMatch:
            return ""


@dataclass(frozen=True)
class Tour:
    """The stops of one role, and who of the cast plays it; nobody's is for visitors."""

    code: str
    title: Text
    logins: tuple[str, ...]
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
        ("aigerim",),
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
                    "An order that came on paper is typed here; leave what the paper does not say. Type the one "
                    "below, then press “Enter and check”."
                ),
                sample_paper,
            ),
            Step(
                "registry_order",
                "main .next-step, main .record-head",
                _(
                    "The order's page says what the check found and what comes next. Press “Register”: the order "
                    "gets its number at once."
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
        ("bolat",),
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
        ("dana",),
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
        "director",
        _("Director of an institute: where the work stands, and what only you decide"),
        ("nurlan",),
        (
            Step("head_home", "main .stats", _("What waits for you: to direct, to agree to, and what stands still.")),
            Step(
                "head_queue",
                "main table, main .empty",
                _("What waits for an expert, by unit and specialty. Here you see where people are missing."),
            ),
            Step(
                "head_board",
                "main table, main .empty",
                _("The workload of every unit and expert. Each number opens its cases; a past day shows how it was."),
            ),
            Step(
                "head_due",
                "main table, main .empty",
                _("What falls due, nearest first. The chip of the day answers “why?” with the rule behind it."),
            ),
            Step(
                "head_experts",
                "main table, main .empty",
                _("The register of experts: certificates, absences, and when each of them ends."),
            ),
            Step(
                "my_deputies",
                "main",
                _("Before you leave, name a deputy for the days. In the record both names will stand."),
            ),
            SEARCH,
            HELP,
        ),
    ),
    Tour(
        "expert",
        _("Expert: from acceptance to signature"),
        ("yerlan", "saule", "marat"),
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
        ("timur", "karlygash", "gulnar", "arman"),
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
        "administrator",
        _("Administrator: people, roles, reference data, and the health of the service"),
        ("ruslan",),
        (
            Step(
                "admin_home",
                "main .stats",
                _("What needs you today. You keep the service and open no case: no name of a party is shown."),
            ),
            Step(
                "admin_people",
                "main table",
                _("Everybody who may sign in. Open a person to give a role, or to help with a lost telephone."),
            ),
            Step(
                "admin_person",
                "main",
                _("A person's card: roles with their days, sessions, acts on the account. All of it is logged."),
            ),
            Step(
                "admin_reference",
                "main",
                _("Every list of the service. Nothing is overwritten: a change is a new version with its first day."),
            ),
            Step(
                "admin_calendar",
                "main .year",
                _("The working calendar. Before a day is changed you see which due dates would move."),
            ),
            Step(
                "admin_log",
                "main .stats",
                _("The log of acts. Have it verified whenever you like; nobody can change it, neither can you."),
            ),
            HELP,
        ),
    ),
    Tour(
        "auditor",
        _("Auditor: who did what, who read what, and the proof"),
        ("zarina",),
        (
            Step("admin_home", "main", _("Your desk. You read every record and change nothing.")),
            Step(
                "registry_journal",
                "main table, main .empty",
                _("Every order of the service. Open one to see its papers; that you opened it is recorded too."),
            ),
            Step(
                "admin_case_acts",
                "main form",
                _("Type the number of a case, or choose one of the newest: all its acts and readings come up."),
            ),
            Step(
                "admin_case",
                "main",
                _("Each act with its person and time. The file proves them: anybody can check it offline."),
            ),
            Step(
                "admin_log",
                "main .stats",
                _("The log behind it all: its size, its checkpoint, its verifications."),
            ),
            SEARCH,
            HELP,
        ),
    ),
    Tour(
        "check",
        _("Anybody: is this conclusion in force?"),
        (),
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
    def kept(self) -> list[object]:
        """As it is kept in the session."""
        return [self.tour.code, self.number]

    @property
    def paper(self) -> list[Entry]:
        """What is to be typed at this stop."""
        return self.step.paper() if self.step.paper else []

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


def advanced(stop: Stop, page: str) -> Stop:
    """The next stop when its page is open: whoever does the task walks on without pressing anything."""
    if stop.is_last or page == stop.step.page or stop.tour.steps[stop.place].page != page:
        return stop
    return Stop(stop.tour, stop.place)


def stop_of(kept: object) -> Stop | None:
    """The stop kept in a session, or None."""
    if not isinstance(kept, list) or len(kept) != 2 or kept[0] not in BY_CODE:
        return None
    tour = BY_CODE[kept[0]]
    return Stop(tour, min(max(int(kept[1]), 0), len(tour.steps) - 1))
