"""The log as files: C2SP tlog-tiles (https://c2sp.org/tlog-tiles).

A tile holds up to 256 hashes of one row of the tree: level L, number N holds the nodes of height 8·L from N·256 on.
A full tile never changes; the last one of a level is partial and is addressed by its width. Entry bundles hold the
entries themselves in the same cut. Because of that, any static file host can serve the log.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from saraptama.proof.errors import MalformedTile, MalformedTilePath
from saraptama.proof.merkle import HASH_SIZE, NodeReader, pair_up

TILE_HEIGHT: Final = 8
TILE_WIDTH: Final = 256
HIGHEST_LEVEL: Final = 5
LONGEST_ENTRY: Final = 0xFFFF

_PATH = re.compile(
    r"tile/(?P<level>[0-5]|entries)/(?P<number>(?:x[0-9]{3}/)*[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """One tile of hashes; `width` below 256 makes it partial."""

    level: int
    number: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        return f"tile/{self.level}/{_numbered(self.number, self.width)}"


@dataclass(frozen=True, slots=True, order=True)
class EntryBundle:
    """The entries under one tile of level 0."""

    number: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        return f"tile/entries/{_numbered(self.number, self.width)}"


TileReader = Callable[[Tile], bytes]
"""The bytes of a tile, `width` hashes long."""


def _numbered(number: int, width: int) -> str:
    """1234067 → x001/x234/067, with .p/<width> behind a partial one."""
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03d}")
    return "/".join(groups) + (f".p/{width}" if width < TILE_WIDTH else "")


def parse_path(path: str) -> Tile | EntryBundle:
    """The tile or bundle that a request for this path asks for."""
    match = _PATH.fullmatch(path)
    if match is None:
        raise MalformedTilePath(path=path)
    number = int(match["number"].replace("/", "").replace("x", ""))
    width = int(match["width"] or TILE_WIDTH)
    asked = EntryBundle(number, width) if match["level"] == "entries" else Tile(int(match["level"]), number, width)
    if asked.path != path:
        raise MalformedTilePath(path=path)
    return asked


def tile_at(level: int, number: int, size: int) -> Tile | None:
    """That tile as wide as a tree of `size` leaves makes it, or None when it is still empty."""
    width = min((size >> TILE_HEIGHT * level) - number * TILE_WIDTH, TILE_WIDTH)
    return Tile(level, number, width) if width > 0 else None


def changed_tiles(old_size: int, new_size: int) -> Iterator[Tile]:
    """The tiles to publish when the tree grows, lowest level first: new full ones and the new right edge."""
    for level in range(HIGHEST_LEVEL + 1):
        before, after = old_size >> TILE_HEIGHT * level, new_size >> TILE_HEIGHT * level
        if before == after:
            return
        for number in range(before // TILE_WIDTH, (after - 1) // TILE_WIDTH + 1):
            yield Tile(level, number, min(after - number * TILE_WIDTH, TILE_WIDTH))


def changed_bundles(old_size: int, new_size: int) -> Iterator[EntryBundle]:
    """The entry bundles to publish when the tree grows."""
    for tile in changed_tiles(old_size, new_size):
        if tile.level == 0:
            yield EntryBundle(tile.number, tile.width)


def grow(read: TileReader, size: int, leaf_hashes: Sequence[bytes]) -> dict[Tile, bytes]:
    """The tiles to publish after appending `leaf_hashes` to a tree of `size` leaves whose tiles `read` returns."""
    published: dict[Tile, bytes] = {}
    row = list(leaf_hashes)
    for level in range(HIGHEST_LEVEL + 1):
        start = size >> TILE_HEIGHT * level
        first = start // TILE_WIDTH
        edge = tile_at(level, first, size)
        row = [*(split_hashes(read(edge), edge) if edge else ()), *row]
        for offset in range(0, len(row), TILE_WIDTH):
            hashes = row[offset : offset + TILE_WIDTH]
            published[Tile(level, first + offset // TILE_WIDTH, len(hashes))] = b"".join(hashes)
        row = [tile_root(row[offset : offset + TILE_WIDTH]) for offset in range(0, len(row) - 255, TILE_WIDTH)]
        if not row:
            break
    return published


def split_hashes(data: bytes, tile: Tile) -> list[bytes]:
    """The hashes in a tile's bytes."""
    if len(data) != tile.width * HASH_SIZE:
        raise MalformedTile(path=tile.path)
    return [data[offset : offset + HASH_SIZE] for offset in range(0, len(data), HASH_SIZE)]


def tile_root(hashes: Sequence[bytes]) -> bytes:
    """The node over a power of two of neighbouring hashes, at most a full tile."""
    while len(hashes) > 1:
        hashes = pair_up(hashes)
    return hashes[0]


def node_reader(read: TileReader, size: int) -> NodeReader:
    """Complete subtrees out of the tiles of a tree of `size` leaves: what `merkle`'s proofs are written against."""
    kept: dict[Tile, list[bytes]] = {}

    def node(height: int, index: int) -> bytes:
        level, rest = divmod(height, TILE_HEIGHT)
        first, span = index << rest, 1 << rest
        tile = tile_at(level, first // TILE_WIDTH, size)
        if tile is None:
            raise ValueError(f"a tree of {size} leaves has no node {index} at height {height}")
        if tile not in kept:
            kept[tile] = split_hashes(read(tile), tile)
        offset = first % TILE_WIDTH
        return tile_root(kept[tile][offset : offset + span])

    return node


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Entries one after another, each behind its length in two bytes (big-endian)."""
    if any(len(entry) > LONGEST_ENTRY for entry in entries):
        raise ValueError(f"a log entry is at most {LONGEST_ENTRY} bytes long")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def decode_bundle(data: bytes, bundle: EntryBundle) -> list[bytes]:
    """The entries of a bundle; refuses one that is cut short, too long, or holds another number of them."""
    entries, offset = [], 0
    while offset < len(data):
        length = int.from_bytes(data[offset : offset + 2], "big")
        entries.append(data[offset + 2 : offset + 2 + length])
        offset += 2 + length
    if offset != len(data) or len(entries) != bundle.width:
        raise MalformedTile(path=bundle.path)
    return entries
