"""How soon the main pages can be read, and what they weigh: measured by Chromium on a running demonstration.

    make demo                            in one terminal
    .venv/bin/python scripts/paint.py    in another; --url for another address

Each page of `screens.py` is opened with an empty cache (nobody has been here before), then once more on a line of
64 kbit/s with what the first page left in the cache. Prints a table for benchmarks/RESULTS.md; fails when a page
weighs more than 300 kB or shows nothing for a second.
"""

import argparse
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "scripts")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django  # noqa: E402 - the path comes first
from playwright.sync_api import Page, sync_playwright  # noqa: E402 - the path comes first
from screens import SCREENS_OF_THE_README, Screen  # noqa: E402 - the same

from tests.browser.person import House, chromium  # noqa: E402 - the same

HEAVIEST_KB, LATEST_MS = 300, 1000
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 64_000 / 8, "uploadThroughput": 64_000 / 8}
FULL = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"
TRIES = 3


@dataclass(frozen=True)
class Paint:
    """One page: when something stands on the screen, what came over the line, and both once more on a slow line."""

    name: str
    first_ms: float
    kb: float
    again_kb: float
    again_ms: float


class Line:
    """The line between browser and service, with a meter."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.bytes = 0.0
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.on("Network.loadingFinished", self._count)

    def _count(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]

    def load(self, url: str, *, cached: bool, slow: bool) -> tuple[float, float]:
        """First contentful paint in milliseconds, kilobytes."""
        self.session.send("Network.setCacheDisabled", {"cacheDisabled": not cached})
        self.session.send("Network.emulateNetworkConditions", SLOW if slow else FULL)
        self.page.goto("about:blank")
        self.bytes = 0.0
        self.page.goto(url, wait_until="networkidle", timeout=120_000)
        self.page.wait_for_function(f"({FIRST_PAINT}) >= 0")
        return float(self.page.evaluate(FIRST_PAINT)), self.bytes / 1000


def measured(house: House, screen: Screen) -> Paint:
    """The page that a screen shows; the middle of a few loads with an empty cache."""
    person = house.sits(screen.login, screen.language) if screen.login else house.visitor(screen.language)
    person.page.set_viewport_size({"width": screen.size[0], "height": screen.size[1]})
    screen.go(person)
    url = person.page.url
    page = person.page.context.new_page()
    page.set_viewport_size({"width": screen.size[0], "height": screen.size[1]})
    line = Line(page)
    first = sorted(line.load(url, cached=False, slow=False) for _ in range(TRIES))[TRIES // 2]
    line.load(url, cached=True, slow=False)
    again = line.load(url, cached=True, slow=True)
    page.close()
    return Paint(screen.name, *first, again[1], again[0])


def table(paints: list[Paint]) -> str:
    """Markdown, heaviest first."""
    rows = [
        f"| {one.name} | {one.first_ms:.0f} ms | {one.kb:.0f} kB "
        f"| {one.again_kb:.0f} kB | {one.again_ms / 1000:.1f} s |"
        for one in sorted(paints, key=lambda one: -one.kb)
    ]
    head = (
        "| page | first paint, empty cache | over the line | over the line, cache filled "
        "| first paint at 64 kbit/s, cache filled |\n|---|---:|---:|---:|---:|"
    )
    return "\n".join([head, *rows])


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--url", default="http://127.0.0.1:8000", help="where the demonstration runs")
    given = arguments.parse_args()
    django.setup()  # for the words that a person looks for
    with sync_playwright() as playwright:
        house = House(chromium(playwright), given.url)
        paints = [measured(house, screen) for screen in SCREENS_OF_THE_README]
        house.close()
        house.browser.close()
    loads = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    sys.stdout.write(
        f"## First paint of the main pages — {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n\n{table(paints)}\n\n"
    )
    sys.stdout.write(f"Targets: under {LATEST_MS} ms and under {HEAVIEST_KB} kB. Load average {loads}.\n")
    return 1 if any(one.kb > HEAVIEST_KB or one.first_ms > LATEST_MS for one in paints) else 0


if __name__ == "__main__":
    sys.exit(main())
