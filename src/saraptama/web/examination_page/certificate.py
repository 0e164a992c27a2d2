"""The certificate of the term: what the clock says on a day and why, as a paper in Kazakh or Russian."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.types import Term
from saraptama.foundation.audit.services import note_read
from saraptama.foundation.documents.kinds import PDF
from saraptama.foundation.documents.letterheads import letterhead_of
from saraptama.foundation.documents.rendering import render
from saraptama.kernel import clock
from saraptama.web.examination_page.acting import acting, examination_of
from saraptama.web.examination_page.clock_lights import delivery_light, term_light
from saraptama.web.examination_page.head import order_words, source_of
from saraptama.web.examination_page.life_line import delivered_by
from saraptama.web.examination_page.term_page import LANGUAGES, DayForm, day_asked, delivery_facts, facts_of_term
from saraptama.web.examination_page.two_dates import counted_days, two_dates
from saraptama.web.examination_page.words import body_of, number_of, specialty_of
from saraptama.web.shared.components import Fact
from saraptama.web.shared.formats import date_text

PAPER = "casework/examinations/typst/term.typ"


@require_safe
def examination_term_certificate(request: HttpRequest, examination_id: UUID, language: str) -> HttpResponse:
    """The paper, for today or any past day; nothing is kept of it, and that it was read is noted."""
    if language not in dict(LANGUAGES):
        raise Http404
    examination = examination_of(request, examination_id)
    note_read(acting(request), subject=examination)
    as_of = day_asked(DayForm(request.GET))
    with translation.override(language):
        content = certificate(examination, selectors.term_of(examination, as_of), language)
        name = _("Certificate of the term {number}").format(number=number_of(examination).replace("/", "-"))
    headers = {"Content-Disposition": content_disposition_header(False, f"{name} ({language}).pdf") or "inline"}
    return HttpResponse(content, content_type=PDF, headers=headers)


def certificate(examination: Any, reckoned: Term, language: str) -> bytes:
    """The paper as PDF, dated today; its words are those of the language active now."""
    return render(PAPER, _record(examination, reckoned), language=language, dated=clock.today())


def _record(examination: Any, reckoned: Term) -> dict[str, Any]:
    both = two_dates(reckoned)
    return {
        "number": number_of(examination),
        "as_of": reckoned.as_of,
        "institute": letterhead_of(examination.institute_id),
        "about": _pairs(_about(examination, reckoned.as_of)),
        "state": term_light(reckoned).text,
        "due": both.with_all if both else "",
        "due_without_practice": both.without_practice if both else "",
        "difference": both.says if both else "",
        "provisional": both.provisional if both else "",
        "facts": _pairs(facts_of_term(reckoned)),
        "counted": _pairs(counted_days(reckoned)),
        "delivery": _delivery(examination, reckoned),
        "steps": [_step(line) for line in selectors.explain(reckoned)],
        "defects": [selectors.label_of(defect.code) for defect in reckoned.defects],
    }


def _about(examination: Any, as_of: date) -> list[Fact]:
    return [
        Fact(_("Examination"), number_of(examination)),
        Fact(_("Expert specialty"), specialty_of(examination)),
        Fact(_("Appointed by"), body_of(examination)),
        Fact(_("Order"), order_words(examination.order)),
        Fact(_("As on the day"), date_text(as_of)),
    ]


def _delivery(examination: Any, reckoned: Term) -> list[list[str]]:
    delivered = delivered_by(examination, reckoned.as_of)
    light = delivery_light(reckoned, delivered)
    return [] if light is None else _pairs([*delivery_facts(reckoned, delivered), Fact(_("State"), light.text)])


def _step(explained: Any) -> dict[str, str]:
    step = explained.step
    return {
        "says": explained.sentence,
        "source": f"{source_of(step.article, step.confirmed)} ({step.rule})",
        "due_after": date_text(step.due_after),
    }


def _pairs(facts: list[Fact]) -> list[list[str]]:
    return [[str(fact.name), str(fact.value)] for fact in facts]
