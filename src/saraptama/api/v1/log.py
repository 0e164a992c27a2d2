"""The log, for anybody: checkpoint and tiles in the C2SP form. No token is asked for; no case can be read from it."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from saraptama.api.v1.problems import Problem
from saraptama.foundation.audit.selectors import latest_checkpoint, log_verifier_key, published_tile
from saraptama.kernel.errors import NotVisible

router = Router(tags=["log"], auth=None)

_PLAIN = "text/plain; charset=utf-8"


def _answers(media_type: str, schema_format: str = "") -> dict[str, object]:
    schema = {"type": "string"} | ({"format": schema_format} if schema_format else {})
    return {"responses": {200: {"description": "OK", "content": {media_type: {"schema": schema}}}}}


@router.get(
    "/log/checkpoint",
    response={404: Problem},
    operation_id="log_checkpoint",
    url_name="log_checkpoint",
    summary="The newest signed checkpoint",
    openapi_extra=_answers("text/plain"),
)
def checkpoint(request: HttpRequest) -> HttpResponse:
    """A C2SP signed note: origin, size, root."""
    newest = latest_checkpoint()
    if newest is None:
        raise NotVisible
    return HttpResponse(newest.note, content_type=_PLAIN, headers={"Cache-Control": "no-cache"})


@router.get(
    "/log/key",
    operation_id="log_key",
    url_name="log_key",
    summary="The log's public key",
    openapi_extra=_answers("text/plain"),
)
def key(request: HttpRequest) -> HttpResponse:
    """The verifier key in the C2SP form."""
    return HttpResponse(log_verifier_key() + "\n", content_type=_PLAIN)


@router.get(
    "/log/{path:path}",
    response={404: Problem},
    operation_id="log_tile",
    url_name="log_tile",
    summary="A tile of hashes or a bundle of entries",
    openapi_extra=_answers("application/octet-stream", "binary"),
)
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """`tile/<level>/<number>[.p/<width>]`: hashes; `tile/entries/<number>[.p/<width>]`: the leaves themselves."""
    data = published_tile(path)
    if data is None:
        raise NotVisible
    lifetime = "no-cache" if ".p/" in path else "public, max-age=31536000, immutable"
    return HttpResponse(data, content_type="application/octet-stream", headers={"Cache-Control": lifetime})
