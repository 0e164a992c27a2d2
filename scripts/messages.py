"""Translations: collect every string of the code and templates into the Kazakh and Russian catalogues, and judge them.

    python scripts/messages.py             bring src/saraptama/locale/{kk,ru} up to date and report what is missing
    python scripts/messages.py --check     change nothing; fail on a missing, doubtful or outdated string (the gate)
    python scripts/messages.py --missing kk  print the strings of one language that wait for a translation
    python scripts/messages.py --compile   write the .mo files that the service reads

Sources are English, so English needs no catalogue. Templates are turned into Python by Django's own `templatize` and
read by Babel. Strings that Django and the sign-in library show to people, but do not have in Kazakh, stand in
`web/shared/framework_strings.py` and are collected like ours.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "saraptama"
LOCALES = SOURCE / "locale"
LANGUAGES = ("kk", "ru")
PLURALS = {
    "kk": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}|%\((\w+)\)[sd]|%[sd]")


def sources() -> Iterator[Path]:
    """Python modules and templates of the package, without migrations."""
    for path in sorted(SOURCE.rglob("*")):
        is_template = "templates" in path.parts and path.suffix in (".html", ".txt")
        if is_template or (path.suffix == ".py" and "migrations" not in path.parts):
            yield path


def collected() -> Catalog:
    """Every marked string, with the files in which it stands."""
    catalog = Catalog(charset="utf-8")
    for path in sources():
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            text = templatize(text, origin=str(path))
        place = path.relative_to(SOURCE.parent.parent).as_posix()
        found = extract("python", io.BytesIO(text.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"})
        for _line, message, comments, context in found:
            # Line numbers would change with every edit; the file is enough to find a string.
            catalog.add(message, None, [(place, None)], auto_comments=comments, context=context)
    return catalog


def catalogue_path(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def stored(language: str) -> Catalog:
    """The catalogue of a language as it lies in the tree; an empty one if there is none."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def merged(language: str, template: Catalog) -> Catalog:
    """The collected strings with the translations there are. Nothing is guessed: a changed string is a new one."""
    old = stored(language)
    fresh = Catalog(locale=language, charset="utf-8", fuzzy=False)
    for message in template:
        if not message.id:
            continue
        known = old.get(message.id, message.context)
        translated = known.string if known and known.id == message.id else None
        fresh.add(
            message.id,
            translated,
            sorted(set(message.locations)),
            known.flags if known and translated else (),
            message.auto_comments,
            context=message.context,
        )
    return fresh


def written(language: str, catalog: Catalog) -> bytes:
    """The bytes of a catalogue's file: sorted, wrapped, without dates, so that equal content is an equal file."""
    body = io.BytesIO()
    write_po(body, catalog, width=110, sort_output=True, omit_header=True, include_lineno=False)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Project-Id-Version: saraptama\\n"\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURALS[language]}\\n"\n\n'
    )
    return header.encode() + body.getvalue()


def strings_of(message: Message) -> list[str]:
    """The translation's forms."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def is_translated(message: Message, language: str) -> bool:
    """Whether every form is there."""
    forms = strings_of(message)
    wanted = {"kk": 2, "ru": 3}[language] if message.pluralizable else 1
    return len(forms) == wanted and all(forms)


def placeholders(text: str) -> set[str]:
    """The names that code fills in."""
    return {match.group(1) or match.group(2) or match.group(0) for match in PLACEHOLDER.finditer(text)}


def wrong_placeholders(message: Message) -> set[str]:
    """Placeholders of the translation that its original does not have, and in a plain message also the reverse."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = set().union(*(placeholders(text) for text in ids))
    given = [placeholders(text) for text in strings_of(message) if text]
    extra = set().union(*(found - wanted for found in given)) if given else set()
    lacking = set() if message.pluralizable or not given else wanted - given[0]
    return extra | lacking


def faults(language: str, catalog: Catalog) -> Iterator[str]:
    """What keeps a catalogue from being complete."""
    for message in catalog:
        if not message.id:
            continue
        name = message.id if isinstance(message.id, str) else message.id[0]
        if not is_translated(message, language):
            yield f"{language}: not translated: {name!r}"
        elif message.fuzzy:
            yield f"{language}: doubtful: {name!r}"
        elif wrong := wrong_placeholders(message):
            yield f"{language}: placeholders differ ({', '.join(sorted(wrong))}): {name!r}"
        else:
            # Whatever Babel objects to stops `make setup`, which compiles the catalogues.
            yield from (f"{language}: {error}: {name!r}" for error in message.check(catalog))


def compile_catalogues() -> None:
    """Write the .mo files."""
    for language in LANGUAGES:
        path = catalogue_path(language)
        with path.open("rb") as stream:
            catalog = read_po(stream, locale=language)
        with path.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalog)


def check() -> list[str]:
    """Everything that the gate objects to."""
    template = collected()
    found = []
    for language in LANGUAGES:
        fresh = merged(language, template)
        path = catalogue_path(language)
        if not path.exists() or path.read_bytes() != written(language, fresh):
            found.append(f"{language}: the catalogue is out of date; run scripts/messages.py")
        found += faults(language, fresh)
    return found


def update() -> list[str]:
    """Rewrite the catalogues; what is still missing."""
    template = collected()
    found = []
    for language in LANGUAGES:
        fresh = merged(language, template)
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(language, fresh))
        found += faults(language, fresh)
    return found


def show(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def missing(language: str) -> Iterator[str]:
    """Strings that wait for a translation, with their context and files, for a translator."""
    for message in merged(language, collected()):
        if message.id and not is_translated(message, language):
            context = f" [{message.context}]" if message.context else ""
            yield f"{message.id!r}{context}  ({', '.join(sorted({place for place, _line in message.locations}))})"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, fail on any fault")
    parser.add_argument("--missing", choices=LANGUAGES, help="print what waits for a translation")
    parser.add_argument("--compile", action="store_true", help="write the .mo files")
    given = parser.parse_args()
    if given.missing:
        show(missing(given.missing))
        return 0
    if given.compile:
        compile_catalogues()
        return 0
    found = check() if given.check else update()
    show(found)
    return 1 if given.check and found else 0


if __name__ == "__main__":
    raise SystemExit(main())
