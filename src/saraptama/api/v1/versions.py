"""Versions of what is sent (RFC 9110, section 13): what is unchanged is not sent again, nothing builds on the stale."""

import hashlib
import re
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import Header

from saraptama.kernel.errors import Refusal

IfMatch = Annotated[
    str,
    Header(
        alias="If-Match",
        max_length=400,
        description="ETag of the version that this change is made upon; refused with 412 when there is a newer one.",
    ),
]
IfNoneMatch = Annotated[
    str,
    Header(alias="If-None-Match", max_length=400, description="ETag that the caller has: 304 when it still holds."),
]

_TAG = re.compile(r'(?:W/)?"([^"]*)"')


class StaleVersion(Refusal):
    """The caller looked at an older version."""

    code = "stale_version"
    message = _("The record was changed meanwhile. Read it again, compare, and send the change with the new ETag.")
    status = 412


def tag_of(*numbers: object) -> str:
    """The ETag of an answer: the versions of the rows behind it, and the language it speaks."""
    return f'"{".".join(str(number) for number in numbers)}-{get_language()}"'


def require_fresh(request: HttpRequest, current: str) -> None:
    """Refuse a change that was made upon another version. The language of the tag does not matter.

    Raises StaleVersion.
    """
    given = request.headers.get("If-Match", "").strip()
    if not given or given == "*":
        return
    known = {tag.rpartition("-")[0] for tag in _TAG.findall(given)}
    if current.strip('"').rpartition("-")[0] not in known:
        raise StaleVersion(field="If-Match")


def is_known(request: HttpRequest, tag: str) -> bool:
    """Whether the caller has this answer already."""
    given = request.headers.get("If-None-Match", "").strip()
    return given == "*" or tag.strip('"') in _TAG.findall(given)


def tag_of_content(content: bytes) -> str:
    """The ETag of an answer that anybody gets alike."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def unchanged(tag: str) -> HttpResponse:
    """304, with the tag that still holds."""
    return HttpResponse(status=304, headers={"ETag": tag})
