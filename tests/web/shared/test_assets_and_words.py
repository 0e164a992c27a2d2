"""No inline script or style, no foreign address, no untranslated word; vendored files are what they were."""

import gzip
import re
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

ROOT = Path(__file__).resolve().parents[3]
WEB = ROOT / "src" / "saraptama" / "web"
sys.path.insert(0, str(ROOT / "scripts"))

import messages  # noqa: E402 - a script, found after its folder was named
import vendor_assets  # noqa: E402 - as above

TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))
STYLES = sorted(WEB.glob("*/static/saraptama/*.css"))
INLINE = re.compile(r"<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", re.IGNORECASE)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_a_template_has_no_inline_script_or_style_and_loads_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text()
    assert not INLINE.search(text)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text)


def test_vendored_files_are_those_of_the_manifest() -> None:
    assert vendor_assets.differences() == []


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    named = {name for path in TEMPLATES for name in re.findall(r'{% icon "([a-z0-9-]+)"', path.read_text())}
    assert named <= set(vendor_assets.ICON_NAMES)


def test_only_the_token_sheet_names_colours_of_text_and_ground() -> None:
    for path in STYLES:
        if path.name not in ("tokens.css", "print.css"):
            literal = re.findall(r"--sp-[a-z-]+:\s*#", path.read_text())
            assert not literal, path.name


def test_the_font_has_every_kazakh_letter() -> None:
    assert set(map(ord, "ӘәҒғҚқҢңӨөҰұҮүҺһІі₸№")) <= vendor_assets.LETTERS
    assert (vendor_assets.VENDOR / "inter.woff2").stat().st_size < 120_000


@pytest.mark.django_db
def test_the_entrance_weighs_less_than_300_kilobytes(client: Client) -> None:
    """As it travels: sheets and scripts compressed, the font as it is. The page itself is counted uncompressed."""
    page = client.get("/").content
    assets = set(re.findall(r"""(?:href|src)="/static/([^"#]+)""", page.decode()))
    assert {"vendor/inter.woff2", "vendor/bootstrap.min.css", "saraptama/saraptama.js"} <= assets
    weight = len(page)
    for name in assets:
        content = Path(str(finders.find(name))).read_bytes()
        weight += len(content) if name.endswith(".woff2") else len(gzip.compress(content))
    assert weight < 300_000, weight


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_stored_translation_breaks_a_placeholder(language: str) -> None:
    catalog = messages.stored(language)
    assert [m.id for m in catalog if m.id and m.string and messages.wrong_placeholders(m)] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_frame_and_the_public_pages_are_translated(language: str) -> None:
    ours = ("src/saraptama/web/shared/", "src/saraptama/web/public/")
    catalog = messages.merged(language, messages.collected())
    waiting = [
        message.id
        for message in catalog
        if message.id
        and not messages.is_translated(message, language)
        and any(place.startswith(ours) for place, _line in message.locations)
    ]
    assert waiting == []


def test_strings_of_templates_are_collected_with_context_and_plural(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = tmp_path / "saraptama" / "web" / "desk" / "templates"
    templates.mkdir(parents=True)
    (templates / "a.html").write_text(
        '{% load i18n %}{% translate "Order" context "of a court" %}'
        "{% blocktranslate count n=n %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}"
    )
    monkeypatch.setattr(messages, "SOURCE", tmp_path / "saraptama")
    catalog = messages.collected()
    assert catalog.get("Order", "of a court") is not None
    assert catalog.get("%(n)s row").id == ("%(n)s row", "%(n)s rows")


def test_a_lost_placeholder_is_found() -> None:
    catalog = messages.Catalog(locale="kk")
    catalog.add("Order {number} is registered", "Қаулы тіркелді")
    assert list(messages.faults("kk", catalog)) == ["kk: placeholders differ (number): 'Order {number} is registered'"]
