"""Finding experts by words: names with slips of the pen, specialties, units and posts in either language's forms.

The names of specialties, units and posts are reference data in memory; a word is held against them there. Names of
people are compared in the database, with the Kazakh letters written as the Russian ones that stand in for them.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Greatest, Upper

from saraptama.capacity.experts.models import Expert, SpecialtyCertificate
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.foundation.reference.types import Names
from saraptama.kernel.kazakh import ALPHABET, stems, words

KAZAKH, RUSSIAN = "ӘҒҚҢӨҰҮІҺЁ", "АГКНОУУИХЕ"
"""Letters that are often typed without their Kazakh form."""

LIKE_ENOUGH = 0.42
"""From this likeness on a name counts as meant: one slip in six letters."""

SHORTEST = 3
"""Shorter words must begin a name; they are not compared by likeness."""


def finding(rows: QuerySet[Expert], text: str, on: date) -> QuerySet[Expert]:
    """The experts of whom every word of the text says something: name, specialty, unit, post or number."""
    rows = rows.annotate(
        said_surname=plain("user__surname"), said_name=plain("user__name"), said_patronymic=plain("user__patronymic")
    )
    for token in text.lower().split():
        if any(sign.isdigit() for sign in token):
            rows = rows.filter(_numbered(token, on))
            continue
        for word in words(token):
            rows = rows.filter(_meant_by(word, on))
    return rows


def in_alphabet(rows: QuerySet[Expert]) -> QuerySet[Expert]:
    """With a key by which the Kazakh alphabet orders surnames; bytes would put Ә after Я."""
    letters = ALPHABET.upper()
    ordered = "".join(chr(0x0400 + place) for place in range(len(letters)))
    key = Func(Upper(F("user__surname")), Value(letters), Value(ordered), function="TRANSLATE")
    return rows.annotate(in_alphabet=key)


def certified(rows: QuerySet[Expert], codes: Iterable[str], on: date) -> QuerySet[Expert]:
    """Those with a certificate for one of the specialties in force on a day."""
    return rows.filter(_certified(codes, on))


def plain(field: str) -> Any:
    """A name in capitals, with Kazakh letters as they are typed without a Kazakh keyboard."""
    return Func(Upper(F(field)), Value(KAZAKH), Value(RUSSIAN), function="TRANSLATE")


def plainly(word: str) -> str:
    """The same for a word."""
    return word.upper().translate(str.maketrans(KAZAKH, RUSSIAN))


def _meant_by(word: str, on: date) -> Q:
    """A known specialty, unit or post, or the beginning of a name; a word that nothing knows may be a name misspelt."""
    known = _known_by(word, on)
    return _begins(word) | known if known else _begins(word) | _likened(word)


def _begins(word: str) -> Q:
    """A name that begins like the word or its stem."""
    said = plainly(word)
    begun = {said} | {plainly(stem) for stem in stems(word) if len(stem) > SHORTEST}
    found = Q()
    for start in begun:
        found |= Q(said_surname__startswith=start) | Q(said_name__startswith=start)
        found |= Q(said_patronymic__startswith=start)
    return found


def _likened(word: str) -> Q:
    """A name that is like the word."""
    if len(word) <= SHORTEST:
        return Q()
    said = plainly(word)
    like = Expert.objects.annotate(
        likeness=Greatest(TrigramSimilarity(plain("user__surname"), said), TrigramSimilarity(plain("user__name"), said))
    )
    return Q(pk__in=like.filter(likeness__gte=LIKE_ENOUGH).values("pk"))


def _known_by(word: str, on: date) -> Q:
    """A specialty, unit or post whose name holds the word in some form; empty when none does."""
    codes = [one.code for one in reference.specialties(on) if _says(one.name, word)]
    units: list[UUID] = [unit.id for unit in reference.units() if _says(unit.name, word) or _says(unit.city, word)]
    posts = [term.code for term in reference.terms(Dictionary.POSITION) if _says(term.label, word)]
    found = Q(unit_id__in=units) if units else Q()
    if posts:
        found |= Q(position__in=posts)
    return found | _certified(codes, on) if codes else found


def _numbered(token: str, on: date) -> Q:
    """The cipher of a specialty, or a part of a certificate's number."""
    held = SpecialtyCertificate.objects.filter(expert=OuterRef("pk"), number__icontains=token)
    return _certified([token], on) | Q(Exists(held))


def _certified(codes: Iterable[str], on: date) -> Q:
    held = SpecialtyCertificate.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        Q(suspended_from__isnull=True) | Q(suspended_from__gt=on),
        expert=OuterRef("pk"),
        specialty_code__in=list(codes),
        issued_on__lte=on,
    )
    return Q(Exists(held))


def _says(name: Names, word: str) -> bool:
    """Whether the word stands in the name in any language and any form, or begins one of its words."""
    wanted = _forms(word)[0]
    for written in (name.kk, name.ru, name.en):
        known, spelled = _forms(written)
        if not wanted.isdisjoint(known) or (len(word) > SHORTEST and any(other.startswith(word) for other in spelled)):
            return True
    return False


@lru_cache(maxsize=8192)
def _forms(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The stems of a name's words, and the words; a pure answer, kept because the same few names are asked of often."""
    spelled = tuple(words(text))
    return frozenset(stem for word in spelled for stem in stems(word)), spelled
