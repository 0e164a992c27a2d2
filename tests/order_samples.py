"""The sample orders, and what is wrong with wrong ones."""

import json
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "orders"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".json", ".xml"))

HANDWRITING = SAMPLES / "01-handwriting-ru.json"
"""An order of the cast's investigator to the cast's institute."""
NARCOTICS = SAMPLES / "06-narcotics-ru.xml"


def handwriting() -> dict[str, Any]:
    """The investigator's order as data, fresh each time."""
    order: dict[str, Any] = json.loads(HANDWRITING.read_text())
    return order


def changed(path: str, value: Any) -> dict[str, Any]:
    """The investigator's order with one field changed; rows by their number from 0."""
    order = handwriting()
    *way, last = path.split(".")
    part: Any = order
    for step in way:
        part = part[int(step)] if isinstance(part, list) else part[step]
    part[last] = value
    return order


def laughs() -> bytes:
    """A billion laughs in nine lines, also in an attribute, where entities are expanded first of all."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    return f'<!DOCTYPE order [{entities}]><order kind="&a9;">&a9;</order>'.encode()


OUTSIDER = b'<!DOCTYPE order [<!ENTITY x SYSTEM "file:///etc/passwd">]><order><number>&x;</number></order>'

TEXT = HANDWRITING.read_text()

UNREADABLE: dict[str, tuple[bytes, str]] = {
    "nothing": (b" \n", "empty_document"),
    "torn JSON": (TEXT[: len(TEXT) // 2].encode(), "malformed_json"),
    "a list": (b"[1, 2]", "unknown_format"),
    "a picture": (b"\x89PNG\r\n", "wrong_encoding"),
    "UTF-16": (TEXT.encode("utf-16"), "wrong_encoding"),
    "Windows-1251": (TEXT.encode("cp1251", "replace"), "wrong_encoding"),
    "a zero byte": (TEXT.encode() + b"\x00", "wrong_encoding"),
    "a field twice": (TEXT.replace('"number": "118",', '"number": "118", "number": "119",').encode(), "repeated_field"),
    "deep JSON": (b'{"a":' * 200_000, "malformed_json"),
    "not a number": (b'{"quantity": NaN}', "number_not_possible"),
    "a number of 5000 digits": (b'{"quantity": ' + b"1" * 5000 + b"}", "number_not_possible"),
    "torn XML": (NARCOTICS.read_text()[:900].encode(), "malformed_xml"),
    "deep XML": (b"<a>" * 100_000, "malformed_xml"),
    "an external entity": (OUTSIDER, "forbidden_xml"),
    "a billion laughs": (laughs(), "forbidden_xml"),
    "a document type": (b"<!DOCTYPE order><order/>", "forbidden_xml"),
    "another namespace": (NARCOTICS.read_bytes().replace(b"urn:saraptama:order:1", b"urn:other"), "against_schema"),
    "a foreign attribute": (NARCOTICS.read_bytes().replace(b"<number>", b'<number lang="ru">', 1), "against_schema"),
}
"""What cannot be read at all, and the code of the refusal."""

WRONG_FIELDS: dict[str, tuple[dict[str, Any], str]] = {
    "no questions": (changed("questions", []), "field_wrong"),
    "an unknown field": (changed("plott", "…"), "field_unknown"),
    "a missing field": ({k: v for k, v in handwriting().items() if k != "number"}, "field_missing"),
    "an unknown kind": (changed("kind", "LETTER"), "field_wrong"),
    "a day of thirty-one in November": (changed("ordered_on", "2026-11-31"), "field_wrong"),
    "seconds since 1970": (changed("ordered_on", 1731715200), "field_wrong"),
    "a day with hours": (changed("ordered_on", "2026-11-16T10:00:00"), "field_wrong"),
    "no quantity": (changed("objects.0.quantity", "0"), "field_wrong"),
    "an infinite quantity": (changed("objects.0.quantity", "Infinity"), "field_wrong"),
    "half of a surrogate": (changed("number", "\ud800"), "field_wrong"),
    "Arabic digits": (changed("persons.0.iin", "٩٩٩٩٩٩٠٠٠٣٠٣"), "field_wrong"),
    "a question to nobody": (changed("questions.0.specialty", "17.1"), "question_to_no_specialty"),
}
"""What can be read and is not an order, and the code of the refusal."""

SPECIALTIES = "examination.specialties"

WRONG_IN_LAW: dict[str, tuple[dict[str, Any], str, str]] = {
    "tomorrow": (changed("ordered_on", "2099-01-01"), "order_from_the_future", "ordered_on"),
    "an unknown specialty": (changed(SPECIALTIES, ["99.9"]), "unknown_specialty", f"{SPECIALTIES}.1"),
    "a type": (changed(SPECIALTIES, ["1"]), "specialty_is_a_type", f"{SPECIALTIES}.1"),
    "an unknown institute": (changed("institute", "I99"), "unknown_institute", "institute"),
    "an unknown body": (changed("appointing.body", "99-99-9"), "unknown_body", "appointing.body"),
    "a zero character": (changed("place", "г.\x00Астана"), "text_not_storable", "place"),
    "a wrong ERDR number": (changed("case.number", "123"), "wrong_case_number", "case.number"),
    "a wrong IIN": (changed("persons.0.iin", "999999000304"), "wrong_iin", "persons.1.iin"),
    "an exception without its name": (changed("consent", "EXCEPTED"), "wrong_consent_exception", "consent_exception"),
    "a first examination of a primary one": (
        changed("examination.first", {"number": "71-2025-000001", "reason": "…"}),
        "combination_refused",
        "examination.kind",
    ),
}
"""An order by its form, refused by the reference data or the law: the code, and the place in the document."""
