"""Every address stands in the access table, every row leads somewhere, and no protected page opens to a visitor."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from saraptama.foundation.accounts.access import AccessKind, addresses, as_markdown, table

pytestmark = pytest.mark.django_db


def names() -> set[str]:
    return {address.name for address in addresses()}


def test_every_address_has_a_row() -> None:
    assert sorted(names() - set(table())) == []


def test_every_row_has_an_address() -> None:
    assert sorted(set(table()) - names()) == []


def test_the_walk_finds_as_many_addresses_as_django_resolves() -> None:
    """The walk must not lose nested includes, as a famous first version of such a checker did."""

    def count(patterns: list[URLPattern | URLResolver]) -> int:
        return sum(count(p.url_patterns) if isinstance(p, URLResolver) else 1 for p in patterns)

    assert len(addresses()) == count(get_resolver().url_patterns) > 0


def test_every_row_says_what_it_is_and_names_rights_where_it_must() -> None:
    for name, row in table().items():
        assert row.says, name
        assert bool(row.rights) or row.kind is not AccessKind.RIGHT, name


def test_no_address_lets_a_visitor_past_its_row() -> None:
    client = Client()
    for name, url in _urls():
        kind = table()[name].kind
        if kind is AccessKind.PUBLIC:
            continue
        answer = client.get(url)
        if kind is AccessKind.BEARER:
            assert answer.status_code == 401, name
        else:
            assert answer.status_code == 302, name
            assert answer["Location"].startswith(reverse("account_login")), name


def test_the_printed_table_has_a_line_for_each_address() -> None:
    assert len(as_markdown().splitlines()) == len(addresses()) + 2


EXAMPLES = {"UUIDConverter": uuid.UUID(int=7), "IntConverter": 7}


def _urls() -> Iterator[tuple[str, str]]:
    """Each address with example values for what it asks for."""
    for name in sorted(names()):
        yield name, _example(name)


def _example(name: str) -> str:
    *namespaces, last = name.split(":")
    resolver: Any = get_resolver()
    for namespace in namespaces:
        resolver = resolver.namespace_dict[namespace][1]
    *_, converters = resolver.reverse_dict.getlist(last)[0]
    values = {key: EXAMPLES.get(type(value).__name__, "seven") for key, value in converters.items()}
    return reverse(name, kwargs=values)
