"""One examination from the order to the closed case, by clicks in Russian; what came out is checked offline."""

from pathlib import Path

from tests.browser.person import House
from tests.browser.service import Service, checked_offline
from tests.browser.walk import walk


def test_one_examination_from_the_order_to_the_closed_case(house: House, service: Service, tmp_path: Path) -> None:
    conclusion = walk(house, service, tmp_path, language="ru", scripts=True)
    checked = checked_offline(conclusion, service.trust(tmp_path / "trust"))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert house.complaints() == {}
