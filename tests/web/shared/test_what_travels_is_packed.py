"""Pages and what they load travel packed, as the limit of weight supposes; files and the interface do not change."""

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import StreamingHttpResponse
from django.test import Client, RequestFactory

from saraptama.cli.serve import collect_static
from saraptama.web.shared.compression import PackedPages

NAMED = re.compile(r"""{%\s*static\s+["']([^"'#]+)""")


@pytest.fixture
def collected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder from which a service that has just started gives out its sheets and scripts."""
    monkeypatch.setenv("SARAPTAMA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SARAPTAMA_STATIC_ROOT", str(tmp_path / "static"))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "saraptama.config.settings")
    monkeypatch.setenv("PYTHONPATH", str(settings.PACKAGE.parent))
    collect_static()
    return tmp_path / "static"


def test_sheets_and_scripts_are_packed_before_the_first_request(collected: Path) -> None:
    names = {path.relative_to(collected).as_posix() for path in collected.rglob("*.gz")}
    for stem, kind in (("vendor/bootstrap.min", "css"), ("saraptama/saraptama", "js"), ("vendor/icons", "svg")):
        assert any(re.fullmatch(rf"{stem}\.[0-9a-f]{{12}}\.{kind}\.gz", name) for name in names), (stem, names)


def test_a_started_service_names_them_by_their_content(collected: Path) -> None:
    """With every name that a template uses: one that is not there would be served by nobody."""
    templates = [path.read_text(encoding="utf-8") for path in settings.PACKAGE.rglob("templates/**/*.html")]
    used = sorted({name for text in templates for name in NAMED.findall(text)})
    assert "vendor/bootstrap.min.css" in used
    ask = (
        "import django, sys; django.setup()\n"
        "from django.templatetags.static import static\n"
        "print('\\n'.join(static(name) for name in sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask, *used], capture_output=True, text=True, check=True, env=os.environ
    )
    told = done.stdout.split()
    assert len(told) == len(used)
    for address in told:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", address), address
        assert (collected / address.removeprefix("/static/")).is_file()


@pytest.mark.django_db
def test_a_page_is_packed_for_a_browser_that_can_unpack_it(client: Client) -> None:
    plain = client.get("/track/")
    packed: Any = client.get("/track/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert len(packed.content) < len(plain.content) / 2
    assert b"</html>" in gzip.decompress(packed.content)
    assert "Content-Encoding" not in plain


@pytest.mark.django_db
def test_the_interface_for_machines_answers_as_it_was_described(client: Client) -> None:
    answer = client.get("/api/v1/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer


def test_a_file_keeps_its_length() -> None:
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    file = StreamingHttpResponse([b"<p>" * 1000], content_type="text/html", headers={"Content-Length": "3000"})
    answer = PackedPages(lambda request: file)(request)
    assert answer["Content-Length"] == "3000"
    assert "Content-Encoding" not in answer
