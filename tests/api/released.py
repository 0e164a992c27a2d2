"""What of the released description a client may rely on, and whether the present one still keeps it. Pure.

A client breaks when what it may send is refused, or when what it relies on does not come any more. Additions break
nobody: a new operation, a new optional parameter, a new field in an answer, a new status of refusal.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Description = Mapping[str, Any]


def breaks(released: Description, present: Description) -> list[str]:
    """Every promise of the released description that the present one does not keep."""
    return [*_operations(released, present)]


def _operations(released: Description, present: Description) -> Iterator[str]:
    for path, methods in released["paths"].items():
        for method, before in methods.items():
            where = f"{method.upper()} {path}"
            now = present["paths"].get(path, {}).get(method)
            if now is None:
                yield f"{where}: the operation is gone"
                continue
            if now["operationId"] != before["operationId"]:
                yield f"{where}: the operation has another name"
            yield from _parameters(where, released, present, before, now)
            yield from _request(where, released, present, before, now)
            yield from _answers(where, released, present, before, now)


def _parameters(
    where: str, released: Description, present: Description, before: Description, now: Description
) -> Iterator[str]:
    known = {(one["in"], one["name"]): one for one in before.get("parameters", [])}
    there = {(one["in"], one["name"]): one for one in now.get("parameters", [])}
    for key, parameter in known.items():
        if key not in there:
            yield f"{where}: the parameter {key[1]} is gone"
        else:
            yield from _taken(f"{where}, {key[1]}", released, present, parameter["schema"], there[key]["schema"])
    for key, parameter in there.items():
        if parameter.get("required") and not known.get(key, {}).get("required"):
            yield f"{where}: the parameter {key[1]} is now required"


def _request(
    where: str, released: Description, present: Description, before: Description, now: Description
) -> Iterator[str]:
    forms = before.get("requestBody", {}).get("content", {})
    there = now.get("requestBody", {}).get("content", {})
    if now.get("requestBody", {}).get("required") and not before.get("requestBody", {}).get("required"):
        yield f"{where}: a body is now required"
    for form, told in forms.items():
        if form not in there:
            yield f"{where}: {form} is not taken any more"
        else:
            yield from _taken(f"{where}, body", released, present, told["schema"], there[form]["schema"])


def _answers(
    where: str, released: Description, present: Description, before: Description, now: Description
) -> Iterator[str]:
    for status, answer in before["responses"].items():
        there = now["responses"].get(status)
        if there is None:
            yield f"{where}: the answer {status} is gone"
            continue
        for form, told in answer.get("content", {}).items():
            if form not in there.get("content", {}):
                yield f"{where}: {status} does not come as {form} any more"
            else:
                schema = there["content"][form]["schema"]
                yield from _given(f"{where}, {status}", released, present, told["schema"], schema)


def _resolved(description: Description, schema: Description) -> Description:
    while "$ref" in schema:
        schema = description["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def _types(schema: Description) -> set[str]:
    """The JSON types that a schema admits; everything for one that names none."""
    options = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    if options:
        return {kind for option in options for kind in _types(option)}
    kind = schema.get("type", "any")
    return {"object"} if "$ref" in schema else {kind} if isinstance(kind, str) else set(kind)


def _words(schema: Description) -> set[Any] | None:
    """The values that alone are possible; None when they are not counted."""
    if "enum" in schema:
        return set(schema["enum"])
    return {schema["const"]} if "const" in schema else None


def _taken(
    where: str, released: Description, present: Description, before: Description, now: Description
) -> Iterator[str]:
    """What could be sent can be sent still."""
    before, now = _resolved(released, before), _resolved(present, now)
    if "any" not in _types(now) and not _types(before) <= _types(now) | (
        {"integer"} if "number" in _types(now) else set()
    ):
        yield f"{where}: {sorted(_types(before) - _types(now))} is not taken any more"
    possible, were = _words(now), _words(before)
    if possible is not None and (were is None or not were <= possible):
        yield f"{where}: not every value is taken any more"
    if now.get("maxLength") is not None and before.get("maxLength", float("inf")) > now["maxLength"]:
        yield f"{where}: only shorter texts are taken now"
    if now.get("pattern") is not None and before.get("pattern") != now["pattern"]:
        yield f"{where}: another form of text is asked for"
    for name in set(now.get("required", ())) - set(before.get("required", ())):
        yield f"{where}.{name}: now required"
    fields = now.get("properties", {})
    for name, schema in before.get("properties", {}).items():
        if name in fields:
            yield from _taken(f"{where}.{name}", released, present, schema, fields[name])
        elif now.get("additionalProperties") is False:
            yield f"{where}.{name}: the field is not taken any more"
    yield from _inside(_taken, where, released, present, before, now)


def _given(
    where: str, released: Description, present: Description, before: Description, now: Description
) -> Iterator[str]:
    """What came comes still."""
    before, now = _resolved(released, before), _resolved(present, now)
    if "any" not in _types(before) and not _types(now) <= _types(before):
        yield f"{where}: {sorted(_types(now) - _types(before))} may come now"
    promised, come = _words(before), _words(now)
    if promised is not None and (come is None or not come <= promised):
        yield f"{where}: values may come that nobody knows"
    for name in set(before.get("required", ())) - set(now.get("required", ())):
        yield f"{where}.{name}: does not always come any more"
    fields = now.get("properties", {})
    for name, schema in before.get("properties", {}).items():
        if name not in fields:
            yield f"{where}.{name}: the field is gone"
        else:
            yield from _given(f"{where}.{name}", released, present, schema, fields[name])
    yield from _inside(_given, where, released, present, before, now)


def _inside(
    compare: Any, where: str, released: Description, present: Description, before: Description, now: Description
) -> Iterator[str]:
    """Items of lists, and the one shape beside null."""
    if "items" in before and "items" in now:
        yield from compare(f"{where}[]", released, present, before["items"], now["items"])
    shapes, there = _shapes(before), _shapes(now)
    if len(shapes) == len(there) == 1:
        yield from compare(where, released, present, shapes[0], there[0])


def _shapes(schema: Description) -> list[Any]:
    return [option for option in schema.get("anyOf", []) if option.get("type") != "null"]
