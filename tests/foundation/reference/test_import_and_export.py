"""Lists go out and come back byte for byte; a wrong line is named by its number and nothing is written."""

from io import BytesIO

import pytest
from django.utils import translation

from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.reference import selectors, services
from saraptama.foundation.reference.errors import ImportRefused, UnknownReference
from saraptama.foundation.reference.models import Term, Unit
from saraptama.foundation.reference.sheets import SHEETS
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted

pytestmark = pytest.mark.usefixtures("delivered_data")

HEADER = "code\tposition\tlabel_kk\tlabel_ru\tlabel_en\tvalid_from\tvalid_to\tattributes\tsource\tconfirmed\n"
GOOD = "SKETCH\t90\tНобай\tЭскиз\tSketch\t2026-01-01\t\t\torder 1\tyes\n"


def import_text(actor: ActorRef, name: str, text: str) -> services.ImportPreview:
    return services.import_tsv(actor, name, BytesIO(text.encode()))


def exported(name: str) -> str:
    return services.export_tsv(name).decode()


def test_every_list_comes_back_byte_for_byte(aliya: ActorRef) -> None:
    entries = AuditEntry.objects.count()
    for name in SHEETS:
        content = services.export_tsv(name)
        assert services.import_tsv(aliya, name, BytesIO(content)).is_empty
        assert services.export_tsv(name) == content
    assert AuditEntry.objects.count() == entries


def test_rows_are_added_and_changed_in_one_act(aliya: ActorRef) -> None:
    text = exported("exam_kind").replace("Первичная", "Первая") + GOOD
    done = import_text(aliya, "exam_kind", text)
    assert (done.added, done.changed, done.unchanged) == (("SKETCH",), ("PRIMARY",), 2)
    assert exported("exam_kind") == text
    entry = AuditEntry.objects.get(act="reference.list_imported")
    assert (entry.details["added"], entry.details["changed"], entry.rows.count()) == (1, 1, 2)


def test_a_preview_writes_nothing(aliya: ActorRef) -> None:
    before = exported("exam_kind")
    preview = services.preview_tsv(aliya, "exam_kind", BytesIO((before + GOOD).encode()))
    assert preview.added == ("SKETCH",)
    assert exported("exam_kind") == before


def test_rows_that_the_file_does_not_name_stay(aliya: ActorRef) -> None:
    done = import_text(aliya, "exam_kind", HEADER + GOOD)
    assert done.absent == ("ADDITIONAL", "PRIMARY", "REPEATED")
    assert len(selectors.terms("exam_kind")) == 4


def test_a_code_may_change_its_label_from_a_day_on(aliya: ActorRef) -> None:
    lines = exported("exam_kind").splitlines(keepends=True)
    first = lines[1].split("\t")
    ended = "\t".join([*first[:6], "2026-12-31", *first[7:]])
    follows = "\t".join([*first[:3], "Первая", first[4], "2027-01-01", *first[6:]])
    import_text(aliya, "exam_kind", "".join([lines[0], ended, follows, *lines[2:]]))
    versions = Term.objects.filter(dictionary="exam_kind", code="PRIMARY").order_by("valid_from")
    assert [version.label_ru for version in versions] == ["Первая", "Первичная"]


BAD_LINES = {
    "cells": "SKETCH\t90\tНобай\n",
    "empty": GOOD.replace("Нобай", ""),
    "code": GOOD.replace("SKETCH", "ЭСКИЗ"),
    "date": GOOD.replace("2026-01-01", "01.01.2026"),
    "yes_no": GOOD.replace("\tyes", "\tда"),
    "number": GOOD.replace("\t90\t", "\tninety\t"),
    "json": GOOD.replace("\t\torder", "\t{broken\torder"),
    "dates_order": GOOD.replace("2026-01-01\t\t", "2026-01-01\t2025-01-01\t"),
    "overlap": GOOD + GOOD.replace("2026-01-01", "2026-06-01"),
    "overlap_stored": GOOD.replace("SKETCH", "PRIMARY"),
    "too_long": GOOD.replace("Sketch", "S" * 401),
}


@pytest.mark.parametrize(("problem", "lines"), BAD_LINES.items(), ids=BAD_LINES)
def test_a_wrong_line_is_named_and_nothing_is_written(aliya: ActorRef, problem: str, lines: str) -> None:
    before, version = exported("exam_kind"), selectors.reference_version()
    good_first = HEADER + GOOD.replace("SKETCH", "FIRST") + lines
    with pytest.raises(ImportRefused) as refused:
        import_text(aliya, "exam_kind", good_first)
    found = refused.value.problems[0]
    assert (found.code, found.line) == (problem, 4 if problem == "overlap" else 3)
    assert f"{found.line}: " in refused.value.text() and "{" not in refused.value.text().replace("{broken", "")
    assert (exported("exam_kind"), selectors.reference_version()) == (before, version)


@pytest.mark.parametrize(
    ("problem", "content"),
    [
        ("header", b"code\tname\n"),
        ("header", b""),
        ("no_final_newline", (HEADER + GOOD).rstrip("\n").encode()),
        ("not_utf8", (HEADER + GOOD).encode("cp1251", "replace")),
    ],
)
def test_a_file_of_another_kind_is_refused(aliya: ActorRef, problem: str, content: bytes) -> None:
    with pytest.raises(ImportRefused) as refused:
        services.import_tsv(aliya, "exam_kind", BytesIO(content))
    assert [found.code for found in refused.value.problems] == [problem]


def test_all_wrong_lines_are_named_at_once(aliya: ActorRef) -> None:
    with pytest.raises(ImportRefused) as refused:
        import_text(aliya, "exam_kind", HEADER + BAD_LINES["date"] + BAD_LINES["yes_no"] + BAD_LINES["empty"])
    assert [found.line for found in refused.value.problems] == [2, 3, 4]


def test_a_file_saved_by_a_spreadsheet_is_accepted(aliya: ActorRef) -> None:
    spreadsheet = b"\xef\xbb\xbf" + (HEADER + GOOD).replace("\n", "\r\n").encode()
    assert services.import_tsv(aliya, "exam_kind", BytesIO(spreadsheet)).added == ("SKETCH",)


def test_a_unit_stands_below_one_that_exists(aliya: ActorRef) -> None:
    laboratory = next(line for line in exported("units").splitlines() if line.startswith("I71-CRIM\t"))
    header = exported("units").splitlines()[0]
    orphan = laboratory.replace("I71-CRIM\tLABORATORY\tI71\t", "I71-NEW\tLABORATORY\tI99\t").replace(".crim", ".new")
    with pytest.raises(ImportRefused) as refused:
        import_text(aliya, "units", f"{header}\n{orphan}\n")
    assert {found.code for found in refused.value.problems} == {"reference", "path"}


def test_a_new_unit_and_the_one_below_it_come_together(aliya: ActorRef) -> None:
    header = exported("units").splitlines()[0]
    institute = next(line for line in exported("units").splitlines() if line.startswith("I71\t"))
    laboratory = next(line for line in exported("units").splitlines() if line.startswith("I71-CRIM\t"))
    new = [institute.replace("I71\t", "I19\t").replace("centre.i71", "centre.i19").replace("\t71\t", "\t19\t")]
    new += [laboratory.replace("I71", "I19").replace("centre.i71", "centre.i19").replace("\t71\t", "\t19\t")]
    import_text(aliya, "units", "\n".join([header, *new]) + "\n")
    assert Unit.objects.get(code="I19-CRIM").parent == Unit.objects.get(code="I19")


def test_an_unknown_list_is_refused(aliya: ActorRef) -> None:
    with pytest.raises(UnknownReference):
        services.export_tsv("secrets")


def test_bolat_may_not_import(bolat: ActorRef) -> None:
    with pytest.raises(NotPermitted):
        import_text(bolat, "exam_kind", HEADER + GOOD)


def test_problems_speak_the_active_language(aliya: ActorRef) -> None:
    preview = services.preview_tsv(aliya, "exam_kind", BytesIO((HEADER + BAD_LINES["date"]).encode()))
    with translation.override("en"):
        assert preview.problems[0].text() == "“valid_from” is not a date like 2026-11-21: 01.01.2026"
