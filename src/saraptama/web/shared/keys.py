"""The letter that leads to a desk after `g`. Letters stand for the key's place, whatever alphabet is switched on."""

LETTERS = {
    "registry": "r",
    "custody": "c",
    "head": "d",
    "expert": "e",
    "orderer": "o",
    "administration": "a",
}


def letter_of(desk: str) -> str:
    """The desk's letter; a desk without its own has its first one."""
    return LETTERS.get(desk, desk[:1])
