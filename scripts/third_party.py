"""Third-party notices: every runtime package of the lock and every vendored asset, with version and licence.

python scripts/third_party.py           write THIRD_PARTY.md
python scripts/third_party.py --check   fail when it differs, or when a licence is not allowed
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "runtime.txt"
VENDORED = ROOT / "src/saraptama/web/shared/static/vendor/manifest.json"
PAGE = ROOT / "THIRD_PARTY.md"
ALLOWED = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software|PostgreSQL|MPL|Mozilla|LGPL|Lesser General|Unlicense|OFL|CC0|Zlib", re.I
)
FORBIDDEN = re.compile(r"(?<!L)GPL|(?<!Lesser )General Public", re.I)


def licence_of(name: str) -> str:
    """What the package says of itself: the SPDX expression, else its classifiers, else the short field."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    if expression := said.get("License-Expression"):
        return str(expression)
    classified = [c.split(" :: ")[-1] for c in said.get_all("Classifier", []) if c.startswith("License ::")]
    return ", ".join(classified) or str(said.get("License", "")).splitlines()[0:1][0][:60]


def packages() -> Iterator[tuple[str, str, str]]:
    for line in LOCK.read_text().splitlines():
        if found := re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line):
            yield found[1], found[2], licence_of(found[1])


def page() -> str:
    rows = [f"| {name} | {version} | {licence or 'other platforms only'} |" for name, version, licence in packages()]
    assets = [
        f"| {one['name']} | {one['version']} | {one['licence']} |"
        for one in json.loads(VENDORED.read_text())["packages"]
    ]
    return "\n".join(
        [
            "# Third parties",
            "",
            "Made by `scripts/third_party.py` from the lock and the vendored assets.",
            "",
            "| package | version | licence |",
            "|---|---|---|",
            *rows,
            *assets,
            "",
        ]
    )


def not_allowed() -> list[str]:
    return [
        f"{name}: {licence}"
        for name, _, licence in packages()
        if licence and (not ALLOWED.search(licence) or FORBIDDEN.search(licence))
    ]


def main() -> int:
    if refused := not_allowed():
        sys.stderr.write("\n".join(["Licences that may not be shipped:", *refused, ""]))
        return 1
    if "--check" in sys.argv:
        if PAGE.exists() and PAGE.read_text() == page():
            return 0
        sys.stderr.write("THIRD_PARTY.md is out of date: run python scripts/third_party.py\n")
        return 1
    PAGE.write_text(page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
