"""The sealed conclusion as its recipient gets it: nothing of what the expert saw has changed, and readers agree."""

import subprocess
from hashlib import sha256
from pathlib import Path

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.demo.played_journey import keep
from saraptama.demo.texts import KAZAKH
from saraptama.proof.pdf_revisions import check_unaltered, revision_ends
from tests.journey.conftest import Played

KAZAKH_LETTERS = "қңғүұөһіә"


def printed(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout


def test_the_file_begins_with_the_very_bytes_that_the_expert_signed(played: Played, tmp_path: Path) -> None:
    story = played("receipt")
    facts = conclusions.facts_of(story.conclusion_id)
    assert facts is not None
    first = story.final[: revision_ends(story.final)[0]]
    assert sha256(first).hexdigest() == facts.revision_1_sha256
    assert len(story.final) > len(first)
    check_unaltered(first, story.final)
    says = printed("pdfsig", "-nocert", str(keep(story, tmp_path)))
    assert "Signature Validation: Signature is Valid." in says
    assert "Total document signed" in says


def test_a_kazakh_conclusion_gives_its_letters_back_as_text(played: Played, tmp_path: Path) -> None:
    story = played("receipt", language="kk")
    text = printed("pdftotext", "-layout", str(keep(story, tmp_path)), "-")
    assert set(KAZAKH_LETTERS) <= set(text.lower())
    assert set("ҚҒҮӨӘ") <= set(text)
    running = " ".join(text.split())
    for _, answer in KAZAKH.answers:
        assert answer in running
