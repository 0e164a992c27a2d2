"""A page with everything it loads stays under 300 kB on the wire (issue 3): also at 64 kbit/s somebody can work."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

Seat = Callable[[str], Client]

MOST_BYTES = 300_000
MOST_REQUESTS = 16
ASSET = re.compile(r'(?:href|src)="(/static/[^"#?]+)')
PACKED_ALREADY = (".woff2", ".png", ".jpg")


def weight(content: bytes, name: str = ".html") -> int:
    return len(content) if name.endswith(PACKED_ALREADY) else len(gzip.compress(content))


def loaded_by(page: str) -> set[str]:
    """Files that the page names; fonts and icons are among them, pictures of cases are not."""
    return set(ASSET.findall(page))


def content_of(address: str) -> bytes:
    found: Any = finders.find(address.removeprefix("/static/"))
    assert found, address
    return Path(found).read_bytes()


@pytest.mark.parametrize(
    ("page", "login"),
    [
        ("account_login", ""),
        ("registry_home", "aigerim"),
        ("registry_enter", "aigerim"),
        ("custody_home", "bolat"),
        ("head_home", "dana"),
        ("expert_home", "yerlan"),
        ("portal_home", "timur"),
        ("search", "aigerim"),
        ("help", "aigerim"),
    ],
)
def test_a_page_is_light(seated: Seat, client: Client, page: str, login: str) -> None:
    visitor = seated(login) if login else client
    answer = visitor.get(reverse(page))
    assert answer.status_code == 200
    assets = loaded_by(answer.content.decode())
    total = weight(answer.content) + sum(weight(content_of(address), address) for address in assets)
    assert total < MOST_BYTES, f"{page}: {total} bytes"
    assert len(assets) < MOST_REQUESTS
