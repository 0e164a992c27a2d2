"""The delivered lists are complete, in three languages, and refer only to what exists."""

from collections import Counter
from typing import Any

import pytest

from saraptama.foundation.reference import delivered, tsv
from saraptama.foundation.reference.rules import faults_of_norms
from saraptama.foundation.reference.sheets import sheet_named
from saraptama.kernel.identifiers import check_bin

FILES = dict(delivered.lists())


def rows_of(name: str) -> list[dict[str, Any]]:
    lines, problems = tsv.read(sheet_named(name), FILES[name])
    assert problems == []
    return [line.values for line in lines]


@pytest.mark.parametrize("name", FILES)
def test_a_list_reads_and_writes_back_the_same_bytes(name: str) -> None:
    assert tsv.write(sheet_named(name), rows_of(name)) == FILES[name]


@pytest.mark.parametrize("name", FILES)
def test_every_row_has_its_three_languages(name: str) -> None:
    columns = [column.name for column in sheet_named(name).columns if column.name.endswith(("_kk", "_ru", "_en"))]
    texts = {column.rpartition("_")[0] for column in columns}
    assert len(columns) == 3 * len(texts) > 0
    for row in rows_of(name):
        for text in texts:
            filled = [bool(row[f"{text}_{language}"]) for language in ("kk", "ru", "en")]
            assert all(filled) or (not any(filled) and text in ("city", "letterhead"))


@pytest.mark.parametrize("name", FILES)
def test_every_row_says_where_it_comes_from(name: str) -> None:
    assert all(row["source"] for row in rows_of(name))


def test_there_are_twenty_regions() -> None:
    assert len(rows_of("regions")) == 20


def test_there_are_the_centre_and_nineteen_institutes() -> None:
    kinds = Counter(row["kind"] for row in rows_of("units"))
    assert (kinds["CENTRE"], kinds["INSTITUTE"]) == (1, 19)


def test_every_institute_has_laboratories_departments_and_a_records_office() -> None:
    below: dict[str, Counter[str]] = {}
    for row in rows_of("units"):
        below.setdefault(row["parent"], Counter())[row["kind"]] += 1
    institutes = [row["code"] for row in rows_of("units") if row["kind"] == "INSTITUTE"]
    assert all(below[code]["LABORATORY"] >= 4 and below[code]["DEPARTMENT"] >= 2 for code in institutes)


def test_the_list_of_2017_has_27_types_and_62_specialties() -> None:
    listed = [row for row in rows_of("specialties") if row["status"] == "LISTED"]
    assert Counter(bool(row["parent_code"]) for row in listed) == {False: 27, True: 62}


def test_psychiatry_and_narcology_are_provisional() -> None:
    provisional = {row["code"] for row in rows_of("specialties") if row["status"] == "PROVISIONAL"}
    assert provisional == {"PSY", "PSY.1", "PSY.2", "NAR", "NAR.1"}


def test_only_two_kazakh_names_of_the_list_are_official() -> None:
    assert {row["code"] for row in rows_of("specialties") if row["kazakh_name_official"]} == {"1", "1.1"}


def test_every_type_is_made_somewhere() -> None:
    made = {code for row in rows_of("units") for code in row["attributes"].get("examination_types", [])}
    assert made == {row["code"] for row in rows_of("specialties") if not row["parent_code"]}


def test_each_region_has_at_least_five_appointing_bodies() -> None:
    counted = Counter(row["region_code"] for row in rows_of("bodies"))
    assert {row["code"] for row in rows_of("regions")} == set(counted)
    assert min(counted.values()) >= 5


def test_all_ten_kinds_of_bodies_exist_and_are_used() -> None:
    kinds = {row["code"] for row in rows_of("body_kinds")}
    assert kinds == {f"{number:02}" for number in range(1, 11)}
    assert {row["kind_code"] for row in rows_of("bodies")} == kinds


def test_only_the_kind_others_asks_for_a_name_of_its_own() -> None:
    assert [row["code"] for row in rows_of("body_kinds") if row["free_name_required"]] == ["10"]


@pytest.mark.parametrize("name", ["bodies", "units"])
def test_synthetic_bins_are_valid_different_and_belong_to_nobody(name: str) -> None:
    bins = [row["bin"] for row in rows_of(name) if row["bin"]]
    assert len(set(bins)) == len(bins) > 0
    assert all(check_bin(number).ok and number.startswith("9999") for number in bins)


def test_the_checklist_has_the_twelve_items_of_the_code() -> None:
    assert [row["code"] for row in rows_of("checklist")] == [f"O{number}" for number in range(1, 13)]


def test_only_the_petition_is_a_confirmed_ground_of_suspension() -> None:
    assert [row["code"] for row in rows_of("suspension_reason") if row["confirmed"]] == ["S1"]


def test_every_suspension_names_a_known_document() -> None:
    documents = {row["code"] for row in rows_of("basis_document")}
    assert {row["attributes"]["basis_document"] for row in rows_of("suspension_reason")} <= documents


def test_the_norms_are_complete_and_each_value_has_a_source() -> None:
    assert [faults_of_norms(norms["values"]) for norms in delivered.norm_sets()] == [[]]


@pytest.mark.parametrize("broken", [{}, {"cap_days": {"value": 30}}, {"cap_days": {"value": -1, "source": "x"}}])
def test_incomplete_norms_are_found(broken: dict[str, Any]) -> None:
    assert "cap_days" in dict(faults_of_norms(broken))
