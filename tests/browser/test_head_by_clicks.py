"""The head's desk by clicks, in Russian and in Kazakh: a commission with its parts, a replacement, the agreement."""

from functools import partial

import pytest
from playwright.sync_api import Locator, expect

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.intake.enums import Composition
from saraptama.demo import scenes
from saraptama.demo.draining import drain
from saraptama.demo.stage import Matter, Scene, begun, days_ago, go_on
from tests.browser.person import PHONE, House, Person
from tests.browser.service import Service, apart

LANGUAGES = ["ru", "kk"]


def commission_waits() -> Scene:
    """A commission is asked for; its objects are here."""
    matter = Matter(
        "221",
        "Договор займа на двух листах",
        "Кем выполнена подпись от имени заёмщика в договоре займа?",
        "Ответчик отрицает заключение договора.",
        asks={"composition": Composition.COMMISSION.value},
    )
    with days_ago(1):
        story = begun(matter, drain)
        go_on(story, "objects")
    return Scene(story)


def number_of(scene: Scene) -> str:
    return f"{scene.story.examination.registration.text}/1"


def experts_now(scene: Scene) -> list[tuple[str, bool, str]]:
    """Surname, whether the lead, and the words of the part."""
    signers = examinations.signers_of(scene.story.examination_id)
    logins = {scene.story.actor(login).id: login for login in ("yerlan", "saule")}
    return [(logins.get(signer.user_id, "?"), signer.is_lead, signer.part) for signer in signers]


def row_of(dana: Person, surname: str) -> Locator:
    return dana.page.get_by_role("row").filter(has_text=surname)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_commission_is_chosen_with_its_lead_and_parts_and_an_expert_is_replaced(
    house: House, service: Service, language: str
) -> None:
    scene: Scene = apart(commission_waits)
    dana = house.sits("dana", language)
    the_queue_leads_to_the_candidates(dana, apart(partial(number_of, scene)))
    every_excluded_person_has_a_reason_with_its_date(dana)
    the_commission_gets_its_parts(dana)
    service.drain()
    assert apart(partial(experts_now, scene)) == [("saule", False, "Сравнение с образцами"), ("yerlan", True, "")]
    dana.follows("Replace an expert")
    dana.picks("Who leaves", "Қасымова")
    newcomer = dana.field("Who takes over").locator("option").all_inner_texts()
    assert not any("Сейітов" in name or "Қасымова" in name for name in newcomer), "who is there does not come"
    if not newcomer:
        dana.sees("No other expert of the institute is eligible today.")
    dana.opens(f"/head/examinations/{scene.story.examination_id}/assignments/")
    dana.sees_text("Сравнение с образцами")
    assert dana.complaints == []


def the_queue_leads_to_the_candidates(dana: Person, number: str) -> None:
    dana.turns_to("Head of the body")
    dana.follows("Queue by specialty and unit")
    row = row_of(dana, number)
    row.get_by_role("link", name=dana.said("Take into production and choose the expert"), exact=True).click()
    dana.sees("Choose the lead and the members of the commission")


def every_excluded_person_has_a_reason_with_its_date(dana: Person) -> None:
    marat = row_of(dana, "Төлегенов")
    expect(marat).to_contain_text(dana.said("no certificate for the specialty is valid on the day"))
    expect(marat).to_contain_text("30.09.2026")
    expect(marat.get_by_role("radio")).to_have_count(0)


def the_commission_gets_its_parts(dana: Person) -> None:
    row_of(dana, "Сейітов").get_by_role("radio").check()
    dana.presses("Assign")
    dana.sees("The order asks for a commission: choose at least one member besides the lead.")
    row_of(dana, "Қасымова").get_by_role("checkbox").check()
    dana.presses("Assign")
    dana.sees("Who does what")
    hers = dana.page.get_by_role("group", name="Қасымова С. Б.", exact=True)
    dana.writes("Part of the work", "Сравнение с образцами", inside=hers)
    dana.presses("Assign")
    dana.sees("Assigned. The expert is told and accepts next.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_expert_is_replaced_with_the_state_of_the_work_and_loses_access_at_once(
    house: House, service: Service, language: str
) -> None:
    scene: Scene = apart(partial(scenes.the_work_goes_on, drain))
    page_of = f"/examinations/{scene.story.examination_id}/"
    yerlan, dana = house.sits("yerlan", language), house.sits("dana", language)
    yerlan.opens(page_of)
    yerlan.sees_status("in production", "examination")
    dana.opens(page_of)
    dana.follows("Replace an expert")
    dana.picks("Who leaves", "Сейітов")
    dana.picks("Who takes over", "Қасымова")
    dana.picks("Reason", dana.said("load spread anew"))
    dana.writes("State of the work at hand-over", "Раздельное исследование закончено, сравнение не начато.")
    dana.presses("Replace")
    dana.sees("Replaced. The new expert is told and accepts next.")
    gone = yerlan.page.goto(yerlan.address + page_of)
    assert gone is not None and gone.status == 404, "access ends at once"
    dana.follows("Who has had it")
    dana.sees_text("Раздельное исследование закончено, сравнение не начато.")
    service.drain()
    assert apart(partial(experts_now, scene)) == [("saule", True, "")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(1280, 900), PHONE], ids=["desk", "phone"])
def test_a_draft_is_sent_back_and_agreed_on_a_desk_and_on_a_telephone(
    house: House, service: Service, language: str, size: tuple[int, int]
) -> None:
    """The head reads every answer, cannot change a word, and says something about the form only."""
    scene: Scene = apart(partial(scenes.the_draft_is_before_the_head, drain))
    dana = house.sits("dana", language)
    dana.page.set_viewport_size({"width": size[0], "height": size[1]})
    try:
        dana.opens("/head/agreements/")
        dana.page.locator(f"a[href='/head/examinations/{scene.story.examination_id}/agreement/']").first.click()
        for _outcome, text in scene.story.words.answers:
            dana.sees_text(text)
        expect(dana.page.locator("main textarea")).to_have_count(1)  # the comment is all that a head writes
        dana.chooses("Decision", "agreed with remarks")
        dana.presses("Decide")
        dana.sees("Write what is to be mended.")
        fits_the_screen(dana)
        dana.writes("Remarks or comment", "Опечатка в названии объекта 2.")
        dana.presses("Decide")
        dana.sees("Agreed. The expert, or the next head, is told.")
    finally:
        dana.page.set_viewport_size({"width": 1280, "height": 900})
    assert apart(partial(state_of, scene)) is ExaminationState.APPROVED
    assert dana.complaints == []


def fits_the_screen(person: Person) -> None:
    wide = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{person.page.url} is {wide} px too wide"


def state_of(scene: Scene) -> ExaminationState:
    state: ExaminationState = scene.story.examination.current_state
    return state
