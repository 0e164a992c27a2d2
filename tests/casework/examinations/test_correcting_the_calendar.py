"""A corrected calendar: who would be due on another day, the act that applies it, and the one that takes it back."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from saraptama.capacity.experts.models import Expert
from saraptama.casework.examinations import selectors, services
from saraptama.casework.examinations.enums import Complexity, PetitionDecision, SuspensionGround
from saraptama.casework.examinations.errors import (
    CalendarChangedMeanwhile,
    CorrectionTakenBack,
    GroundNeeded,
    NothingToRedate,
)
from saraptama.casework.examinations.models import CalendarVersionChange, Examination
from saraptama.casework.examinations.open_histories import load_running, reckon_again
from saraptama.casework.examinations.rights import REDATE
from saraptama.casework.examinations.rules import Norms, term
from saraptama.casework.examinations.types import TermDates
from saraptama.casework.examinations.what_moves import counted_by_pinned
from saraptama.foundation.audit.models import AuditEntry, AuditRow
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.policies import LOADER
from saraptama.foundation.reference.services import edit_calendar_day
from saraptama.foundation.reference.types import Names
from saraptama.kernel.errors import NotPermitted
from tests.factories import examinations
from tests.factories.examinations import on

KEEPER = examinations.staff(REDATE, path="")
GROUND = "memo 14 of 20.03.2025"


def moved_day(day: str, kind: str | None = "MOVED_OFF") -> int:
    """The keeper writes the day into the calendar: its next version."""
    title = Names("Демалыс", "Выходной", "Day off")
    return edit_calendar_day(LOADER, day=date.fromisoformat(day), kind=kind, title=title, act="decree 1", source="zan")


def petitioned(lead: Expert, day: str = "2025-03-05") -> Examination:
    """Suspended on a petition of 17 March: the window of ten working days ends on 3 April."""
    examination = examinations.in_production(day, lead)
    examinations.petition(examination, lead, "2025-03-17")
    return examinations.fresh(examination)


def stored(examination: Examination) -> TermDates:
    found = examinations.fresh(examination)
    return TermDates(found.due_on, found.cap_on, found.target_on)


def test_arrays_from_the_database_come_to_the_dates_of_the_clock(aigul: Expert, daniyar: Expert) -> None:
    waiting = petitioned(aigul)
    answered = petitioned(daniyar)
    with on("2025-03-27") as when:
        petition = answered.petitions.get()
        services.answer_petition(
            examinations.body(), petition_id=petition.id, occurred_on=when, decision=PetitionDecision.GRANTED
        )
    again = examinations.petition(answered, daniyar, "2025-04-01")
    sick = examinations.in_production("2025-03-06", aigul, Complexity.MEDIUM)
    with on("2025-03-20") as when:
        services.suspend(
            examinations.head(), examination_id=sick.id, ground=SuspensionGround.SICK, starts_on=when,
            basis="sick note 0451", occurred_on=when,
        )  # fmt: skip
    untouched = examinations.accepted("2025-03-10")
    assert again.subject == petition.subject
    values = reference.norms("2026-11-a").values
    longer = {**values["norm_days"], "high": {**values["norm_days"]["high"], "value": 25, "unit": "working"}}
    window = {**values["second_petition_same_subject"], "value": "new_window"}
    norms = (
        Norms.from_values("now", values),
        Norms.from_values("window", {**values, "second_petition_same_subject": window}),
        Norms.from_values("working", {**values, "norm_days": longer}),
    )
    today = date(2025, 4, 2)
    running = load_running(Examination.objects.all(), today)
    assert set(running.ids) == {one.pk for one in (waiting, answered, sick, untouched)}
    for one in norms:
        found = reckon_again(running, lambda _n, _c, one=one: (one, reference.calendar()), today)
        for examination_id, dates in zip(running.ids, found, strict=True):
            facts = selectors.facts_of(Examination.objects.get(pk=examination_id))
            alone = term(facts, one, reference.calendar(), today)
            assert dates == TermDates(alone.due, alone.cap, alone.target), one.version
    with_own = reckon_again(running, counted_by_pinned, today)
    assert with_own == running.stored == [stored(Examination.objects.get(pk=key)) for key in running.ids]


def test_a_correction_moves_exactly_what_it_should_and_leaves_its_history(aigul: Expert, daniyar: Expert) -> None:
    waiting, other = petitioned(aigul), examinations.in_production("2025-03-05", daniyar)
    before, unmoved = stored(waiting), stored(other)
    version = moved_day("2025-04-02")
    with on("2025-03-20"):
        correction = services.apply_calendar(KEEPER, version=version, ground=GROUND)
    assert before.due == date(2025, 4, 21)
    assert stored(waiting).due == date(2025, 4, 22)  # the tenth working day is 4 April, not the 3rd
    assert stored(other).due == unmoved.due == date(2025, 4, 4)
    assert (correction.counted, correction.moved) == (2, 1)
    change = CalendarVersionChange.objects.get(examination=waiting)
    assert (change.old_version, change.new_version) == ("1", str(version))
    assert (change.old_due_on, change.new_due_on) == (date(2025, 4, 21), date(2025, 4, 22))
    with on("2025-03-20"):
        assert selectors.term_of(examinations.fresh(waiting)).due == date(2025, 4, 22)
    told = [entry for entry in selectors.timeline(waiting) if entry.act == "calendar_version_changed"]
    assert [entry.ground for entry in told] == [GROUND]
    assert "22.04.2025" in told[0].says or "04/22/2025" in told[0].says


def test_one_act_stands_in_the_record_with_every_row(aigul: Expert) -> None:
    waiting = petitioned(aigul)
    version = moved_day("2025-04-02")
    with on("2025-03-20"):
        correction = services.apply_calendar(KEEPER, version=version, ground=GROUND)
    entry = AuditEntry.objects.get(act="examinations.calendar_applied")
    assert (entry.subject_id, entry.right) == (str(correction.pk), REDATE.code)
    change = CalendarVersionChange.objects.get(examination=waiting)
    named = set(AuditRow.objects.filter(entry_id=entry.pk).values_list("row_id", "version"))
    current = examinations.fresh(waiting).row_version
    assert named == {(str(correction.pk), 1), (str(change.pk), 1), (str(waiting.pk), current)}


def test_another_act_takes_it_back_and_nothing_else(aigul: Expert) -> None:
    waiting = petitioned(aigul)
    before = stored(waiting)
    version = moved_day("2025-04-02")
    with on("2025-03-20"):
        applied = services.apply_calendar(KEEPER, version=version, ground=GROUND)
        back = services.take_back_calendar(KEEPER, correction_id=applied.pk, ground="applied by mistake")
        assert stored(waiting) == before
        assert examinations.fresh(waiting).calendar_version == "1"
        assert (back.takes_back_id, back.counted, back.moved) == (applied.pk, 1, 1)
        with pytest.raises(CorrectionTakenBack):
            services.take_back_calendar(KEEPER, correction_id=applied.pk, ground="again")


def test_what_happened_since_the_preview_counts(aigul: Expert) -> None:
    """The answer came after somebody looked at the effect: it is not overwritten by what was shown then."""
    waiting = petitioned(aigul)
    version = moved_day("2025-04-02")
    with on("2025-03-27") as when:
        services.answer_petition(
            examinations.body(), petition_id=waiting.petitions.get().pk, occurred_on=when,
            decision=PetitionDecision.GRANTED,
        )  # fmt: skip
    with on("2025-03-28"):
        services.apply_calendar(KEEPER, version=version, ground=GROUND)
    assert stored(waiting).due == date(2025, 4, 14)


def test_a_correction_is_refused_without_right_ground_or_reason(aigul: Expert) -> None:
    petitioned(aigul)
    version = moved_day("2025-04-02")
    with on("2025-03-20"):
        with pytest.raises(NotPermitted):
            services.apply_calendar(examinations.head(), version=version, ground=GROUND)
        with pytest.raises(GroundNeeded):
            services.apply_calendar(KEEPER, version=version, ground="  ")
        with pytest.raises(CalendarChangedMeanwhile):
            services.apply_calendar(KEEPER, version=version - 1, ground=GROUND)
        services.apply_calendar(KEEPER, version=version, ground=GROUND)
        with pytest.raises(NothingToRedate):
            services.apply_calendar(KEEPER, version=version, ground=GROUND)


def test_the_history_of_corrections_refuses_change(aigul: Expert) -> None:
    petitioned(aigul)
    version = moved_day("2025-04-02")
    with on("2025-03-20"):
        services.apply_calendar(KEEPER, version=version, ground=GROUND)
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
        CalendarVersionChange.objects.update(old_version="0")
