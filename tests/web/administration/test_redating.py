"""The keeper sees which open examinations a day or other norms would re-date, applies the calendar, takes it back."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.models import CalendarCorrection, Examination
from saraptama.demo.draining import drain
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.messaging.models import Notification
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.rights import Confidentiality
from saraptama.web.administration.forms.norms import NORM_FIELDS, NormsForm, newest_norms

GROUND = "memo 14"


def moved_off(administrator: Client, day: date) -> None:
    """The day is saved as a day off: the calendar has its next version."""
    typed = {"day": day.isoformat(), "kind": "MOVED_OFF", "act": "Resolution 1", "source": "test", "apply": "yes"}
    titles = {"title_kk": "Демалыс", "title_ru": "Выходной", "title_en": "Day off"}
    assert administrator.post(reverse("admin_calendar"), {**typed, **titles}).status_code == 302


def target_of(story: Any) -> date:
    """The last working day of the term: a day off there moves it."""
    target = examinations.term_of(story.examination).target
    assert target is not None
    return target


def number_of(story: Any) -> str:
    return f"{story.examination.registration.text}/{story.examination.seq}"


def test_the_list_names_exactly_the_moved_with_both_days_and_the_reason(played: Any, administrator: Client) -> None:
    story = played("production")
    asked = {"by": "day", "day": target_of(story).isoformat(), "kind": "MOVED_OFF"}
    page = administrator.get(reverse("admin_redated"), asked)
    assert [line.number for line in page.context["table"].page.rows] == [number_of(story)]
    assert number_of(story) in page.content.decode()
    dates = page.context["table"].page.rows[0].dates
    assert dates.new.target < dates.former.target == target_of(story)
    beside = administrator.get(reverse("admin_redated"), {**asked, "day": "2019-02-04"})
    assert beside.context["table"].page.rows == []
    assert administrator.get(reverse("admin_redated"), {**asked, "way": "later"}).context["table"].page.rows == []


def test_the_list_goes_out_as_a_file(played: Any, administrator: Client) -> None:
    story = played("production")
    asked = {"by": "day", "day": target_of(story).isoformat(), "kind": "MOVED_OFF"}
    csv = b"".join(administrator.get(reverse("admin_redated"), {**asked, "export": "csv"}).streaming_content)
    assert number_of(story) in csv.decode()
    book = administrator.get(reverse("admin_redated"), {**asked, "export": "xlsx"})
    assert book.content.startswith(b"PK")


def test_of_a_restricted_case_only_the_dates_are_told(played: Any, administrator: Client) -> None:
    story = played("production")
    Examination.objects.filter(pk=story.examination.pk).update(confidentiality=Confidentiality.MEDICAL)
    asked = {"by": "day", "day": target_of(story).isoformat(), "kind": "MOVED_OFF"}
    page = administrator.get(reverse("admin_redated"), asked)
    assert [line.number for line in page.context["table"].page.rows] == ["number withheld"]
    assert number_of(story) not in page.content.decode()


def test_norms_are_a_question_only_and_the_page_says_so(played: Any, administrator: Client) -> None:
    story = played("production")
    changed = {"by": "norms", **dict.fromkeys(("simple", "medium", "high", "special"), "5")}
    page = administrator.get(reverse("admin_redated"), changed)
    assert [line.number for line in page.context["table"].page.rows] == [number_of(story)]
    assert "5" in page.context["table"].page.rows[0].why
    said = page.content.decode()
    assert "publishing a version moves no open examination" in said
    assert reverse("admin_calendar_apply") not in said


def test_the_calendar_is_applied_by_a_second_step_and_taken_back(played: Any, administrator: Client) -> None:
    story = played("production")
    before = target_of(story)
    moved_off(administrator, before)
    asked = administrator.get(reverse("admin_calendar_apply"))
    assert len(asked.context["effect"].moved) == 1
    assert target_of(story) == before
    typed = {"ground": GROUND, "version": asked.context["version"]}
    assert administrator.post(reverse("admin_calendar_apply"), typed).status_code == 302
    drain()
    assert target_of(story) < before
    applied = CalendarCorrection.objects.get()
    told = Notification.objects.filter(kind=NotificationKind.CALENDAR_CORRECTED)
    assert [(line.user_id, line.link) for line in told] == [
        (story.examination.lead_user_id, f"calendar_correction:{applied.pk}")
    ]
    assert GROUND in administrator.get(reverse("admin_corrections")).content.decode()
    take_back = reverse("admin_correction_take_back", args=[applied.pk])
    assert administrator.get(take_back).status_code == 200
    assert administrator.post(take_back, {"ground": "a mistake"}).status_code == 302
    assert target_of(story) == before
    again = administrator.post(take_back, {"ground": "again"})
    assert "taken back already" in again.content.decode()


def test_another_calendar_since_the_preview_is_refused(played: Any, administrator: Client) -> None:
    story = played("production")
    shown = reference.calendar().version
    moved_off(administrator, target_of(story))
    late = administrator.post(reverse("admin_calendar_apply"), {"ground": GROUND, "version": shown})
    assert "Look at its effect first" in late.content.decode()
    assert not CalendarCorrection.objects.exists()


def test_the_expert_sees_the_own_examinations_in_the_list_and_why(
    played: Any, administrator: Client, seated: Any
) -> None:
    story = played("production")
    moved_off(administrator, target_of(story))
    typed = {"ground": GROUND, "version": reference.calendar().version}
    administrator.post(reverse("admin_calendar_apply"), typed)
    applied = CalendarCorrection.objects.get()
    page = seated("yerlan").get(reverse("calendar_correction", args=[applied.pk]))
    assert number_of(story) in page.content.decode()
    assert seated("timur").get(reverse("calendar_correction", args=[applied.pk])).status_code == 404
    history = seated("yerlan").get(reverse("examination_part", args=[story.examination_id, "history"]))
    assert GROUND in history.content.decode()
    why = seated("yerlan").get(reverse("examination_term", args=[story.examination_id]))
    assert GROUND in why.content.decode()


def typed_norms(**changes: Any) -> NormsForm:
    """What the newest norms say, with changes, as typed."""
    newest = newest_norms()
    data = {one.name: one.value_of(newest.values) for one in NORM_FIELDS}
    data = {name: "" if value is None else value for name, value in data.items()}
    about = {"version": "2027-01-a", "valid_from": "01.01.2027", "source": "Order 1", "confirmed": "yes"}
    return NormsForm({**data, **about, **changes}, values=newest.values)


@pytest.mark.usefixtures("db")
def test_every_entry_of_the_norms_can_be_typed() -> None:
    form = typed_norms(
        limit_s3=30, overlaps="sum", second_petition="new_window", first_day="yes", last_day="roll_forward",
        extensions=1, other=60,
    )  # fmt: skip
    assert form.is_valid(), form.errors
    values = form.values(newest_norms())
    assert values["other_suspensions"]["by_ground"] == {"S3": {"cap": 30}}
    assert values["other_suspensions"]["cap"] == 60
    assert (values["overlap_policy"]["value"], values["overlap_policy"]["confirmed"]) == ("sum", True)
    assert values["second_petition_same_subject"]["value"] == "new_window"
    assert (values["start_day_counts"]["value"], values["end_on_nonworking"]["value"]) == (True, "roll_forward")
    assert values["cap_days"] == newest_norms().values["cap_days"]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("field", "nonsense", "says"),
    [
        ("overlaps", "twice", "Select a valid choice"),
        ("limit_s3", "-1", "greater than or equal to 0"),
        ("high", "40", "cannot be longer than the longest term, 30 days"),
        ("version", "2026-11-a", "A version of this name exists already"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(field: str, nonsense: str, says: str) -> None:
    form = typed_norms(**{field: nonsense})
    assert not form.is_valid()
    assert says in str(form.errors[field])


def test_new_norms_are_published_and_move_no_open_examination(played: Any, administrator: Client) -> None:
    story = played("production")
    due = story.examination.due_on
    data = {**typed_norms(simple=5, medium=5, high=5, special=5).data, "valid_from": "01.01.2030"}
    shown = administrator.post(reverse("admin_norms"), data)
    assert len(shown.context["effect"].moved) == 1
    listed = administrator.get(shown.context["effect_url"])
    assert [line.number for line in listed.context["table"].page.rows] == [number_of(story)]
    assert administrator.post(reverse("admin_norms"), {**data, "apply": "yes"}).status_code == 302
    assert newest_norms().version == "2027-01-a"
    assert story.examination.due_on == due
