"""Orders from files: each file by itself, once, with a report; what is refused hinders no other and is on record."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from saraptama.casework.intake.models import Arrival, Order
from saraptama.cli.orders import orders
from saraptama.foundation.audit.models import AuditEntry
from tests.order_samples import FILES, HANDWRITING, OUTSIDER, SAMPLES, UNREADABLE, WRONG_FIELDS, WRONG_IN_LAW, changed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def django_is_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command would look for its own database; here the test's is meant."""
    monkeypatch.setattr("saraptama.cli.orders.set_up_django", lambda: None)


def run(*arguments: Any) -> Result:
    return CliRunner().invoke(orders, ["import", *(str(argument) for argument in arguments)])


def report(*arguments: Any) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(run(*arguments, "--json").output)
    return told


def written(folder: Path, name: str, content: Any) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def refused() -> list[str]:
    return [entry.details["code"] for entry in AuditEntry.objects.filter(act="orders.import.refused")]


def test_all_samples_are_taken() -> None:
    done = run(SAMPLES)
    assert done.exit_code == 0, done.output
    assert Order.objects.count() == len(FILES) == 12
    assert set(Arrival.objects.values_list("channel", flat=True)) == {"FILE"}
    assert Order.objects.filter(state="registered").count() == 11


def test_a_repeated_examination_waits_for_the_copy_of_the_first_conclusion() -> None:
    """CPC 287: a document cannot carry the copy; the sample shows what an institute then asks for."""
    told = report(SAMPLES / "12-repeated-handwriting-ru.xml")[0]
    assert (told["state"], told["taken"]) == ("deficient", True)
    assert {finding["item"] for finding in told["findings"]} == {"O12"}


def test_a_file_brought_again_is_one_order() -> None:
    first, second = report(HANDWRITING)[0], report(HANDWRITING)[0]
    assert (first["repeated"], second["repeated"]) == (False, True)
    assert first["registrations"] == second["registrations"] != {}
    assert Order.objects.count() == 1


def test_a_dry_run_writes_nothing_and_tells_the_same(tmp_path: Path) -> None:
    shutil.copy(HANDWRITING, tmp_path)
    written(tmp_path, "wrong.json", changed("institute", "I99"))
    before = AuditEntry.objects.count()
    told = report(tmp_path, "--dry-run")
    assert [one["taken"] for one in told] == [True, False]
    assert told[0]["registrations"]
    assert not Order.objects.exists()
    assert AuditEntry.objects.count() == before


def test_one_refused_file_hinders_no_other(tmp_path: Path) -> None:
    written(tmp_path, "1.json", b"{")
    shutil.copy(HANDWRITING, tmp_path / "2.json")
    written(tmp_path, "3.xml", OUTSIDER)
    (tmp_path / "notes.txt").write_text("not an order")
    done = run(tmp_path, "--language", "en")
    assert done.exit_code == 1
    assert Order.objects.count() == 1
    assert refused() == ["malformed_json", "forbidden_xml"]
    assert "[malformed_json] The document is not valid JSON: line 1, column 2." in done.output
    assert "notes.txt" not in done.output


CASES = {
    **{name: code for name, (_, code) in UNREADABLE.items()},
    **{name: code for name, (_, code) in WRONG_FIELDS.items()},
    **{name: code for name, (_, code, _) in WRONG_IN_LAW.items()},
}


@pytest.mark.parametrize("case", CASES)
def test_every_kind_of_bad_file_is_refused_by_name(tmp_path: Path, case: str) -> None:
    content = {**UNREADABLE, **WRONG_FIELDS, **WRONG_IN_LAW}[case][0]
    done = run(written(tmp_path, "bad", content), "--json")
    told = json.loads(done.output)[0]
    assert done.exit_code == 1
    assert CASES[case] in {reason["code"] for reason in told["reasons"]}
    assert len(refused()) == 1
    assert not Order.objects.exists()
    assert not Arrival.objects.exists()


def test_fifty_megabytes_are_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert report(path)[0]["reasons"][0]["code"] == "document_too_large"


def test_reasons_are_told_in_the_language_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, "bad.json", b"{")
    said = {report(path, "--language", language)[0]["reasons"][0]["detail"] for language in ("kk", "ru", "en")}
    assert len(said) == 3


def test_the_clerk_of_an_institute_takes_in_what_goes_there() -> None:
    assert run(HANDWRITING, "--as", "aigerim").exit_code == 0
    assert Order.objects.get().statuses.first().actor_id == AuditEntry.objects.latest("recorded_at").actor_id
    foreign = SAMPLES / "05-construction-ru.json"
    told = report(foreign, "--as", "aigerim")[0]
    assert [reason["code"] for reason in told["reasons"]] == ["not_permitted"]


def test_an_expert_may_not_import() -> None:
    assert [reason["code"] for reason in report(HANDWRITING, "--as", "yerlan")[0]["reasons"]] == ["not_permitted"]


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*args: Any, **kwargs: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, "locked.json", b"{}")
    monkeypatch.setattr(Path, "open", locked)
    assert report(path)[0]["reasons"][0]["code"] == "file_unreadable"


def test_an_empty_folder_is_no_success(tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 1
