"""Every component with data that looks real: for the eye, for axe, and as an example to copy. Demonstration only."""

from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saraptama.kernel import clock
from saraptama.kernel.errors import NotPermitted, NotVisible, Refusal, Refusals, StaleRecord
from saraptama.web.shared.cells import Chip, DueChip, Reason
from saraptama.web.shared.components import (
    Confirmation,
    Crumb,
    EmptyState,
    Fact,
    HandOver,
    HandOverSide,
    NextStep,
    RecordHead,
    Stat,
    Tab,
)
from saraptama.web.shared.forms import DateField, Form, add_refusal
from saraptama.web.shared.repeaters import Repeater, asked_for_rows
from saraptama.web.shared.tables import BulkAction, Column, Filter, TableSpec
from saraptama.web.shared.timeline import Happening, Stretch, StretchKind, Timeline
from saraptama.web.shared.tones import Tone


@dataclass(frozen=True)
class SampleExamination:
    """A row of the sample table."""

    id: int
    number: str
    specialty: str
    expert: str
    arrived: date
    due: date
    left: int
    state: str
    tone: Tone


TODAY = date(2026, 11, 22)


def _day(month: int, day: int) -> date:
    return date(2026, month, day)


ROWS = [
    SampleExamination(1, "71-2026-004512", "3.1", "Ахметова А. С.", _day(10, 28), _day(11, 27), 5, "work", Tone.WORK),
    SampleExamination(
        2, "71-2026-004498", "9.1", "Оспанов Б. Қ.", _day(10, 21), _day(11, 20), -2, "overdue", Tone.OVERDUE
    ),
    SampleExamination(3, "71-2026-004533", "17.2", "Нұрғалиева Ә. Ғ.", _day(11, 3), _day(12, 3), 11, "work", Tone.WORK),
    SampleExamination(4, "71-2026-004541", "1.1", "—", _day(11, 19), _day(12, 19), 27, "waiting", Tone.WAITING),
    SampleExamination(5, "71-2026-004377", "10.1", "Ким В. Р.", _day(9, 30), _day(11, 24), 2, "done", Tone.DONE),
]

STATES = {
    "waiting": _("awaiting objects"),
    "work": _("in production"),
    "overdue": _("overdue"),
    "done": _("completed"),
}

SPECIALTIES = {
    "3.1": _("Handwriting"),
    "9.1": _("Construction and technical"),
    "17.2": _("Explosion engineering"),
    "1.1": _("Forensic study of documents"),
    "10.1": _("Commodity research"),
}

REASONS = (
    Reason(_("Order and objects were taken over on 28.10.2026: day zero."), _("Law 44-VI, art. 34")),
    Reason(_("Category 2, medium: 20 calendar days."), _("Order 303, to be confirmed")),
    Reason(_("Petition of 05.11.2026: the clock stood still for 10 days."), _("Law 44-VI, art. 34")),
)

TABLE: TableSpec[SampleExamination] = TableSpec(
    name="examinations",
    caption=_("Examinations of the laboratory"),
    columns=(
        Column("number", _("Number"), lambda row: row.number, sort="number", nowrap=True),
        Column("specialty", _("Expert specialty"), lambda row: SPECIALTIES[row.specialty]),
        Column("expert", _("Expert"), lambda row: row.expert, sort="expert"),
        Column("arrived", _("Order and objects taken over"), lambda row: row.arrived, sort="arrived"),
        Column("due", _("Due"), lambda row: DueChip(row.due, row.left), sort="due"),
        Column("state", _("State"), lambda row: Chip(STATES[row.state], row.tone)),
        Column("id", _("Sheets"), lambda row: row.id * 1_237, sort="id", numeric=True, optional=True),
    ),
    order="due",
    empty=EmptyState(
        _("No examinations yet"),
        _("Examinations appear here once the records office has registered an order for your laboratory."),
    ),
    filters=(
        Filter("state", _("State"), tuple(STATES.items()), lambda rows, value: [r for r in rows if r.state == value]),
    ),
    search=lambda rows, words: [row for row in rows if words.lower() in f"{row.number} {row.expert}".lower()],
    row_url=lambda row: f"#examination-{row.id}",
    bulk=(BulkAction(_("Assign to an expert"), "/gallery/", "person-check"),),
)


class SampleForm(Form):
    """An order, as the records office types it from paper."""

    legal_grounds = {
        "number": _("Criminal Procedure Code, art. 272, part 1"),
        "category": _("Law 44-VI, art. 34"),
    }
    number = forms.CharField(label=_("Number of the order"), max_length=40)
    issued = DateField(label=_("Date of the order"), help_text=_("The day on which it was signed."))
    category = forms.ChoiceField(
        label=_("Category of the case"),
        choices=[("CRIM", _("criminal")), ("CIV", _("civil")), ("ADM", _("administrative"))],
    )
    email = forms.EmailField(label=_("E-mail for the receipt"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of examination"),
        choices=[("PRIMARY", _("primary")), ("ADDITIONAL", _("additional")), ("REPEATED", _("repeated"))],
        widget=forms.RadioSelect,
    )
    plot = forms.CharField(
        label=_("Circumstances of the case"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    scan = forms.FileField(label=_("Scan of the order"), help_text=_("PDF, up to 50 MB."), required=False)
    urgent = forms.BooleanField(label=_("Somebody is held in custody"), required=False)


class SampleQuestion(Form):
    """A question put to the expert."""

    text = forms.CharField(label=_("Question"), widget=forms.Textarea(attrs={"rows": 2}))


class NumberTaken(Refusal):
    """The sample refusal that belongs to a field."""

    code = "order_already_registered"
    message = _("Order {number} of this body is already registered. Open it, or correct the number.")
    status = 409


class NothingToStudy(Refusal):
    """The sample refusal that belongs to no field."""

    code = "no_objects"
    message = _("The order names no object. Add at least one, or return the order as incomplete.")


def _timeline() -> Timeline:
    return Timeline(
        title=gettext("Term of the examination: running, paused for a petition, running again"),
        happenings=(
            Happening(date(2026, 10, 26), _("order registered")),
            Happening(date(2026, 10, 28), _("objects taken over: the term begins")),
            Happening(date(2026, 10, 29), _("assigned to the expert")),
            Happening(date(2026, 11, 5), _("petition sent: the clock stops")),
            Happening(date(2026, 11, 15), _("petition answered: the clock goes on")),
        ),
        stretches=(
            Stretch(date(2026, 10, 28), date(2026, 11, 5), StretchKind.RUNNING, _("the term runs")),
            Stretch(date(2026, 11, 5), date(2026, 11, 15), StretchKind.PAUSED, _("paused by a petition")),
            Stretch(date(2026, 11, 15), TODAY, StretchKind.RUNNING, _("the term runs")),
        ),
        today=TODAY,
        due=date(2026, 11, 27),
        cap=date(2026, 12, 7),
    )


def _head() -> RecordHead:
    return RecordHead(
        number="71-2026-004512",
        title=_("Handwriting"),
        status=Chip(STATES["work"], Tone.WORK, large=True),
        whose_turn=_("expert Akhmetova A. S."),
        due=DueChip(date(2026, 11, 27), 5, reasons=REASONS),
        facts=(
            Fact(_("Appointed by"), _("Almaly district court No. 2, Almaty")),
            Fact(_("Kind of examination"), _("primary")),
            Fact(_("Confidentiality"), Chip(_("medical secrecy"), Tone.ATTENTION, icon="shield-lock")),
        ),
    )


def _context(request: HttpRequest) -> dict[str, object]:
    at = datetime(2026, 11, 22, 9, 5, tzinfo=clock.ALMATY)
    return {
        "crumbs": [Crumb(_("Components"), "/gallery/"), Crumb(_("All on one page"))],
        "head": _head(),
        "step": NextStep(_("Accept the objects to start the clock."), _("Accept the objects"), "/gallery/"),
        "step_of_others": NextStep(
            _("The head of the laboratory checks the form of the draft."), whose=_("head of the laboratory")
        ),
        "timeline": _timeline(),
        "tabs": [
            Tab(_("Questions"), "#", 4, is_current=True),
            Tab(_("Objects"), "#", 12),
            Tab(_("Petitions"), "#", 1),
            Tab(_("People"), "#", 3),
            Tab(_("Documents"), "#", 7),
            Tab(_("History"), "#"),
        ],
        "stats": [
            Stat(_("Due this week"), 17, "#", _("3 of them tomorrow"), Tone.ATTENTION),
            Stat(_("Overdue"), 2, "#", tone=Tone.OVERDUE),
            Stat(_("Wait for me"), 9, "#", tone=Tone.WORK),
            Stat(_("Wait for others"), 1_204, "#", _("petitions, materials, receipts"), Tone.WAITING),
        ],
        "chips": [
            Chip(_("waiting"), Tone.WAITING),
            Chip(_("in work"), Tone.WORK),
            Chip(_("attention"), Tone.ATTENTION),
            Chip(_("overdue"), Tone.OVERDUE),
            Chip(_("done"), Tone.DONE),
        ],
        "dues": [
            DueChip(date(2026, 12, 3), 11, reasons=REASONS),
            DueChip(TODAY, 0),
            DueChip(date(2026, 11, 20), -2),
            DueChip(date(2026, 11, 30), 8, paused=True),
            DueChip(None),
        ],
        "facts": [
            Fact(_("Number of the order"), "№ 7594-26-00-2/3412"),
            Fact(_("Date of the order"), "21.10.2026", "#"),
            Fact(_("Circumstances of the case"), None),
        ],
        "handover": HandOver(
            HandOverSide(_("gives"), "Садықова Г. М.", _("custody room, shelf 3-14"), at),
            HandOverSide(_("receives"), "Ахметова А. С.", _("handwriting laboratory")),
            [_("Envelope No. 1, seal 0048213, unbroken"), _("Envelope No. 2, seal 0048214, unbroken")],
            "/gallery/",
            datetime(2026, 11, 22, 18, 0, tzinfo=clock.ALMATY),
        ),
        "table": TABLE.show(request, ROWS),
        "no_rows": TABLE.empty,
    }


def components(request: HttpRequest) -> HttpResponse:
    """All components on one page."""
    context = _context(request)
    if export := context["table"].export():  # type: ignore[attr-defined] # a table
        return export
    return render(request, "gallery/components.html", context)


def _questions(request: HttpRequest) -> Repeater[SampleQuestion]:
    return Repeater(
        SampleQuestion,
        prefix="questions",
        title=_("Questions to the expert"),
        row_title=_("Question"),
        add_label=_("Add a question"),
        data=request.POST if request.method == "POST" else None,
        ground=_("Criminal Procedure Code, art. 272, part 1"),
    )


def form(request: HttpRequest) -> HttpResponse:
    """A dense form with every kind of field, repeated rows, and refusals at their places."""
    bound = SampleForm(request.POST or None, request.FILES or None)
    questions = _questions(request)
    sent = request.method == "POST" and not asked_for_rows(bound, questions)
    if sent and bound.is_valid() & questions.is_valid():
        add_refusal(bound, Refusals([NumberTaken(field="number", number="3412"), NothingToStudy()]))
    return render(request, "gallery/form.html", {"form": bound, "questions": questions})


def refusal(request: HttpRequest, code: str) -> HttpResponse:
    """What a refusal looks like when no form takes it up; and the page of confirmation."""
    if code == "confirm":
        confirmation = Confirmation(
            _("Return the order without registration?"),
            [
                _("A letter with the ground is made in Kazakh and Russian and sent to the court."),
                _("The number stays used; the order can be sent again as a new one."),
            ],
            _("Return the order"),
            "/gallery/",
            facts=(Fact(_("Number of the order"), "№ 7594-26-00-2/3412"),),
        )
        return render(request, "components/confirm.html", {"confirmation": confirmation})
    raise {
        "forbidden": NotPermitted(right=gettext("register orders")),
        "stale": StaleRecord(),
        "several": Refusals([NumberTaken(number="3412"), NothingToStudy()]),
    }.get(code, NotVisible())
