"""Somebody with the database's password changes a byte; `log verify --rows` names it."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction

from saraptama.foundation.accounts.models import User
from saraptama.foundation.audit.integrator import catch_up
from saraptama.foundation.audit.models import AuditEntry, AuditRow, Checkpoint, LogLeaf, LogTile
from saraptama.foundation.audit.services import record
from saraptama.foundation.audit.verification import verify_log
from saraptama.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


@transaction.atomic
def somebody_is_registered(login: str) -> User:
    user = User.objects.create_user(login, None, surname="Сынақов", kind="STAFF")
    record(SYSTEM, act="test.registered", subject=user, wrote=[user], details={"login": login})
    return user


def flipped(column: str, byte: int = 0) -> str:
    """SQL for a column with one of its bytes turned over."""
    return f"{column} = set_byte({column}, {byte}, 255 - get_byte({column}, {byte}))"


def with_triggers_off(statement: str, *params: object) -> None:
    """What an intruder with the owner's rights can do."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, params)
        assert cursor.rowcount == 1


@pytest.fixture
def before() -> int:
    """How many leaves the log has from loading the database."""
    return LogLeaf.objects.count()


@pytest.fixture
def three_people(before: int) -> list[User]:
    people = [somebody_is_registered(login) for login in ("first", "second", "third")]
    assert catch_up() == 3
    return people


def test_an_untouched_log_holds(before: int, three_people: list[User]) -> None:
    outcome = verify_log(rows=True)
    assert outcome.holds, outcome.findings
    assert (outcome.tree_size, outcome.pending) == (before + 3, 0)


def change_a_row(people: list[User]) -> str:
    with_triggers_off("UPDATE accounts_user SET surname = 'Басқаев' WHERE id = %s", people[1].pk)
    return str(people[1].pk)


def change_a_row_by_the_front_trigger(people: list[User]) -> str:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET surname = 'Басқаев' WHERE id = %s", [people[1].pk])
    return str(people[1].pk)


def remove_a_row(people: list[User]) -> str:
    with_triggers_off("DELETE FROM accounts_user WHERE id = %s", people[2].pk)
    return str(people[2].pk)


def slip_in_a_row(people: list[User]) -> str:
    return str(User.objects.create_user("intruder", None, surname="Бөтен", kind="STAFF").pk)


def change_the_details_of_an_entry(people: list[User]) -> str:
    entry = AuditEntry.objects.get(subject_id=str(people[0].pk))
    with_triggers_off('UPDATE audit_auditentry SET details = \'{"login": "x"}\' WHERE id = %s', entry.pk)
    return str(entry.pk)


def change_who_did_it(people: list[User]) -> str:
    entry = AuditEntry.objects.get(subject_id=str(people[0].pk))
    with_triggers_off("UPDATE audit_auditentry SET actor_id = gen_random_uuid() WHERE id = %s", entry.pk)
    return str(entry.pk)


def change_the_promise(people: list[User]) -> str:
    entry = AuditEntry.objects.get(subject_id=str(people[0].pk))
    with_triggers_off(f"UPDATE audit_auditentry SET {flipped('promise', 5)} WHERE id = %s", entry.pk)
    return str(entry.pk)


def change_a_commitment(people: list[User]) -> str:
    row = AuditRow.objects.get(row_id=str(people[0].pk))
    with_triggers_off(
        f"UPDATE audit_auditrow SET {flipped('commitment')} WHERE id = %s",
        row.pk,
    )
    return str(row.entry_id)


def change_a_leaf(people: list[User]) -> str:
    with_triggers_off(f"UPDATE audit_logleaf SET {flipped('leaf_hash')} WHERE position = 1")
    return "position 1"


def remove_a_leaf(people: list[User]) -> str:
    with_triggers_off("DELETE FROM audit_logleaf WHERE position = 1")
    return "position 1"


def remove_the_newest_leaf(people: list[User]) -> str:
    last = LogLeaf.objects.latest("position").position
    with_triggers_off("DELETE FROM audit_logleaf WHERE position = %s", last)
    return f"size {last + 1}"


def change_a_checkpoint(people: list[User]) -> str:
    size = Checkpoint.objects.latest("tree_size").tree_size
    with_triggers_off(
        "UPDATE audit_checkpoint SET note = replace(note, %s, %s) WHERE tree_size = %s",
        f"\n{size}\n",
        f"\n{size + 1}\n",
        size,
    )
    return f"size {size}"


def change_a_tile(people: list[User]) -> str:
    tile = LogTile.objects.get()
    with_triggers_off(f"UPDATE audit_logtile SET {flipped('data', 40)} WHERE id = %s", tile.pk)
    return "level 0, number 0"


@pytest.mark.parametrize(
    "tamper",
    [
        change_a_row,
        change_a_row_by_the_front_trigger,
        remove_a_row,
        slip_in_a_row,
        change_the_details_of_an_entry,
        change_who_did_it,
        change_the_promise,
        change_a_commitment,
        change_a_leaf,
        remove_a_leaf,
        remove_the_newest_leaf,
        change_a_checkpoint,
        change_a_tile,
    ],
    ids=lambda f: f.__name__,
)
def test_what_was_touched_is_named(three_people: list[User], tamper: Callable[[list[User]], str]) -> None:
    touched = tamper(three_people)
    outcome = verify_log(rows=True)
    assert not outcome.holds
    assert any(touched in finding.where for finding in outcome.findings), outcome.findings


def test_a_change_inside_an_act_is_no_finding(three_people: list[User]) -> None:
    with transaction.atomic():
        three_people[0].surname = "Жаңаева"
        three_people[0].save()
        record(SYSTEM, act="test.renamed", subject=three_people[0], wrote=[three_people[0]])
    catch_up()
    assert verify_log(rows=True).holds
    assert list(AuditRow.objects.filter(row_id=str(three_people[0].pk)).values_list("version", flat=True)) == [1, 2]


def test_an_entry_waiting_too_long_is_alarming(three_people: list[User]) -> None:
    from datetime import timedelta

    from saraptama.kernel import clock

    somebody_is_registered("late")
    assert verify_log().holds
    with clock.held_at(clock.now() + timedelta(seconds=40)):
        assert [f.check for f in verify_log().findings] == ["delay"]


def test_leaves_have_consecutive_positions_whatever_the_order_of_commits(before: int, three_people: list[User]) -> None:
    for number in range(300):
        somebody_is_registered(f"person{number}")
        if number % 70 == 0:
            catch_up()
    catch_up()
    assert list(LogLeaf.objects.order_by("position").values_list("position", flat=True)) == list(range(before + 303))
    assert verify_log(rows=True).holds
