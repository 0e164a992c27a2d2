"""The tree against published vectors (RFC 6962) and against another implementation."""

import json
from pathlib import Path
from typing import Any

import pymerkle
import pytest

from saraptama.proof.merkle import (
    EMPTY_ROOT,
    MemoryTree,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "vectors" / "rfc6962.json").read_text())
LEAVES = [bytes.fromhex(entry) for entry in VECTORS["leaves"]]
TREE = MemoryTree(leaf_hash(entry) for entry in LEAVES)


def _bytes(proof: list[str]) -> list[bytes]:
    return [bytes.fromhex(part) for part in proof]


def test_leaf_hashes_are_those_of_the_rfc() -> None:
    assert [leaf_hash(entry).hex() for entry in LEAVES] == VECTORS["leaf_hashes"]
    assert EMPTY_ROOT.hex() == root_of([]).hex() == VECTORS["empty_root"]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_rfc(size: int) -> None:
    assert TREE.root(size).hex() == VECTORS["roots"][str(size)]


@pytest.mark.parametrize("case", VECTORS["inclusion"], ids=lambda case: f"{case['leaf_index']}of{case['tree_size']}")
def test_inclusion_proofs_are_those_of_the_rfc(case: dict[str, Any]) -> None:
    index, size, proof = case["leaf_index"], case["tree_size"], _bytes(case["proof"])
    assert inclusion_proof(TREE.node, index, size) == proof
    assert verify_inclusion(leaf_hash(LEAVES[index]), index, size, proof, TREE.root(size))


@pytest.mark.parametrize("case", VECTORS["consistency"], ids=lambda case: f"{case['first']}to{case['second']}")
def test_consistency_proofs_are_those_of_the_rfc(case: dict[str, Any]) -> None:
    first, second, proof = case["first"], case["second"], _bytes(case["proof"])
    assert consistency_proof(TREE.node, first, second) == proof
    assert verify_consistency(first, second, TREE.root(first), TREE.root(second), proof)


@pytest.mark.parametrize("case", VECTORS["must_fail"], ids=lambda case: case["why"])
def test_wrong_proofs_are_rejected(case: dict[str, Any]) -> None:
    proof = _bytes(case["proof"])
    if case["kind"] == "inclusion":
        leaf, size = leaf_hash(LEAVES[case["leaf_of_index"]]), case["tree_size"]
        assert not verify_inclusion(leaf, case["leaf_index"], size, proof, TREE.root(size))
    else:
        first, second = case["first"], case["second"]
        assert not verify_consistency(first, second, TREE.root(first), TREE.root(second), proof)


def test_another_implementation_finds_the_same_roots_and_proofs() -> None:
    entries = [f"entry {number}".encode() for number in range(100)]
    ours, theirs = MemoryTree(leaf_hash(entry) for entry in entries), pymerkle.InmemoryTree(algorithm="sha256")
    for size, entry in enumerate(entries, start=1):
        theirs.append_entry(entry)
        assert ours.root(size) == theirs.get_root()
    for index in range(100):
        leaf, *siblings = theirs.prove_inclusion(index + 1).path
        assert leaf == leaf_hash(entries[index])
        assert siblings == inclusion_proof(ours.node, index, 100)
