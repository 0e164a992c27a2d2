"""Every form works without JavaScript: the same walk, in Kazakh, in browsers that run no script."""

from pathlib import Path

from tests.browser.person import House
from tests.browser.service import Service
from tests.browser.walk import walk


def test_the_whole_journey_needs_no_script(house: House, service: Service, tmp_path: Path) -> None:
    conclusion = walk(house, service, tmp_path, language="kk", scripts=False)
    assert conclusion.read_bytes().startswith(b"%PDF-")
