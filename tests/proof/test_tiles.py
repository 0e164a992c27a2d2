"""The log as tiles (C2SP tlog-tiles): addresses, growth, proofs out of tiles, entry bundles."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraptama.proof.errors import MalformedTile, MalformedTilePath
from saraptama.proof.merkle import HASH_SIZE, MemoryTree, consistency_proof, inclusion_proof
from saraptama.proof.tiles import (
    EntryBundle,
    Tile,
    changed_bundles,
    changed_tiles,
    decode_bundle,
    encode_bundle,
    grow,
    node_reader,
    parse_path,
)

SIZES = st.integers(0, 70_000)


def _leaves(count: int) -> list[bytes]:
    return [sha256(number.to_bytes(4, "big")).digest() for number in range(count)]


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        (Tile(0, 1234067), "tile/0/x001/x234/067"),
        (Tile(0, 0), "tile/0/000"),
        (Tile(0, 273, 112), "tile/0/273.p/112"),
        (Tile(1, 1, 17), "tile/1/001.p/17"),
        (Tile(2, 0, 1), "tile/2/000.p/1"),
        (EntryBundle(1234067), "tile/entries/x001/x234/067"),
        (EntryBundle(273, 112), "tile/entries/273.p/112"),
    ],
)
def test_paths_are_those_of_the_specification(asked: Tile | EntryBundle, path: str) -> None:
    assert asked.path == path
    assert parse_path(path) == asked


@pytest.mark.parametrize(
    "path",
    [
        "tile/6/000",
        "tile/00/000",
        "tile/8/0/000",
        "tile/0/0",
        "tile/0/x000/067",
        "tile/0/001/067",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/012",
        "tile/0/000/../001",
        "tile/entries/x1/067",
        "checkpoint",
    ],
)
def test_other_spellings_are_refused(path: str) -> None:
    with pytest.raises(MalformedTilePath):
        parse_path(path)


def test_a_tree_of_seventy_thousand_has_the_tiles_of_the_specification() -> None:
    """The example of tlog-tiles: 273 full tiles and a partial one of 112, then 1 full and 17, then 1."""
    paths = [tile.path for tile in changed_tiles(0, 70_000)]
    assert len(paths) == 274 + 2 + 1
    assert paths[272:] == ["tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"]
    assert [bundle.path for bundle in changed_bundles(69_999, 70_000)] == ["tile/entries/273.p/112"]


@given(SIZES, SIZES)
def test_growing_publishes_exactly_the_tiles_that_changed(one: int, other: int) -> None:
    old, new = min(one, other), max(one, other)
    before = {(tile.level, tile.number): tile.width for tile in changed_tiles(0, old)}
    after = {(tile.level, tile.number): tile.width for tile in changed_tiles(0, new)}
    changed = {place for place, width in after.items() if before.get(place) != width}
    assert {(tile.level, tile.number) for tile in changed_tiles(old, new)} == changed


class _Published:
    """A static host: tiles by path."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.size = 0

    def append(self, leaves: list[bytes]) -> None:
        fresh = grow(self.read, self.size, leaves)
        assert sorted(fresh) == sorted(changed_tiles(self.size, self.size + len(leaves)))
        self.files |= {tile.path: data for tile, data in fresh.items()}
        self.size += len(leaves)

    def read(self, tile: Tile) -> bytes:
        return self.files[tile.path]


def test_proofs_out_of_tiles_are_those_out_of_memory() -> None:
    leaves = _leaves(66_000)
    tree, host = MemoryTree(leaves), _Published()
    for start, end in ((0, 1), (1, 255), (255, 256), (256, 700), (700, 65_535), (65_535, 65_536), (65_536, 66_000)):
        host.append(leaves[start:end])
    node = node_reader(host.read, host.size)
    for index in (0, 1, 255, 256, 699, 32_768, 65_535, 65_536, 65_999):
        assert inclusion_proof(node, index, host.size) == inclusion_proof(tree.node, index, host.size)
    for first in (1, 2, 255, 256, 257, 700, 65_535, 65_536, 65_537, 66_000):
        assert consistency_proof(node, first, host.size) == consistency_proof(tree.node, first, host.size)


def test_a_tile_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(MalformedTile, match=r"tile/0/000\.p/2"):
        grow(lambda tile: bytes(HASH_SIZE), 2, _leaves(1))
    with pytest.raises(ValueError, match="no node"):
        node_reader(lambda tile: b"", 0)(0, 0)


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_bundles_come_back_as_they_went(entries: list[bytes]) -> None:
    assert decode_bundle(encode_bundle(entries), EntryBundle(0, len(entries))) == entries


def test_damaged_bundles_are_refused() -> None:
    bundle = encode_bundle([b"one", b"two"])
    for damaged, width in ((bundle[:-1], 2), (bundle + b"\x00", 2), (bundle, 3)):
        with pytest.raises(MalformedTile):
            decode_bundle(damaged, EntryBundle(0, width))
    with pytest.raises(ValueError, match="65535"):
        encode_bundle([bytes(65_536)])
