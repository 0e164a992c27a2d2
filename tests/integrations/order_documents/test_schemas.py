"""The published schemas say what the reader does."""

import json
from typing import Any

import jsonschema
import pytest
import xmlschema

from saraptama.cli.schema import SCHEMAS, pages
from saraptama.integrations.order_documents.reading import LISTS, NAMESPACE, XSD, json_schema, read_order
from saraptama.integrations.order_documents.submission import to_submission
from saraptama.kernel.errors import Refusal
from tests.order_samples import FILES, WRONG_FIELDS


def test_the_published_files_are_those_of_the_code() -> None:
    stale = [str(path) for path, text in pages() if not path.exists() or path.read_text() != text]
    assert stale == [], "run `saraptama schema`"


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".json"], ids=lambda path: path.name)
def test_json_samples_follow_the_json_schema(path: Any) -> None:
    jsonschema.validate(json.loads(path.read_text()), json.loads((SCHEMAS / "order.schema.json").read_text()))


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".xml"], ids=lambda path: path.name)
def test_xml_samples_follow_the_xsd_of_another_library(path: Any) -> None:
    xmlschema.XMLSchema(str(XSD)).validate(str(path))


@pytest.mark.parametrize("case", sorted(set(WRONG_FIELDS) - {"a question to nobody", "half of a surrogate"}))
def test_the_json_schema_refuses_what_the_reader_refuses(case: str) -> None:
    order, _ = WRONG_FIELDS[case]
    checker = jsonschema.Draft202012Validator(json_schema(), format_checker=jsonschema.FormatChecker())
    with pytest.raises(Refusal):
        to_submission(read_order(json.dumps(order).encode()))
    assert list(checker.iter_errors(order))


def test_both_forms_have_the_same_fields() -> None:
    """Every field of the JSON form is an element of the XML form, and the other way round."""
    elements = {
        component.local_name
        for component in xmlschema.XMLSchema(str(XSD)).iter_components(xmlschema.XsdElement)
        if component.local_name
    }
    schema = json_schema()
    parts = [schema, *schema["$defs"].values()]
    fields = {name for part in parts for name in part.get("properties", {})} - {"schema"}
    rows = {"order", "specialty", "question", "object", "person", "article"}
    assert elements - rows == fields - rows
    assert fields >= LISTS
    assert schema["$id"] == NAMESPACE
