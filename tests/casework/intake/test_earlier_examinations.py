"""Earlier examinations of the same case or thing are offered with their reasons, and linked by a person (A7)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from saraptama.casework.intake import selectors, services
from saraptama.casework.intake.enums import EarlierRelation, ExamKind, LikenessReason, Verdict
from saraptama.casework.intake.errors import NotEarlier, RelationDoesNotFit
from saraptama.casework.intake.models import EarlierOrderLink, Order
from saraptama.casework.intake.rules.earlier import Recognisable, likeness, plain, registration_numbers_in
from saraptama.casework.intake.types import ObjectDeclared, PersonNamed
from saraptama.foundation.audit.models import AuditEntry
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted, NotVisible
from tests.casework.intake.earlier_pairs import PAIRS
from tests.factories import intake


@pytest.mark.parametrize(("new", "earlier", "verdict"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_golden_pairs(new: Recognisable, earlier: Recognisable, verdict: Verdict) -> None:
    assert likeness(new, earlier).verdict is verdict, likeness(new, earlier)


def test_the_golden_set_has_thirty_pairs_of_every_verdict() -> None:
    assert len(PAIRS) == 30
    assert {pair[3] for pair in PAIRS} == set(Verdict)


@given(st.text(max_size=30))
def test_a_number_reads_the_same_however_often_it_is_read(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("№ 71-2026-000123/1", {"71-2026-000123"}),
        ("заключение 00-2025-R-000007 от 01.02.2025, 71-2026-000123.", {"00-2025-R-000007", "71-2026-000123"}),
        ("№ 15", set()),
    ],
)
def test_a_registration_number_is_found_in_what_people_write(text: str, found: set[str]) -> None:
    assert registration_numbers_in(text) == found


def order_of(actor: ActorRef, **changes: Any) -> Order:
    given_: dict[str, Any] = {"case_no": "", "case_no_kind": None, "persons": (), "objects": (), "articles": ()}
    return intake.order(intake.receive(actor, intake.complete_order(**(given_ | changes))).order_id)


def found_by(actor: ActorRef, order: Order) -> list[UUID]:
    return [one.order.pk for one in selectors.earlier_of(actor, order)]


ERDR = {"case_no": "267199039999999", "case_no_kind": intake.CaseNoKind.ERDR}


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["7199-26-00-2а/15", "7199 26 00 2A/15", "7199.26.00.2А.15"])
def test_the_case_is_found_however_its_number_is_written(timur: ActorRef, aigerim: ActorRef, number: str) -> None:
    written = {"case_no": "7199-26-00-2а/15", "case_no_kind": intake.CaseNoKind.CIVIL_CASE}
    first = order_of(timur, **written)
    second = order_of(timur, number="2", **(written | {"case_no": number}))
    assert found_by(aigerim, second) == [first.pk]


@pytest.mark.django_db
def test_people_things_and_named_numbers_are_found_too(timur: ActorRef, aigerim: ActorRef) -> None:
    car = ObjectDeclared(kind=intake.ObjectKind.THING, name="ВАЗ-2109, кузов XTA210990Y2766389", seal_number="С-1")
    person = PersonNamed(role=intake.PersonRole.SUSPECT, full_name="Тестов Тест", iin="999999000012")
    by_thing = order_of(timur, number="1", objects=(car,))
    by_person = order_of(timur, number="2", persons=(person,), articles=("ст.190 ч.3",))
    by_name = order_of(timur, number="3", persons=(replace(person, iin=""),), articles=("ст.190",))
    named = intake.registered_order(intake.complete_order(number="4", persons=(), objects=(car,), articles=()))
    order_of(timur, number="5")
    number = selectors.registration_number_of(named.pk)
    last = order_of(
        timur,
        number="6",
        exam_kind=ExamKind.REPEATED,
        first_number=f"№ {number}/1",
        objects=(replace(car, name="Автомобиль XTA 210990 / XTA210990Y2766389", seal_number="С-2"),),
        persons=(person,),
        articles=("ст.190 ч.2",),
    )
    assert set(found_by(aigerim, last)) == {by_thing.pk, by_person.pk, by_name.pk, named.pk}
    best = selectors.earlier_of(aigerim, last)[0]
    assert best.order.pk == named.pk
    assert LikenessReason.NAMED_IN_THE_ORDER in best.likeness.reasons


@pytest.mark.django_db
def test_an_order_that_is_being_typed_finds_the_same(timur: ActorRef, aigerim: ActorRef) -> None:
    first = order_of(timur, **ERDR)
    typed = intake.complete_order(number="9", persons=(), objects=(), articles=(), **ERDR)
    assert [one.order.pk for one in selectors.earlier_than_typed(aigerim, typed)] == [first.pk]


@pytest.mark.django_db
def test_later_orders_and_those_of_others_are_not_offered(timur: ActorRef, aigerim: ActorRef) -> None:
    first, _second = order_of(timur, **ERDR), order_of(timur, number="2", **ERDR)
    assert found_by(aigerim, first) == []
    stranger = intake.clerk_of("centre.i75")
    assert found_by(stranger, order_of(timur, number="3", **ERDR)) == []


@pytest.mark.django_db
def test_every_likeness_is_answered_by_an_index(timur: ActorRef, aigerim: ActorRef) -> None:
    """Among millions no table is walked: the planner is asked without its right to walk one."""
    car = ObjectDeclared(kind=intake.ObjectKind.THING, name="кузов XTA210990Y2766389", seal_number="С-1")
    known = PersonNamed(role=intake.PersonRole.SUSPECT, full_name="Тестов Тест", iin="999999000012")
    order = order_of(timur, objects=(car,), persons=(known, replace(known, iin="")), **ERDR)
    with CaptureQueriesContext(connection) as asked:
        selectors.earlier_of(aigerim, order)
    wanted = (
        "intake_order_by_plain_case",
        "intake_person_by_iin",
        "intake_person_by_name",
        "intake_object_by_seal",
    )
    plans = []
    with connection.cursor() as cursor:
        # Without walks of any kind, an index serves only where it answers the condition itself.
        for walk in ("seqscan", "indexscan", "indexonlyscan"):
            cursor.execute(f"SET LOCAL enable_{walk} = off")
        for query in asked.captured_queries:
            sql = query["sql"] or ""  # a prepared statement is not written down
            if sql.startswith("SELECT") and " LIMIT " in sql:
                cursor.execute("EXPLAIN " + sql)
                plans.append("\n".join(row[0] for row in cursor.fetchall()))
    for index in wanted:
        assert any(index in plan for plan in plans), (index, plans)


@pytest.mark.django_db
def test_a_decision_is_kept_with_who_when_and_why(timur: ActorRef, aigerim: ActorRef) -> None:
    first = order_of(timur, **ERDR)
    second = order_of(timur, number="2", **ERDR)
    link = services.link_earlier_order(
        aigerim, order_id=second.pk, earlier_id=first.pk, relation=EarlierRelation.SAME_CASE, ground="по материалам"
    )
    assert (link.actor_id, link.ground, link.reasons[0]) == (aigerim.id, "по материалам", "SAME_CASE")
    entry = AuditEntry.objects.filter(act="intake.earlier_order_linked").latest("recorded_at")
    assert entry.actor_id == aigerim.id
    again = services.link_earlier_order(
        aigerim, order_id=second.pk, earlier_id=first.pk, relation=EarlierRelation.SAME_CASE, ground="по материалам"
    )
    assert again.pk == link.pk
    services.link_earlier_order(
        aigerim, order_id=second.pk, earlier_id=first.pk, relation=EarlierRelation.NOT_SAME, ground="другое дело"
    )
    assert [one.relation for one in selectors.decisions_of(second.pk)] == ["NOT_SAME"]
    assert EarlierOrderLink.objects.filter(order=second).count() == 2


@pytest.mark.django_db
def test_a_relation_fits_the_kind_of_the_examination(timur: ActorRef, aigerim: ActorRef) -> None:
    first = order_of(timur, **ERDR)
    kinds = {
        ExamKind.PRIMARY: set(),
        ExamKind.REPEATED: {EarlierRelation.FIRST},
        ExamKind.ADDITIONAL: {EarlierRelation.SUPPLEMENTED},
    }
    for place, (kind, fits) in enumerate(kinds.items()):
        order = order_of(timur, number=f"k{place}", exam_kind=kind, **ERDR)
        for relation in (EarlierRelation.FIRST, EarlierRelation.SUPPLEMENTED):
            if relation in fits:
                services.link_earlier_order(aigerim, order_id=order.pk, earlier_id=first.pk, relation=relation)
            else:
                with pytest.raises(RelationDoesNotFit):
                    services.link_earlier_order(aigerim, order_id=order.pk, earlier_id=first.pk, relation=relation)


@pytest.mark.django_db
def test_what_cannot_be_linked(timur: ActorRef, aigerim: ActorRef) -> None:
    first, second = order_of(timur, **ERDR), order_of(timur, number="2", **ERDR)
    same = EarlierRelation.SAME_CASE
    with pytest.raises(NotEarlier):
        services.link_earlier_order(aigerim, order_id=first.pk, earlier_id=second.pk, relation=same)
    with pytest.raises(NotEarlier):
        services.link_earlier_order(aigerim, order_id=first.pk, earlier_id=first.pk, relation=same)
    with pytest.raises(NotPermitted):
        services.link_earlier_order(timur, order_id=second.pk, earlier_id=first.pk, relation=same)
    with pytest.raises(NotVisible):
        services.link_earlier_order(
            intake.clerk_of("centre.i75"), order_id=second.pk, earlier_id=first.pk, relation=same
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        EarlierOrderLink.objects.filter(order=second).update(ground="anders")
        EarlierOrderLink.objects.create(
            order=first, earlier=first, seq=1, relation="SAME_CASE", score=0,
            occurred_on=first.received_on, actor_id=aigerim.id,
        )  # fmt: skip
