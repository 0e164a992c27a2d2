"""From bytes to an order document, trusting nothing: size, encoding, syntax, schema, in this order."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from lxml import etree
from pydantic import ValidationError

from saraptama.integrations.order_documents.document import OrderDocument
from saraptama.integrations.order_documents.errors import (
    DocumentTooLarge,
    EmptyDocument,
    ForbiddenXml,
    MalformedJson,
    MalformedXml,
    NumberNotPossible,
    RepeatedField,
    UnknownFormat,
    WrongEncoding,
    XmlAgainstSchema,
)
from saraptama.integrations.order_documents.field_defects import MOST_REASONS, refusal_of
from saraptama.kernel.errors import Refusal, Refusals

MOST_BYTES = 2 * 1024 * 1024
NAMESPACE = "urn:saraptama:order:1"
XSD = Path(__file__).with_name("order.xsd")

LISTS = frozenset({"articles", "specialties", "questions", "objects", "persons"})
"""Lists of the JSON form; in the XML form the element holds the items."""


def read_order(data: bytes) -> OrderDocument:
    """The document in JSON or XML, whichever the bytes are. Raises a Refusal, or Refusals with every reason."""
    return validate(read_plain(data))


def read_plain(data: bytes) -> Any:
    """The content as plain data, not yet held against the schema of the document."""
    if len(data) > MOST_BYTES:
        raise DocumentTooLarge(size=len(data), most=MOST_BYTES)
    text = _text(data)
    match text.lstrip()[:1]:
        case "":
            raise EmptyDocument
        case "{":
            return _json(text)
        case "<":
            return _from_xml(text)
        case _:
            raise UnknownFormat


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        raise WrongEncoding(position=reason.start) from reason
    if "\x00" in text:
        raise WrongEncoding(position=text.index("\x00"))
    return text


def _json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_not_a_number)
    except json.JSONDecodeError as reason:
        raise MalformedJson(line=reason.lineno, column=reason.colno) from reason
    except RecursionError as reason:
        raise MalformedJson(line=1, column=1) from reason
    except ValueError as reason:  # Python reads integers of at most some thousand digits
        raise NumberNotPossible from reason


def _not_a_number(constant: str) -> NoReturn:
    """NaN and Infinity are words of JavaScript, not of JSON (RFC 8259, section 6)."""
    raise NumberNotPossible


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise RepeatedField(field=name, name=name)
        found[name] = value
    return found


def validate(content: Any) -> OrderDocument:
    """The document from plain data; every defect is named with its path."""
    try:
        return OrderDocument.model_validate(content)
    except ValidationError as invalid:
        raise refusal_of(invalid.errors(include_url=False, include_input=False)) from invalid


def json_schema() -> dict[str, Any]:
    """The published JSON Schema of the order document (draft 2020-12)."""
    schema = OrderDocument.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": NAMESPACE, **schema}


@lru_cache(maxsize=1)
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(XSD)))


def _from_xml(text: str) -> dict[str, Any]:
    # Comments are left out while parsing: they would cut the text of a field in two.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as reason:
        refusal = ForbiddenXml if "<!DOCTYPE" in text or "<!ENTITY" in text else MalformedXml
        raise refusal(line=reason.lineno or 1) from reason
    doctype: str = root.getroottree().docinfo.doctype  # type: ignore[union-attr] # the stubs know a bare DocInfo only
    if doctype or any(node.tag is etree.Entity for node in root.iter()):
        raise ForbiddenXml
    _check_schema(root)
    return _element(root)


def _check_schema(root: etree._Element) -> None:
    """Hold the XML against the published schema.

    What is wrong with a field is said as for JSON, in the reader's language; only what JSON cannot have (order of the
    elements, attributes, another namespace) is left to the schema's own words.
    """
    schema = _schema()
    if schema.validate(root):
        return
    validate(_element(root))
    log: Iterable[Any] = schema.error_log  # type: ignore[assignment] # iterable, whatever the stubs say
    reasons: list[Refusal] = []
    for error in list(log)[:MOST_REASONS]:
        says = error.message.replace(f"{{{NAMESPACE}}}", "")
        reasons.append(XmlAgainstSchema(field=str(error.line), line=error.line, what=says))
    raise reasons[0] if len(reasons) == 1 else Refusals(reasons)


def _element(element: etree._Element) -> dict[str, Any]:
    """An element's children as the fields of a JSON object."""
    names = [etree.QName(child).localname for child in element]
    return _without_repeats([(name, _value(name, child)) for name, child in zip(names, element, strict=True)])


def _value(name: str, element: etree._Element) -> Any:
    """A list, an object or a text; the document's definition turns the text into what the field holds."""
    if name in LISTS:
        return [_value("", item) for item in element]
    if len(element):
        return _element(element)
    return element.text or ""
