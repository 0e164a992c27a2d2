"""The journal of the unit: counts open their lists, the address narrows, the file holds what is shown."""

from typing import Any

from saraptama.demo.played_journey import Story
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk


def number(story: Story) -> str:
    return str(story.examination.registration.text)


def downloaded(desk: Desk, url: str) -> str:
    answer: Any = desk.client.get(url)
    return b"".join(answer.streaming_content).decode()


def test_counts_lead_to_lists_with_as_many_rows(played: Played) -> None:
    played("production")
    desk = Desk("dana")
    assert "1 In work" in desk.reads("/head/")
    assert desk.opens("/head/examinations/?state=in_production").count("data-href=") == 1
    assert desk.opens("/head/examinations/?state=suspended").count("data-href=") == 0


def test_the_number_finds_and_the_chip_takes_off(played: Played) -> None:
    story = played("objects")
    desk = Desk("dana")
    assert number(story) in desk.reads(f"/head/examinations/?words={number(story)}")
    assert "Nothing fits these filters" in desk.reads("/head/examinations/?words=99-1999")


def test_the_file_holds_the_rows_of_the_screen(played: Played) -> None:
    story = played("production")
    desk = Desk("dana")
    file = downloaded(desk, "/head/examinations/?export=csv&state=in_production")
    assert number(story) in file and "Сейітов" in file
    empty = downloaded(desk, "/head/examinations/?export=csv&state=closed")
    assert number(story) not in empty


def test_the_journal_of_one_expert(played: Played) -> None:
    story = played("production")
    desk = Desk("dana")
    assert number(story) in desk.reads(f"/head/examinations/?expert={story.actor('yerlan').id}")
    assert number(story) not in desk.reads(f"/head/examinations/?expert={story.actor('saule').id}")
