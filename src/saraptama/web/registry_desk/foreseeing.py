"""What is known of an order before it is entered: whether its kinds go together, which earlier ones it resembles."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from saraptama.casework.intake import selectors
from saraptama.casework.intake.enums import (
    CaseCategory,
    Composition,
    EarlierRelation,
    ExamKind,
    LikenessReason,
    OrderKind,
    Verdict,
)
from saraptama.casework.intake.errors import COMBINATION_SAYS
from saraptama.casework.intake.rules import check_combination
from saraptama.casework.intake.selectors import label_of
from saraptama.casework.intake.types import EarlierOrder
from saraptama.kernel.actor import ActorRef
from saraptama.web.registry_desk import words
from saraptama.web.registry_desk.forms.entry import OrderForm, half_typed
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.repeaters import Repeater
from saraptama.web.shared.tones import Tone

FITTING = {
    ExamKind.PRIMARY: (EarlierRelation.SAME_CASE, EarlierRelation.NOT_SAME),
    ExamKind.REPEATED: (EarlierRelation.FIRST, EarlierRelation.SAME_CASE, EarlierRelation.NOT_SAME),
    ExamKind.ADDITIONAL: (EarlierRelation.SUPPLEMENTED, EarlierRelation.SAME_CASE, EarlierRelation.NOT_SAME),
}
"""What an earlier order can be to one of this kind."""

CHOSEN = "earlier-"
"""Begins the name under which the form says what an earlier order is."""

_CHOICE = re.compile(CHOSEN + r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")

USUAL_SPECIALTIES = {Composition.SOLE: 1, Composition.COMMISSION: 1, Composition.COMPLEX: 2}


@dataclass(frozen=True)
class Offer:
    """An earlier order as it is offered."""

    pk: UUID
    url: str
    number: str
    cited: str
    body: str
    why: str
    chip: Chip
    relations: tuple[tuple[str, str], ...]
    chosen: str = ""


Word = TypeVar("Word", bound=StrEnum)


def word_in(words: type[Word], text: object) -> Word | None:
    """The word that was sent, if it is one of these."""
    return next((word for word in words if word.value == text), None)


def relations_for(kind: str) -> tuple[tuple[str, str], ...]:
    """What a person may say an earlier order is."""
    fitting = FITTING[word_in(ExamKind, kind) or ExamKind.PRIMARY]
    return tuple((relation.value, label_of(relation)) for relation in fitting)


def offer_of(one: EarlierOrder, kind: str, chosen: str = "") -> Offer:
    """An earlier order in words."""
    matches = one.likeness.verdict is Verdict.MATCH
    return Offer(
        pk=one.order.pk,
        url=reverse("registry_order", args=[one.order.pk]),
        number=words.number_of(one.order),
        cited=words.cited(one.order),
        body=words.body_of(one.order),
        why=", ".join(label_of(LikenessReason(reason)) for reason in one.likeness.reasons),
        chip=Chip(label_of(one.likeness.verdict), Tone.ATTENTION if matches else Tone.WAITING),
        relations=relations_for(kind),
        chosen=chosen,
    )


def foresee(actor: ActorRef, form: OrderForm, rows: Mapping[str, Repeater[Any]], data: QueryDict) -> dict[str, Any]:
    """What the half-typed form already tells: flaws of the combination, all combinations, earlier examinations."""
    typed = half_typed(form, dict(rows))
    found = selectors.earlier_than_typed(actor, typed) if typed else []
    kind = str(data.get("exam_kind", ""))
    return {
        "flaws": _flaws(data, sum(1 for row in rows["specialties"].rows if row.has_changed())),
        "combinations": combinations(str(data.get("order_kind", ""))),
        "earlier": [offer_of(one, kind, data.get(f"{CHOSEN}{one.order.pk}", "")) for one in found],
    }


def unforeseen() -> dict[str, Any]:
    """The same for a form in which nothing is typed yet."""
    return {"flaws": None, "combinations": combinations(OrderKind.RESOLUTION.value), "earlier": []}


def _flaws(data: QueryDict, specialties: int) -> list[str]:
    kind, composition = word_in(ExamKind, data.get("exam_kind")), word_in(Composition, data.get("composition"))
    basis = word_in(OrderKind, data.get("order_kind"))
    if kind is None or composition is None or basis is None:
        return []
    flaws = check_combination(
        order_kind=basis,
        exam_kind=kind,
        composition=composition,
        case_category=word_in(CaseCategory, data.get("case_category")),
        specialties=specialties or USUAL_SPECIALTIES[composition],
        names_a_first_examination=bool(data.get("first_number") or data.get("first_institute")),
    )
    return [str(COMBINATION_SAYS[flaw]) for flaw in flaws]


def combinations(basis: str) -> list[tuple[str, list[list[str]]]]:
    """Kind × composition, and for each category the reasons that stand against it: none, where it is lawful."""
    order_kind = word_in(OrderKind, basis) or OrderKind.RESOLUTION
    return [
        (
            f"{label_of(kind)}, {label_of(composition)}",
            [
                [
                    str(COMBINATION_SAYS[flaw])
                    for flaw in check_combination(
                        order_kind=order_kind,
                        exam_kind=kind,
                        composition=composition,
                        case_category=category,
                        specialties=USUAL_SPECIALTIES[composition],
                        names_a_first_examination=kind is not ExamKind.PRIMARY,
                    )
                ]
                for category in CaseCategory
            ],
        )
        for kind in ExamKind
        for composition in Composition
    ]


def chosen_in(data: QueryDict) -> dict[UUID, EarlierRelation]:
    """What the form says of earlier orders; what is left open stays open."""
    return {
        UUID(found[1]): relation
        for name, value in data.items()
        if (found := _CHOICE.fullmatch(name)) and (relation := word_in(EarlierRelation, value))
    }
