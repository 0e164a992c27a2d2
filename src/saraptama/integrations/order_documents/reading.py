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
    FieldMissing,
    FieldUnknown,
    FieldWrong,
    ForbiddenXml,
    MalformedJson,
    MalformedXml,
    RepeatedField,
    UnknownFormat,
    WrongEncoding,
    XmlAgainstSchema,
)
from saraptama.kernel.errors import Refusal, Refusals

MOST_BYTES = 2 * 1024 * 1024
NAMESPACE = "urn:saraptama:order:1"
XSD = Path(__file__).with_name("order.xsd")
MOST_REASONS = 50

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
    if len(data) > MOST_BYTES:
        raise DocumentTooLarge(size=len(data), most=MOST_BYTES)
    text = _text(data)
    first = text.lstrip()[:1]
    if first == "{":
        return validate(_json(text))
    if first == "<":
        return validate(_from_xml(data))
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
        reasons = [_reason(error) for error in invalid.errors(include_url=False, include_input=False)[:MOST_REASONS]]
        raise (reasons[0] if len(reasons) == 1 else Refusals(reasons)) from invalid


def _reason(error: Any) -> Refusal:
    path = ".".join(str(step + 1) if isinstance(step, int) else step for step in error["loc"])
    match error["type"]:
        case "missing":
            return FieldMissing(field=path, path=path)
        case "extra_forbidden":
            return FieldUnknown(field=path, path=path)
        case _:
            return FieldWrong(field=path, path=path, why=error["msg"])


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
