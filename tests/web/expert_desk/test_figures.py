"""Pictures and tables: several at once, captions, order, thumbnails; a spreadsheet pasted becomes a table."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.demo.played_journey import Story
from saraptama.web.expert_desk.forms import rows_of
from tests.casework.conclusions.test_illustrations import png
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk
from tests.web.expert_desk.writing import a_draft


def page_of(story: Story) -> str:
    return f"/expert/conclusions/{story.conclusion_id}/figures/"


def pictures_of(story: Story) -> list[str]:
    conclusion = conclusions.conclusion_for(story.actor("yerlan"), story.conclusion_id)
    return [picture.caption for picture in conclusions.pictures_of(conclusion)]


def test_several_pictures_are_added_captioned_ordered_and_shown_small(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    desk, url = Desk("yerlan"), page_of(story)
    files = [SimpleUploadedFile(f"{name}.png", png(), "image/png") for name in ("face", "back")]
    desk.sends(url, act="upload", pictures=files)
    assert pictures_of(story) == ["face", "back"]
    page = desk.opens(url)
    first = re.findall(r'name="id" value="([^"]+)"', page)[0]
    fields = {
        f"picture-{first}-caption": "Face of the sheet",
        f"picture-{first}-description": "A sheet with a signature",
    }
    desk.sends(url, act="picture", id=first, do="save", **fields)
    desk.sends(url, act="picture", id=first, do="down")
    assert pictures_of(story) == ["back", "Face of the sheet"]
    address = re.findall(
        r'src="(/expert/conclusions/[^"]+\.png)"', desk.opens(f"/expert/conclusions/{story.conclusion_id}/")
    )
    small = desk.client.get(address[0])
    assert small.headers["Content-Type"] == "image/png" and small.content.startswith(b"\x89PNG")
    assert "immutable" in small.headers["Cache-Control"]
    assert Desk("timur").client.get(address[0]).status_code in (403, 404), "a draft is nothing for the orderer"


def test_a_file_that_is_no_picture_is_refused_at_its_field_and_nothing_is_added(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    files = [SimpleUploadedFile("good.png", png(), "image/png"), SimpleUploadedFile("bad.png", b"MZ\0\0", "image/png")]
    page = Desk("yerlan").sends_in_vain(page_of(story), act="upload", pictures=files)
    assert "An illustration is a JPEG or PNG picture" in page
    assert pictures_of(story) == []


def test_a_pasted_spreadsheet_becomes_a_table_and_a_typed_one_too(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    desk, url = Desk("yerlan"), page_of(story)
    desk.sends(
        url, **{"act": "add_table", "new-caption": "Features", "new-cells": "Feature\tSample\r\ntempo\tquick\r\n"}
    )
    conclusion = conclusions.conclusion_for(story.actor("yerlan"), story.conclusion_id)
    (table,) = conclusions.tables_of(conclusion)
    assert table.rows == [["Feature", "Sample"], ["tempo", "quick"]]
    assert rows_of("a | b\n| c | d |") == [["a", "b"], ["c", "d"]]
    refused = desk.sends_in_vain(url, **{"act": "add_table", "new-caption": "Only a heading", "new-cells": "a | b"})
    assert "Only a heading" in refused
    desk.sends(url, act="table", id=str(table.pk), do="remove")
    assert conclusions.tables_of(conclusion) == []


def test_nobody_changes_the_figures_of_a_submitted_draft(played: Played) -> None:
    story = played("conclusion")
    desk = Desk("yerlan")
    desk.sends_in_vain(page_of(story), act="upload", pictures=[SimpleUploadedFile("a.png", png(), "image/png")])
    assert pictures_of(story) == []
