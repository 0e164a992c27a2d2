"""A code has one meaning on each day; changing it begins a new version and never rewrites the old one."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from saraptama.foundation.audit.models import AuditEntry, AuditRow
from saraptama.foundation.reference import selectors, services
from saraptama.foundation.reference.errors import (
    NotInForce,
    RecordNotAccepted,
    TermDatesWrong,
    TermExists,
    UnknownReference,
)
from saraptama.foundation.reference.middleware import HoldReference
from saraptama.foundation.reference.models import Term
from saraptama.foundation.reference.types import Names
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted

pytestmark = pytest.mark.django_db

RENAMED = Names("Өзге", "Иная", "Different")
SPRING = date(2026, 3, 1)


@pytest.fixture
def exhumation(aliya: ActorRef) -> None:
    """A place of examination that Aliya entered, in force from 2020."""
    services.add_term(
        aliya,
        dictionary="examination_place",
        code="GRAVE",
        label=Names("Қабір басында", "У места захоронения", "At the grave"),
        valid_from=date(2020, 1, 1),
        source="tests",
    )


def test_a_replaced_term_keeps_its_old_label_for_old_days(exhumation: None, aliya: ActorRef) -> None:
    services.replace_term(
        aliya, dictionary="examination_place", code="GRAVE", from_day=SPRING, label=RENAMED, source="order 2"
    )
    assert selectors.label("examination_place", "GRAVE", "ru", on=date(2026, 2, 28)) == "У места захоронения"
    assert selectors.label("examination_place", "GRAVE", "ru", on=SPRING) == "Иная"


def test_a_replacement_is_one_act_over_both_versions(exhumation: None, aliya: ActorRef) -> None:
    services.replace_term(
        aliya, dictionary="examination_place", code="GRAVE", from_day=SPRING, label=RENAMED, source="order 2"
    )
    entry = AuditEntry.objects.get(act="reference.term_replaced")
    assert entry.details == {"dictionary": "examination_place", "code": "GRAVE"}
    assert sorted(AuditRow.objects.filter(entry=entry).values_list("version", flat=True)) == [1, 2]


def test_a_closed_term_leaves_the_lists_and_keeps_its_label(exhumation: None, aliya: ActorRef) -> None:
    services.close_term(aliya, dictionary="examination_place", code="GRAVE", last_day=SPRING, source="order 3")
    assert [term.code for term in selectors.terms("examination_place", on=SPRING)] == ["GRAVE"]
    assert selectors.terms("examination_place", on=date(2026, 3, 2)) == []
    assert selectors.label("examination_place", "GRAVE", "en") == "At the grave"
    with pytest.raises(NotInForce):
        selectors.term("examination_place", "GRAVE", on=date(2026, 3, 2))


def test_the_same_code_cannot_begin_twice(exhumation: None, aliya: ActorRef) -> None:
    with pytest.raises(TermExists):
        services.add_term(aliya, dictionary="examination_place", code="GRAVE", label=RENAMED, source="again")


def test_the_database_itself_refuses_overlapping_versions(exhumation: None) -> None:
    copy = Term.objects.get()
    copy.pk, copy.valid_from = None, SPRING
    with pytest.raises(IntegrityError, match="do_not_overlap"), transaction.atomic():
        Term.objects.bulk_create([Term(**{f.name: getattr(copy, f.name) for f in Term._meta.fields if f.name != "id"})])


def test_a_version_cannot_begin_before_the_one_it_replaces(exhumation: None, aliya: ActorRef) -> None:
    with pytest.raises(TermDatesWrong):
        services.replace_term(
            aliya,
            dictionary="examination_place",
            code="GRAVE",
            from_day=date(2020, 1, 1),
            label=RENAMED,
            source="order 2",
        )


def test_a_label_missing_in_one_language_is_refused(aliya: ActorRef) -> None:
    with pytest.raises(RecordNotAccepted):
        services.add_term(aliya, dictionary="packaging", code="JAR", label=Names("", "Банка", "Jar"), source="tests")
    assert not Term.objects.exists()


def test_a_term_without_a_source_is_refused(aliya: ActorRef) -> None:
    with pytest.raises(RecordNotAccepted):
        services.add_term(aliya, dictionary="packaging", code="JAR", label=Names("Банка", "Банка", "Jar"), source="")


def test_an_unknown_dictionary_is_refused(aliya: ActorRef) -> None:
    with pytest.raises(UnknownReference):
        services.add_term(aliya, dictionary="moods", code="SAD", label=RENAMED, source="tests")


def test_bolat_may_not_edit(exhumation: None, bolat: ActorRef) -> None:
    with pytest.raises(NotPermitted):
        services.close_term(bolat, dictionary="examination_place", code="GRAVE", last_day=SPRING, source="order 3")
    assert Term.objects.get().valid_to is None


def test_labels_follow_the_active_language(exhumation: None) -> None:
    labels = []
    for language in ("kk", "ru", "en", "de"):
        with translation.override(language):
            labels.append(selectors.label("examination_place", "GRAVE"))
    assert labels == ["Қабір басында", "У места захоронения", "At the grave", "У места захоронения"]


def test_an_undone_change_is_not_remembered(exhumation: None, aliya: ActorRef) -> None:
    try:
        with transaction.atomic():
            services.replace_term(
                aliya, dictionary="examination_place", code="GRAVE", from_day=SPRING, label=RENAMED, source="order 2"
            )
            assert selectors.label("examination_place", "GRAVE", "en", on=SPRING) == "Different"
            raise InterruptedError
    except InterruptedError:
        pass
    assert selectors.label("examination_place", "GRAVE", "en", on=SPRING) == "At the grave"


def test_a_held_request_sees_its_own_changes(exhumation: None, aliya: ActorRef) -> None:
    with selectors.held():
        services.replace_term(
            aliya, dictionary="examination_place", code="GRAVE", from_day=SPRING, label=RENAMED, source="order 2"
        )
        assert selectors.label("examination_place", "GRAVE", "en", on=SPRING) == "Different"


def test_a_held_request_asks_the_database_once(exhumation: None, django_assert_num_queries: object) -> None:
    with selectors.held(), django_assert_num_queries(0):  # type: ignore[operator]
        for _ in range(100):
            selectors.label("examination_place", "GRAVE")


def test_the_middleware_holds_one_state_for_the_whole_request(
    exhumation: None, rf: RequestFactory, django_assert_num_queries: object
) -> None:
    def page(request: HttpRequest) -> HttpResponse:
        with django_assert_num_queries(0):  # type: ignore[operator]
            return HttpResponse(selectors.label("examination_place", "GRAVE", "en"))

    assert HoldReference(page)(rf.get("/")).content == b"At the grave"
