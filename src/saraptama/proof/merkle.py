"""The Merkle tree of RFC 6962 (hashing unchanged in RFC 9162): roots, proofs, and their verification.

A log of n entries is a binary tree over the hashes of its entries. Whoever holds its root can be shown, with a handful
of hashes, that an entry is in it (inclusion) and that a later tree only appended to an earlier one (consistency).

Trees are addressed by complete subtrees: `node(height, index)` is the hash over the leaves
`[index << height, (index + 1) << height)`. Proofs are written against that one question, so the same code serves a
tree in memory and a tree kept in tiles.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Final

HASH_SIZE: Final = 32
EMPTY_ROOT: Final = sha256(b"").digest()

NodeReader = Callable[[int, int], bytes]
"""`node(height, index)`: the hash of a complete subtree."""


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(00 || entry), RFC 6962 section 2.1."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(01 || left || right), RFC 6962 section 2.1."""
    return sha256(b"\x01" + left + right).digest()


def pair_up(hashes: Sequence[bytes]) -> list[bytes]:
    """The parents of neighbours; a last one without a neighbour is left out."""
    return [sha256(b"\x01" + left + right).digest() for left, right in zip(hashes[::2], hashes[1::2], strict=False)]


class Frontier:
    """The right edge of a growing tree: one hash per set bit of its size, enough to append and to know the root."""

    def __init__(self, size: int = 0, nodes: Sequence[bytes] = ()) -> None:
        """Resume from what `size` and `nodes` said before (largest subtree first)."""
        heights = [height for height in reversed(range(size.bit_length())) if size >> height & 1]
        if len(heights) != len(nodes):
            raise ValueError(f"a tree of {size} leaves has {len(heights)} complete subtrees, not {len(nodes)}")
        self._size = size
        self._at_height = dict(zip(heights, nodes, strict=True))

    @property
    def size(self) -> int:
        return self._size

    @property
    def nodes(self) -> tuple[bytes, ...]:
        """The complete subtrees from left to right: the whole state."""
        return tuple(self._at_height[height] for height in sorted(self._at_height, reverse=True))

    def append(self, leaf: bytes) -> None:
        self.extend((leaf,))

    def extend(self, leaf_hashes: Iterable[bytes]) -> None:
        """Append many leaf hashes, a whole level at a time."""
        level, height = list(leaf_hashes), 0
        self._size += len(level)
        while level:
            waiting = self._at_height.pop(height, None)
            if waiting is not None:
                level.insert(0, waiting)
            if len(level) % 2:
                self._at_height[height] = level[-1]
            level, height = pair_up(level), height + 1

    def root(self) -> bytes:
        return _fold_right_edge(self.nodes)


def _fold_right_edge(nodes: Sequence[bytes]) -> bytes:
    """The root over complete subtrees given from left to right, each smaller than the one before."""
    if not nodes:
        return EMPTY_ROOT
    root = nodes[-1]
    for left in reversed(nodes[:-1]):
        root = node_hash(left, root)
    return root


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """The root of a tree over these leaf hashes."""
    frontier = Frontier()
    frontier.extend(leaf_hashes)
    return frontier.root()


class MemoryTree:
    """A whole tree in memory, for verifiers and tests."""

    def __init__(self, leaf_hashes: Iterable[bytes]) -> None:
        self._levels = [list(leaf_hashes)]
        while len(self._levels[-1]) > 1:
            self._levels.append(pair_up(self._levels[-1]))

    @property
    def size(self) -> int:
        return len(self._levels[0])

    def node(self, height: int, index: int) -> bytes:
        return self._levels[height][index]

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` leaves."""
        return root_of(self._levels[0][:size])


def range_hash(node: NodeReader, start: int, end: int) -> bytes:
    """The hash over leaves `[start, end)` where `start` begins a subtree at least that long."""
    nodes = []
    while start < end:
        height = (end - start).bit_length() - 1
        nodes.append(node(height, start >> height))
        start += 1 << height
    return _fold_right_edge(nodes)


def _split(length: int) -> int:
    """The largest power of two smaller than `length`."""
    return 1 << (length - 1).bit_length() - 1


def inclusion_proof(node: NodeReader, index: int, size: int) -> list[bytes]:
    """The hashes that lead from leaf `index` to the root of `size` leaves (RFC 9162 section 2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size} leaves")
    start, end, siblings = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            siblings.append((middle, end))
            end = middle
        else:
            siblings.append((start, middle))
            start = middle
    return [range_hash(node, *sibling) for sibling in reversed(siblings)]


def consistency_proof(node: NodeReader, first: int, second: int) -> list[bytes]:
    """The hashes that show the tree of `second` leaves to begin with that of `first` (RFC 9162 section 2.1.4.1)."""
    if not 0 <= first <= second:
        raise ValueError(f"a tree of {second} leaves does not extend one of {first}")
    if first == 0:
        return []
    start, end, parts = 0, second, []
    while end != first:
        middle = start + _split(end - start)
        if first <= middle:
            parts.append((middle, end))
            end = middle
        else:
            parts.append((start, middle))
            start = middle
    if start:
        parts.append((start, end))
    return [range_hash(node, *part) for part in reversed(parts)]


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root this proof leads to, or None when it cannot belong to that place (RFC 9162 section 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    place, last, root = index, size - 1, leaf
    for sibling in proof:
        if last == 0 or len(sibling) != HASH_SIZE:
            return None
        if place & 1 or place == last:
            root = node_hash(sibling, root)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        place, last = place >> 1, last >> 1
    return root if last == 0 else None


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Is this leaf hash at `index` of the tree of `size` leaves with this root?"""
    return root_from_inclusion(leaf, index, size, proof) == root


def verify_consistency(first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """Does the tree of `second` leaves begin with exactly the tree of `first` leaves? (RFC 9162 section 2.1.4.2)"""
    if not 0 <= first <= second or any(len(part) != HASH_SIZE for part in proof):
        return False
    if first == 0:
        return not proof and first_root == EMPTY_ROOT and (second > 0 or second_root == EMPTY_ROOT)
    if first == second:
        return not proof and first_root == second_root
    path = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    return bool(path) and _roots_from_consistency(first, second, path) == (first_root, second_root)


def _roots_from_consistency(first: int, second: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for part in path[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            old, new = node_hash(part, old), node_hash(part, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, part)
        place, last = place >> 1, last >> 1
    return (old, new) if last == 0 else None
