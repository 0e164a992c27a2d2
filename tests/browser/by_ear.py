"""A page as a screen reader tells it, from Chromium's own accessibility tree, and what it could not tell."""

from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

CONTROLS = {
    "button", "link", "textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "spinbutton", "slider",
    "switch", "tab", "menuitem", "Date", "DateTime", "InputTime", "DisclosureTriangle",
}  # fmt: skip
"""What can be acted on: each must say what it is for."""

LANGUAGES = ("kk", "ru", "en")

LANDMARKS = {"banner", "main", "contentinfo"}
"""Where a reader jumps to on every page; who is signed in has a navigation too."""

ANNOUNCED = """() => [...document.querySelectorAll("[role=status], [role=alert], [aria-live]")]
  .map(e => e.innerText.replace(/\\s+/g, " ").trim()).filter(Boolean)"""

TABLES = """() => [...document.querySelectorAll("table")].filter(t => t.checkVisibility() && t.role !== "presentation")
  .flatMap(t => {
    const name = t.caption?.innerText || t.caption?.textContent || t.getAttribute("aria-label")
      || t.getAttribute("aria-labelledby");
    const found = [];
    if (!(name || "").trim()) found.push("a table without a name");
    if (!t.querySelector("th[scope], thead th")) found.push(`the table “${(name || "").trim()}” has no headings`);
    return found;
  })"""


def tree(page: Page) -> list[dict[str, Any]]:
    """Every node that is spoken."""
    session = page.context.new_cdp_session(page)
    try:
        nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    finally:
        session.detach()
    return [node for node in nodes if not node.get("ignored")]


def role_of(node: dict[str, Any]) -> str:
    return str(node.get("role", {}).get("value", ""))


def name_of(node: dict[str, Any]) -> str:
    return str(node.get("name", {}).get("value", "")).strip()


def announced(page: Page) -> list[str]:
    """What live regions say now."""
    found: list[str] = page.evaluate(ANNOUNCED)
    return found


def wrong_by_ear(page: Page) -> list[str]:
    """What a listener would not learn."""
    nodes = tree(page)
    roles = {role_of(node) for node in nodes}
    wrong = [f"no landmark “{landmark}”" for landmark in sorted(LANDMARKS - roles)]
    if page.locator("body.signed-in").count() and "navigation" not in roles:
        wrong.append("no navigation")
    wrong += [f"a {role_of(node)} without a name" for node in nodes if role_of(node) in CONTROLS and not name_of(node)]
    wrong += _title_and_heading(page, nodes)
    if page.locator("html").get_attribute("lang") not in LANGUAGES:
        wrong.append("the page does not say in which language it is")
    found: list[str] = page.evaluate(TABLES)
    return wrong + found


def _title_and_heading(page: Page, nodes: list[dict[str, Any]]) -> list[str]:
    """The title is spoken first; it and one heading of the first level say where one is."""
    wrong = [] if page.title().strip() else ["no title"]
    first = [
        name_of(node)
        for node in nodes
        if role_of(node) == "heading"
        and any(fact["name"] == "level" and fact["value"]["value"] == 1 for fact in node.get("properties", ()))
    ]
    if len(first) != 1 or not first[0]:
        wrong.append(f"{len(first)} headings of the first level: {first}")
    levels = [
        int(fact["value"]["value"])
        for node in nodes
        if role_of(node) == "heading"
        for fact in node.get("properties", ())
        if fact["name"] == "level"
    ]
    wrong += [f"a heading of level {b} follows one of {a}" for a, b in pairwise(levels) if b > a + 1]
    return wrong
