"""An exported chain is checked anywhere: any changed byte is found, and the link is named (features C4)."""

import copy
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from hypothesis import assume, given
from hypothesis import strategies as st

from saraptama.casework.custody.enums import CustodyAct, SealState
from saraptama.casework.custody.rules import (
    chain_file,
    check_chain,
    check_chain_file,
    day_complete,
    exported,
    latest,
    link_hash,
    parts_fit,
)
from saraptama.casework.custody.types import ChainLink
from saraptama.cli.verify import verify

START = datetime(2026, 11, 2, 4, 0, tzinfo=UTC)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
AMOUNTS = st.decimals("0.001", "1000", places=3)


def a_chain(length: int) -> list[dict[str, Any]]:
    links: list[dict[str, Any]] = []
    for seq in range(1, length + 1):
        link = ChainLink(
            object_id=UUID(int=7),
            label="O-71-2026-000001",
            seq=seq,
            act=CustodyAct.RECEIVED if seq == 1 else CustodyAct.MOVED,
            at=START + timedelta(minutes=seq),
            occurred_on=START.date(),
            recorded_at=START + timedelta(minutes=seq),
            from_holder=None,
            from_place=None,
            from_name="Сәрсенов Е.",
            to_holder=UUID(int=seq),
            to_place=None,
            to_path="",
            to_name="",
            quantity=Decimal(1),
            seal_state=SealState.INTACT,
            seal_number="П-001",
            note="",
            actor=UUID(int=seq),
            counterpart=None,
            document=None,
            previous_hash=links[-1]["hash"] if links else "",
            hash="",
        )
        plain = exported(link)
        links.append({**plain, "hash": link_hash(plain)})
    return links


def test_a_whole_chain_has_no_fault() -> None:
    assert check_chain(a_chain(5)) == []
    assert check_chain([]) == []


@given(st.integers(0, 2), st.data())
def test_flipping_any_character_of_a_link_is_found_and_the_link_is_named(place: int, data: st.DataObject) -> None:
    chain = a_chain(3)
    text = json.dumps(chain[place], ensure_ascii=False)
    at = data.draw(st.integers(0, len(text) - 1))
    flipped = text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :]
    try:
        changed = json.loads(flipped)
    except ValueError:
        return
    assume(isinstance(changed, dict) and changed != chain[place])
    chain[place] = changed
    assert place + 1 in {fault.seq for fault in check_chain(chain)}


@given(st.integers(0, 3))
def test_a_removed_link_is_found(place: int) -> None:
    chain = a_chain(5)
    del chain[place]
    assert check_chain(chain)


def test_swapped_links_are_found() -> None:
    chain = a_chain(4)
    chain[1], chain[2] = chain[2], chain[1]
    assert {fault.seq for fault in check_chain(chain)} >= {2, 3}


def test_a_link_of_another_object_is_found() -> None:
    chain = a_chain(2)
    stranger = copy.deepcopy(chain[1]) | {"object": str(UUID(int=8))}
    chain[1] = stranger | {"hash": link_hash(stranger)}
    assert [fault.seq for fault in check_chain(chain)] == [2]


A_FILE = chain_file(a_chain(4))


@given(place=st.integers(0, len(A_FILE) - 1), bit=st.integers(0, 7))
def test_one_changed_bit_anywhere_in_the_file_is_found_and_its_link_is_named(place: int, bit: int) -> None:
    changed = bytearray(A_FILE)
    changed[place] ^= 1 << bit
    _count, faults = check_chain_file(bytes(changed))
    assert faults
    link = A_FILE[:place].count(b"\n") + 1
    # A changed hash breaks its own link and the name that the next one gives it; a changed line end breaks two lines.
    assert {fault.seq for fault in faults} & {link, link + 1}


def test_the_command_names_the_link_and_needs_no_service(tmp_path: Path) -> None:
    whole, changed = tmp_path / "O-71-2026-000001.jsonl", tmp_path / "changed.jsonl"
    whole.write_bytes(A_FILE)
    changed.write_bytes(A_FILE.replace(b'"seq":3', b'"seq":8'))
    answer = CliRunner().invoke(verify, [str(whole)])
    assert (answer.exit_code, "4 links" in answer.output) == (0, True)
    refused = CliRunner().invoke(verify, [str(changed)])
    assert (refused.exit_code, "link 3" in refused.output) == (1, True)
    cut = tmp_path / "cut.jsonl"
    cut.write_bytes(A_FILE[:-40])
    assert CliRunner().invoke(verify, [str(cut), "--json"]).exit_code == 1
    cut.write_bytes(b"")
    assert CliRunner().invoke(verify, [str(cut)]).exit_code == 1


def test_the_check_needs_no_django() -> None:
    program = "import sys; from saraptama.casework.custody.rules import check_chain; print('django' in sys.modules)"
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", program], env=paths, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_lots_are_complete_with_the_last_one() -> None:
    lots = [(date(2026, 11, 10), Decimal(2)), (date(2026, 11, 3), Decimal(3))]
    assert day_complete(Decimal(5), lots) == date(2026, 11, 10)
    assert day_complete(Decimal(3), lots) == date(2026, 11, 3)
    assert day_complete(Decimal(6), lots) is None


@given(st.lists(st.tuples(DAYS, AMOUNTS), min_size=1), AMOUNTS)
def test_more_lots_never_make_it_later(lots: list[tuple[date, Decimal]], declared: Decimal) -> None:
    fewer, all_of_them = day_complete(declared, lots[:-1]), day_complete(declared, lots)
    assert fewer is None or (all_of_them is not None and all_of_them <= fewer)


@given(st.lists(st.one_of(st.none(), DAYS)))
def test_the_latest_day_waits_for_all(days: list[date | None]) -> None:
    known = latest(days)
    assert known == (max(days) if days and None not in days else None)  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("parts", "fit"), [(["4", "6"], True), (["4", "6.001"], False), (["0"], False), (["-1"], False), (["10"], True)]
)
def test_parts_never_exceed_the_whole(parts: list[str], fit: bool) -> None:
    assert parts_fit(Decimal(10), [Decimal(part) for part in parts]) is fit
