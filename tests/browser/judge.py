"""What is wrong with a page: for those who cannot see it, for those on a telephone, for those who read no English."""

import re
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

from saraptama.demo.cast import CAST

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

WORDS = """() => {
  const shown = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (node.data.trim() && !parent.closest("script, style, code, kbd, [lang=en]")) shown.push(node.data);
  }
  for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt], [data-draft-note]")) {
    if (element.closest("[lang=en]")) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt", "data-draft-note"]) {
      if (element.getAttribute(name)) shown.push(element.getAttribute(name));
    }
  }
  return shown;
}"""
"""Everything that a page says, read aloud or shown."""

LATIN = re.compile(r"(?<![\w./@:{-])[A-Za-z]{2,}(?![\w./@:}-])")
"""A word in Latin letters that is no part of a number, an address, a file's name, a code or a place for a value."""

WRITTEN_IN_LATIN = {
    "PDF",
    "JPEG",
    "PNG",
    "TIFF",
    "CSV",
    "DOCX",
    "XLSX",
    "JSON",
    "SHA",
    "CMS",
    "QR",
    "ID",
    "KZ",
    "RR",  # the number of a parcel (S10 of the Universal Postal Union)
    "English",
    "SHEP",
    "TOTP",
    "saraptama",
    "verify",
    *(member.login for member in CAST),
}
"""Names and formats that every language of the service writes so."""


def serious_findings(page: Page) -> list[str]:
    """What axe finds serious or critical, as `rule: element`."""
    page.evaluate(AXE)
    found: Any = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def english_left(page: Page) -> list[str]:
    """Sentences of a Kazakh or Russian page in which English was left."""
    shown: list[str] = page.evaluate(WORDS)
    return [" ".join(text.split()) for text in shown if set(LATIN.findall(text)) - WRITTEN_IN_LATIN]
