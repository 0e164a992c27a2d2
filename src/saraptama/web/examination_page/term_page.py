"""Why this date, as on any day: every step with its article, two dates, the picture, and where the time went."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.types import ExplainedStep, Term
from saraptama.foundation.audit.services import note_read
from saraptama.kernel import clock
from saraptama.web.examination_page.acting import acting, examination_of
from saraptama.web.examination_page.clock_lights import delivery_light, term_light
from saraptama.web.examination_page.head import article_text
from saraptama.web.examination_page.life_line import PAUSES, delivered_by, life_line, stretch_of
from saraptama.web.examination_page.two_dates import counted_days, two_dates
from saraptama.web.examination_page.where_time_went import where_time_went
from saraptama.web.examination_page.words import number_of, page_of
from saraptama.web.shared.components import Crumb, Fact
from saraptama.web.shared.formats import date_text
from saraptama.web.shared.forms import DateField, Form

LANGUAGES = (("kk", gettext_lazy("in Kazakh")), ("ru", gettext_lazy("in Russian")))
"""The languages of official papers."""


class DayForm(Form):
    """The day asked about."""

    as_of = DateField(
        label=gettext_lazy("As on the day"), required=False, help_text=gettext_lazy("Empty: today. Any past day.")
    )

    def clean_as_of(self) -> date | None:
        """A day to come has no certain answer: what will happen until then is not known."""
        day: date | None = self.cleaned_data["as_of"]
        if day is not None and day > clock.today():
            self.add_error("as_of", _("This day is still to come. Choose today or a past day."))
        return day


@dataclass(frozen=True)
class WhyLine:
    """One step: its sentence, its article, and where on the picture it is drawn."""

    explained: ExplainedStep
    article: str
    drawn_at: str = ""


def day_asked(form: DayForm) -> date:
    """The day of the address; today where none, or none that makes sense, is given."""
    return (form.cleaned_data.get("as_of") if form.is_valid() else None) or clock.today()


def why_lines(reckoned: Term) -> list[WhyLine]:
    """The steps of the reckoning, in order."""
    return [
        WhyLine(
            explained,
            article_text(explained.step.article),
            stretch_of(reckoned, explained.step.start) if explained.step.key in PAUSES else "",
        )
        for explained in selectors.explain(reckoned)
    ]


def time_of(examination: Any, reckoned: Term) -> dict[str, Any]:
    """What the page of an examination says of its time, beside the picture."""
    delivered = delivered_by(examination, reckoned.as_of)
    return {
        "term_light": term_light(reckoned),
        "delivery_light": delivery_light(reckoned, delivered),
        "delivery_facts": delivery_facts(reckoned, delivered),
        "two_dates": two_dates(reckoned),
        "counted": counted_days(reckoned),
        "went": where_time_went(examination, reckoned),
    }


def delivery_facts(reckoned: Term, delivered: date | None) -> list[Fact]:
    """The days of delivery, a clock of their own; nothing before the end of production."""
    if reckoned.delivery_due is None:
        return []
    target = reckoned.delivery_target if reckoned.delivery_target != reckoned.delivery_due else None
    dates = (
        (_("Ended on"), reckoned.finished_on),
        (_("Deliver by"), reckoned.delivery_due),
        (_("Last working day before it"), target),
        (_("Delivered on"), delivered),
    )
    return [Fact(name, date_text(day)) for name, day in dates if day is not None]


@require_safe
def examination_term(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Why this date: every step of the reckoning with its article, and what rests on an assumption."""
    examination = examination_of(request, examination_id)
    note_read(acting(request), subject=examination)
    form = DayForm(request.GET) if "as_of" in request.GET else DayForm()
    reckoned = selectors.term_of(examination, day_asked(form))
    context = {
        "crumbs": [Crumb(number_of(examination), page_of(examination)), Crumb(_("Why this date"))],
        "number": number_of(examination),
        "form": form,
        "is_past": reckoned.as_of < clock.today(),
        "reckoned": reckoned,
        "timeline": life_line(examination, reckoned),
        "steps": why_lines(reckoned),
        "defects": [(selectors.label_of(defect.code), defect.on) for defect in reckoned.defects],
        "facts": facts_of_term(reckoned),
        "calendar_notes": calendar_notes(examination),
        "certificates": certificates_of(examination, reckoned.as_of),
        "back": page_of(examination),
        **time_of(examination, reckoned),
    }
    return render(request, "examination_page/term.html", context)


def calendar_notes(examination: Any) -> list[str]:
    """When the examination began to be counted by another version of the calendar, on what ground, and what moved."""
    return [
        f"{date_text(entry.occurred_on)}: {entry.says} ({entry.ground})"
        for entry in selectors.timeline(examination)
        if entry.act == "calendar_version_changed"
    ]


def certificates_of(examination: Any, as_of: date) -> list[tuple[Any, str]]:
    """The printable certificate of the term on this day, in each language of official papers."""
    return [
        (words, f"{reverse('examination_term_certificate', args=[examination.pk, language])}?as_of={as_of.isoformat()}")
        for language, words in LANGUAGES
    ]


def facts_of_term(reckoned: Term) -> list[Fact]:
    """The dates of the term; what is not known is left out."""
    dates = (
        (_("The term runs from"), reckoned.t0),
        (_("Due date"), reckoned.due),
        (_("Last working day before it"), reckoned.target if reckoned.target != reckoned.due else None),
        (_("Outer limit"), reckoned.cap),
        (_("If production were resumed today"), reckoned.due_if_resumed_today),
        (_("Ask for an extension by"), reckoned.ask_extension_by if reckoned.finished_on is None else None),
        (_("Ended on"), reckoned.finished_on),
        (_("Counted from the expert's acceptance, as in old journals (for information)"), reckoned.due_from_expert),
    )
    return [
        Fact(_("State of the term"), selectors.label_of(reckoned.state)),
        *(Fact(name, date_text(day)) for name, day in dates if day is not None),
        Fact(_("Version of the norms"), reckoned.norms_version),
        Fact(_("Version of the calendar"), reckoned.calendar_version),
    ]
