"""Every tree up to 64 leaves: every true proof is accepted, every proof with one node tampered is rejected."""

from saraptama.proof.merkle import (
    HASH_SIZE,
    MemoryTree,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)

LARGEST = 64
TREE = MemoryTree(leaf_hash(bytes([number])) for number in range(LARGEST))
ROOTS = [TREE.root(size) for size in range(LARGEST + 1)]
OTHER = bytes(HASH_SIZE)


def _tampered(proof: list[bytes]) -> list[list[bytes]]:
    return [[*proof[:place], OTHER, *proof[place + 1 :]] for place in range(len(proof))]


def test_inclusion_in_every_small_tree() -> None:
    rejected = 0
    for size in range(1, LARGEST + 1):
        for index in range(size):
            leaf, proof = TREE.node(0, index), inclusion_proof(TREE.node, index, size)
            assert verify_inclusion(leaf, index, size, proof, ROOTS[size])
            assert not verify_inclusion(OTHER, index, size, proof, ROOTS[size])
            for wrong in _tampered(proof):
                assert not verify_inclusion(leaf, index, size, wrong, ROOTS[size])
                rejected += 1
    assert rejected == 11_376


def test_consistency_of_every_pair_of_small_trees() -> None:
    rejected = 0
    for second in range(1, LARGEST + 1):
        for first in range(1, second + 1):
            proof = consistency_proof(TREE.node, first, second)
            assert verify_consistency(first, second, ROOTS[first], ROOTS[second], proof)
            assert not verify_consistency(first, second, OTHER, ROOTS[second], proof)
            assert not verify_consistency(first, second, ROOTS[first], OTHER, proof)
            for wrong in _tampered(proof):
                assert not verify_consistency(first, second, ROOTS[first], ROOTS[second], wrong)
                rejected += 1
    assert rejected == 11_055


def test_no_proof_fits_another_place() -> None:
    for size in range(2, 20):
        for index in range(size):
            proof = inclusion_proof(TREE.node, index, size)
            for other in range(size):
                fits = verify_inclusion(TREE.node(0, index), other, size, proof, ROOTS[size])
                assert fits == (other == index)


def test_an_empty_tree_begins_every_tree() -> None:
    assert consistency_proof(TREE.node, 0, 5) == []
    assert verify_consistency(0, 5, ROOTS[0], ROOTS[5], [])
    assert not verify_consistency(0, 5, ROOTS[1], ROOTS[5], [])
    assert not verify_consistency(0, 5, ROOTS[0], ROOTS[5], [OTHER])
