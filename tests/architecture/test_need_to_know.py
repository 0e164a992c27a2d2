"""Who may know of what (features.md Q2): role × case × way of looking, through the real selectors, services and pages.

`need_to_know.tsv` is the table. Two cases stand in it: an open one, with objects, expert and a file; and a sealed one,
for official use only, which nobody without that clearance may meet in any list, search, count or page.
"""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.custody import selectors as custody
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import Channel
from saraptama.demo.draining import drain
from saraptama.demo.played_journey import Story, play
from saraptama.foundation.accounts.enums import RoleCode, UserKind
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.services import actor_for_login, assign_role, create_user, delegate
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.services import open_file, store
from saraptama.foundation.reference import selectors as reference
from saraptama.journey import register_order
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM, ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.kernel.rights import Confidentiality
from saraptama.web.search.finding import groups_of
from saraptama.web.search.understanding import readings
from tests.factories.intake import complete_order

TABLE = Path(__file__).with_name("need_to_know.tsv")
CLEARED = [Confidentiality.OPEN, Confidentiality.MEDICAL, Confidentiality.OFFICIAL_USE]

STAFF: dict[str, tuple[RoleCode, str, list[Confidentiality] | None]] = {
    "cleared": (RoleCode.CLERK, "I71", CLEARED),
    "clerk75": (RoleCode.CLERK, "I75", None),
    "head75": (RoleCode.HEAD, "I75", None),
    "admin71": (RoleCode.ADMINISTRATOR, "I71", None),
    "auditor71": (RoleCode.AUDITOR, "I71", CLEARED),
}
"""People of the table who are not of the cast: login, role, unit, clearance."""


@dataclass
class Case:
    """What there is to know of a case."""

    order_id: UUID
    number: str
    examination_id: UUID
    file_id: UUID
    objects: list[UUID] = field(default_factory=list)


@pytest.fixture
def cases(transactional_db: None) -> dict[str, Case]:
    """The open case and the sealed one."""
    for login, (role, unit, levels) in STAFF.items():
        unit_id = reference.unit_by_code(unit).id
        user = create_user(SYSTEM, login=login, surname=login, kind=UserKind.STAFF, home_unit_id=unit_id)
        assign_role(SYSTEM, user_id=user.id, role=role, unit_id=unit_id, confidentiality=levels, ground="order 1")
    deputy, day = User.objects.get(login="clerk75"), clock.today()
    delegate(
        actor_for_login("dana"),
        to_user_id=deputy.id,
        role=RoleCode.HEAD,
        valid_from=day,
        valid_to=day,
        ground="order 2",
    )
    return {"open": _open_case(), "sealed": _sealed_case()}


def _open_case() -> Case:
    story = Story(drain=drain)
    for _ in play(story, until="production"):
        pass
    objects = [thing.id for thing in custody.objects_of_order(story.actor("bolat"), story.order_id)]
    return _case(story.order_id, story.examination_id, "nurlan", objects)


def _sealed_case() -> Case:
    sealed = replace(complete_order(number="77/s"), confidentiality=Confidentiality.OFFICIAL_USE)
    cleared = actor_for_login("cleared")
    received = register_order.receive(cleared, submission=sealed, channel=Channel.PAPER, request_key="sealed")
    register_order.check(cleared, order_id=received.order_id)
    register_order.register(cleared, order_id=received.order_id)
    drain()
    opened = examinations.of_order(cleared, received.order_id)
    return _case(received.order_id, opened[0].id, "cleared", [])


def _case(order_id: UUID, examination_id: UUID, seen_by: str, objects: list[UUID]) -> Case:
    examination = examinations.examination_for(actor_for_login(seen_by), examination_id)
    file = store(
        SYSTEM,
        name="paper.txt",
        media_type="text/plain",
        case_id=order_id,
        kind=FileKind.ATTACHMENT,
        data=b"known to few",
        scope=examination.scope,
    )
    return Case(order_id, intake.registration_number_of(order_id), examination_id, file.id, objects)


def _passes(look: Callable[[], Any]) -> bool:
    try:
        return bool(look())
    except Refusal:
        return False


LOOKS: dict[str, Callable[[ActorRef, Case], Any]] = {
    "order in the list": lambda actor, case: intake.visible_orders(actor).filter(pk=case.order_id).exists(),
    "order by its number": lambda actor, case: case.order_id in {o.pk for o in intake.find(actor, case.number)},
    "order opened": lambda actor, case: intake.order_card(actor, case.order_id),
    "examination in the list": lambda actor, case: examinations.of_order(actor, case.order_id),
    "examination counted": lambda actor, case: examinations.visible_to(actor).with_number(case.number).count(),
    "examination opened": lambda actor, case: examinations.examination_for(actor, case.examination_id),
    "objects in the list": lambda actor, case: custody.objects_of_order(actor, case.order_id).exists(),
    "found by the search box": lambda actor, case: any(
        group.hits for group in groups_of(actor, readings(case.number)) if group.key != "people"
    ),
    "file by its id": lambda actor, case: open_file(actor, case.file_id),
}
PAGES: dict[str, Callable[[Case], str]] = {
    "page of the examination": lambda case: reverse("examination", args=[case.examination_id]),
    "file of the examination": lambda case: reverse("examination_file", args=[case.examination_id, case.file_id]),
    "page of the order": lambda case: reverse("registry_order", args=[case.order_id]),
    "page of its acts": lambda case: reverse("admin_case", args=[case.order_id]),
}


@contextmanager
def sitting(login: str) -> Iterator[Client]:
    """A browser of somebody who showed both factors."""
    client = Client()
    client.force_login(User.objects.get(login=login), backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_set_up_here"] = True
    session.save()
    yield client


def rows() -> list[dict[str, str]]:
    """The table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def found(row: dict[str, str], case: Case) -> str:
    """Whether the person of the row meets the case in this way."""
    if row["way"] in PAGES:
        with sitting(row["who"]) as client:
            return "yes" if client.get(PAGES[row["way"]](case)).status_code == 200 else "no"
    actor = actor_for_login(row["who"])
    return "yes" if _passes(lambda: LOOKS[row["way"]](actor, case)) else "no"


def test_the_table_asks_everybody_everything() -> None:
    asked = {(row["who"], row["case"], row["way"]) for row in rows()}
    people, ways = {row["who"] for row in rows()}, {*LOOKS, *PAGES}
    assert len(asked) == len(rows()) >= 200
    assert asked == {(who, case, way) for who in people for case in ("open", "sealed") for way in ways}


def test_everybody_knows_what_the_table_says_and_nothing_else(cases: dict[str, Case]) -> None:
    wrong = [
        f"{row['who']} {row['case']} {row['way']}: {answer}"
        for row in rows()
        if (answer := found(row, cases[row["case"]])) != row["may"]
    ]
    assert wrong == []


def test_a_deputy_sees_what_the_holder_sees_and_only_while_acting_for_the_holder(cases: dict[str, Case]) -> None:
    from saraptama.foundation.accounts.services import actor_for

    deputy, dana = User.objects.get(login="clerk75"), User.objects.get(login="dana")
    own, acting = actor_for(deputy), actor_for(deputy, acting_for=dana.pk)
    assert not examinations.of_order(own, cases["open"].order_id)
    assert examinations.of_order(acting, cases["open"].order_id)
    assert not examinations.of_order(acting, cases["sealed"].order_id)
