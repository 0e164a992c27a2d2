"""Bring browser assets into the tree: npm packages pinned here, trimmed to what pages use, each file hashed.

    python scripts/vendor_assets.py           rebuild static/vendor and its manifest (needs npm and fonttools)
    python scripts/vendor_assets.py --check   compare the tree with the manifest; needs nothing

Nothing is loaded from a CDN and no source map is shipped. htmx is not here: it comes with the django-htmx wheel.
"""

import argparse
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VENDOR = Path(__file__).resolve().parent.parent / "src/saraptama/web/shared/static/vendor"
MANIFEST = VENDOR / "manifest.json"


@dataclass(frozen=True)
class Package:
    """One npm package, exactly one version."""

    name: str
    version: str
    licence: str
    licence_file: str


BOOTSTRAP = Package("bootstrap", "5.3.9", "MIT", "LICENSE")
ICONS = Package("bootstrap-icons", "1.13.2", "MIT", "LICENSE")
INTER = Package("inter-ui", "4.1.1", "OFL-1.1", "LICENSE.txt")

ICON_NAMES = [
    "activity",
    "archive",
    "arrow-left",
    "arrow-left-right",
    "arrow-repeat",
    "arrow-right",
    "award",
    "bank",
    "bar-chart",
    "bell",
    "bookmark",
    "box-arrow-in-down",
    "box-arrow-in-right",
    "box-arrow-right",
    "box-seam",
    "briefcase",
    "building",
    "calendar-event",
    "calendar3",
    "camera",
    "chat-left-text",
    "check-circle-fill",
    "check2",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "chevron-expand",
    "circle",
    "circle-half",
    "clipboard-check",
    "clock",
    "clock-history",
    "dash-circle",
    "dice-5",
    "door-open",
    "download",
    "envelope",
    "exclamation-octagon-fill",
    "exclamation-triangle-fill",
    "eye",
    "eye-slash",
    "file-earmark-check",
    "file-earmark-text",
    "filetype-csv",
    "flag",
    "folder2-open",
    "funnel",
    "gear",
    "geo-alt",
    "graph-up",
    "heart-pulse",
    "hourglass-split",
    "house",
    "inbox",
    "info-circle-fill",
    "journal-check",
    "journal-text",
    "key",
    "link-45deg",
    "list",
    "lock",
    "moon",
    "mortarboard",
    "paperclip",
    "patch-check",
    "pause-circle-fill",
    "pen",
    "pencil",
    "people",
    "person",
    "person-badge",
    "person-check",
    "person-circle",
    "play-circle-fill",
    "plus-lg",
    "printer",
    "qr-code",
    "question-circle",
    "record-circle",
    "reply",
    "search",
    "send",
    "shield-check",
    "shield-lock",
    "shuffle",
    "slash-circle",
    "sliders",
    "sort-down",
    "sort-up",
    "stopwatch",
    "sun",
    "tag",
    "thermometer",
    "three-dots",
    "translate",
    "trash",
    "truck",
    "unlock",
    "upc-scan",
    "upload",
    "wrench-adjustable",
    "x-lg",
]

LETTERS = (
    set(range(0x20, 0x7F))
    | set(range(0xA0, 0x180))
    | set(range(0x400, 0x460))
    | set(map(ord, "ӘәҒғҚқҢңӨөҰұҮүҺһІі₸₽€№«»“”„‘’–—…·•≥≤≈×→↑↓←↔✓§°²³−"))
    | {0x2BC, 0x2002, 0x2003, 0x2009, 0x202F}
)
"""Latin with its extensions, Cyrillic with every Kazakh letter, and the signs that documents use."""

FEATURES = ["kern", "mark", "mkmk", "calt", "ccmp", "locl", "tnum", "case", "zero"]


def unpack(package: Package, into: Path) -> Path:
    """Fetch one package with the ordinary npm client and return its unpacked folder."""
    answer = subprocess.run(
        ["npm", "pack", f"{package.name}@{package.version}", "--json", "--pack-destination", str(into)],
        check=True,
        capture_output=True,
        text=True,
    )
    described = json.loads(answer.stdout)
    first = described[0] if isinstance(described, list) else next(iter(described.values()))
    target = into / package.name
    with tarfile.open(into / Path(first["filename"]).name) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def without_source_map(text: str) -> str:
    """The same stylesheet without its pointer to a map that we do not ship."""
    return re.sub(r"/\*# sourceMappingURL=.*?\*/\s*", "", text)


def sprite(folder: Path) -> str:
    """One SVG file of symbols, so that a page names an icon as `icons.svg#name`."""
    symbols = []
    for name in sorted(ICON_NAMES):
        source = (folder / "icons" / f"{name}.svg").read_text()
        inner = re.sub(r"^<svg[^>]*>|</svg>\s*$", "", source.strip()).strip()
        inner = re.sub(r">\s+<", "><", inner)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{inner}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def subset_font(source: Path) -> bytes:
    """The variable font cut to our letters, weights 400 to 700, with its optical sizes."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    narrowed = instancer.instantiateVariableFont(TTFont(source), {"wght": (400, 700)})
    between = io.BytesIO()
    narrowed.flavor = None
    narrowed.save(between)
    between.seek(0)
    font = TTFont(between)
    options = subset.Options()
    options.layout_features = FEATURES
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def build(folder: Path) -> dict[str, Any]:
    """Write every vendored file and describe it."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    bootstrap, icons, inter = (unpack(package, folder) for package in (BOOTSTRAP, ICONS, INTER))
    files: dict[Package, dict[str, bytes]] = {
        BOOTSTRAP: {
            "bootstrap.min.css": without_source_map((bootstrap / "dist/css/bootstrap.min.css").read_text()).encode()
        },
        ICONS: {"icons.svg": sprite(icons).encode()},
        INTER: {"inter.woff2": subset_font(inter / "variable/InterVariable.woff2")},
    }
    described = []
    for package, root in ((BOOTSTRAP, bootstrap), (ICONS, icons), (INTER, inter)):
        contents = {**files[package], f"{package.name}.LICENSE.txt": (root / package.licence_file).read_bytes()}
        for name, content in contents.items():
            (VENDOR / name).write_bytes(content)
        described.append(
            {
                "name": package.name,
                "version": package.version,
                "licence": package.licence,
                "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(contents.items())},
            }
        )
    return {"packages": described}


def differences() -> list[str]:
    """What in the tree is not what the manifest says."""
    packages = json.loads(MANIFEST.read_text())["packages"]
    listed = {name: digest for package in packages for name, digest in package["files"].items()}
    present = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.iterdir()}
    present.pop(MANIFEST.name, None)
    changed = [f"{name}: changed or missing" for name, digest in listed.items() if present.get(name) != digest]
    return changed + [f"{name}: not in the manifest" for name in sorted(present.keys() - listed.keys())]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="compare the tree with the manifest")
    if parser.parse_args().check:
        found = differences()
        sys.stdout.writelines(f"{line}\n" for line in found)
        return 1 if found else 0
    with tempfile.TemporaryDirectory() as folder:
        manifest = build(Path(folder))
    MANIFEST.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
