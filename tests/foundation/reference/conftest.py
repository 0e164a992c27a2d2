"""The delivered data, and two people: Aliya keeps the reference data, Bolat only reads it."""

import pytest
from django.db import connection

from saraptama.foundation.reference import services
from saraptama.foundation.reference.rights import REFERENCE_EDIT, REFERENCE_IMPORT
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Grant


@pytest.fixture(autouse=True)
def empty_database(request: pytest.FixtureRequest) -> None:
    """These tests begin before anything is loaded; the emptying is undone with the test's transaction."""
    marked = request.node.get_closest_marker("django_db") is not None
    if not marked and not {"db", "delivered_data"} & set(request.fixturenames):
        return
    request.getfixturevalue("db")
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
    tables.discard("audit_rowshape")  # the process remembers committed shapes
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"TRUNCATE {', '.join(sorted(tables))} CASCADE")
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.fixture
def delivered_data(db: None) -> list[services.Loaded]:
    """A database with everything that the system is delivered with."""
    return services.load_seed()


@pytest.fixture
def aliya() -> ActorRef:
    """The keeper of the reference data."""
    return ActorRef(
        id=new_id(), kind=ActorKind.PERSON, grants=(Grant(REFERENCE_EDIT.code), Grant(REFERENCE_IMPORT.code))
    )


@pytest.fixture
def bolat() -> ActorRef:
    """A clerk without rights over reference data."""
    return ActorRef(id=new_id(), kind=ActorKind.PERSON)
