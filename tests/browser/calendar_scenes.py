"""A calendar that turned out to be wrong: the effect of a moved day, the correction, and who is told of it."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from saraptama.casework.examinations import selectors as examinations
from saraptama.demo.scenes import Scene
from saraptama.foundation.accounts.services import actor_for_login
from saraptama.foundation.reference.services import edit_calendar_day
from saraptama.foundation.reference.types import Names
from saraptama.journey.correct_calendar import apply_calendar


def day_before_the_target(scene: Scene) -> date:
    """The last working day of the term: a day off there moves the day by which the work should be ready."""
    target = examinations.term_of(scene.story.examination).target
    assert target is not None
    return target


def calendar_pages(scene: Scene) -> Iterator[tuple[str, str, str]]:
    """Login, name and path of every page on which a correction is seen."""
    ruslan = actor_for_login("ruslan")
    day = day_before_the_target(scene)
    yield "ruslan", "admin_redated", f"{reverse('admin_redated')}?by=day&day={day.isoformat()}&kind=MOVED_OFF"
    title = Names("Демалыс күні", "Выходной день", "Day off")
    version = edit_calendar_day(
        ruslan, day=day, kind="MOVED_OFF", title=title, act="Постановление 14", source="adilet.zan.kz"
    )
    correction = apply_calendar(ruslan, version=version, ground="служебная записка 14")
    yield "ruslan", "admin_corrections", reverse("admin_corrections")
    yield "ruslan", "admin_correction_take_back", reverse("admin_correction_take_back", args=[correction])
    yield "yerlan", "calendar_correction", reverse("calendar_correction", args=[correction])
    yield "yerlan", "examination_term", reverse("examination_term", args=[scene.story.examination_id])
