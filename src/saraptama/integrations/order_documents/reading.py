"""From bytes to an order document, trusting nothing: size, encoding, syntax, schema, in this order."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree
from pydantic import ValidationError

from saraptama.integrations.order_documents.document import OrderDocument
from saraptama.integrations.order_documents.errors import (
    DocumentTooLarge,
    ForbiddenXml,
    MalformedJson,
    MalformedXml,
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

_REPEATED = {
    "articles": "article",
    "specialties": "specialty",
    "questions": "question",
    "objects": "object",
    "persons": "person",
}
"""Lists of the JSON form and the element of the XML form that repeats inside each."""


def read_order(data: bytes) -> OrderDocument:
    """The document in JSON or XML, whichever the bytes are. Raises a Refusal, or Refusals with every reason."""
    return validate(read_plain(data))


def read_plain(data: bytes) -> Any:
    """The content as plain data, not yet held against the schema of the document."""
    if len(data) > MOST_BYTES:
        raise DocumentTooLarge(size=len(data), most=MOST_BYTES)
    text = _text(data)
    first = text.lstrip()[:1]
    if first == "{":
        return _json(text)
    if first == "<":
        return _from_xml(data)
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
        return json.loads(text, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as reason:
        raise MalformedJson(line=reason.lineno, column=reason.colno) from reason
    except RecursionError as reason:
        raise MalformedJson(line=1, column=1) from reason


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


@lru_cache(maxsize=1)
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(XSD)))


def _from_xml(data: bytes) -> dict[str, Any]:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as reason:
        refusal = ForbiddenXml if b"<!DOCTYPE" in data or b"<!ENTITY" in data else MalformedXml
        raise refusal(line=reason.lineno or 1) from reason
    if root.getroottree().docinfo.doctype or any(node.tag is etree.Entity for node in root.iter()):
        raise ForbiddenXml
    _check_schema(root)
    return _element(root)


def _check_schema(root: etree._Element) -> None:
    schema = _schema()
    if schema.validate(root):
        return
    reasons: list[Refusal] = [
        XmlAgainstSchema(field=str(error.line), line=error.line, what=error.message.replace(f"{{{NAMESPACE}}}", ""))
        for error in schema.error_log
    ][:MOST_REASONS]
    raise reasons[0] if len(reasons) == 1 else Refusals(reasons)


def _element(element: etree._Element) -> dict[str, Any]:
    """An element's children as the fields of a JSON object; an empty optional one is left out."""
    found: dict[str, Any] = {}
    for child in element.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        if name in _REPEATED:
            found[name] = [_value(item) for item in child.iterchildren(tag=etree.Element)]
        else:
            found[name] = _value(child)
    return found


def _value(element: etree._Element) -> Any:
    if len(element):
        return _element(element)
    text = element.text or ""
    return text == "true" if text in ("true", "false") else text
