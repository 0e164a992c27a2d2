"""Fictional people: Kazakh and Russian names put together by chance. Nobody is copied from any list of real persons."""

import random
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from saraptama.kernel.identifiers import check_digit

_KAZAKH_SHARE = 0.72
_LISTS = Path(__file__).parent / "data" / "names.tsv"


@dataclass(frozen=True, slots=True)
class PersonName:
    """Surname, name and patronymic as an identity document writes them."""

    surname: str
    name: str
    patronymic: str

    @property
    def full(self) -> str:
        """All three, surname first."""
        return f"{self.surname} {self.name} {self.patronymic}"


def random_name(rng: random.Random) -> PersonName:
    """Somebody who does not exist."""
    woman = rng.random() < 0.5
    return _kazakh(rng, woman) if rng.random() < _KAZAKH_SHARE else _russian(rng, woman)


@lru_cache(maxsize=4)
def stock_of_names(seed: int, size: int = 4000) -> tuple[PersonName, ...]:
    """A stock of people to draw from, always the same for a seed."""
    rng = random.Random(seed)  # noqa: S311 - fiction, not a secret
    return tuple(random_name(rng) for _ in range(size))


@lru_cache(maxsize=2)
def stock_of_iins(size: int = 4000) -> tuple[str, ...]:
    """Identification numbers of the date 99.99.99 with a right check digit: well formed, and nobody's."""
    found = []
    for serial in range(50_000, 99_999):
        digits = f"999999{serial:05d}"
        last = check_digit(digits)
        if last is not None:
            found.append(f"{digits}{last}")
        if len(found) == size:
            break
    return tuple(found)


@cache
def _names(kind: str) -> tuple[str, ...]:
    rows = (line.split("\t") for line in _LISTS.read_text(encoding="utf-8").splitlines()[1:])
    return {name: tuple(names.split()) for name, names in rows}[kind]


def _kazakh(rng: random.Random, woman: bool) -> PersonName:
    patronymic = rng.choice(_names("kazakh_man")) + ("қызы" if woman else "ұлы")
    name = rng.choice(_names("kazakh_woman" if woman else "kazakh_man"))
    return PersonName(rng.choice(_names("kazakh_surname")) + ("а" if woman else ""), name, patronymic)


def _russian(rng: random.Random, woman: bool) -> PersonName:
    patronymic = rng.choice(_names("russian_father")) + ("на" if woman else "ич")
    name = rng.choice(_names("russian_woman" if woman else "russian_man"))
    return PersonName(rng.choice(_names("russian_surname")) + ("а" if woman else ""), name, patronymic)
