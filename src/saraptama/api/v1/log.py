"""The log, for anybody: checkpoint and tiles in the C2SP form. No token is asked for; no case can be read from it."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from saraptama.foundation.audit.selectors import latest_checkpoint, log_verifier_key, published_tile

router = Router(tags=["log"], auth=None)

_PLAIN = "text/plain; charset=utf-8"


@router.get("/log/checkpoint", operation_id="log_checkpoint", summary="The newest signed checkpoint")
def checkpoint(request: HttpRequest) -> HttpResponse:
    """A C2SP signed note: origin, size, root."""
    newest = latest_checkpoint()
    if newest is None:
        raise Http404
    return HttpResponse(newest.note, content_type=_PLAIN, headers={"Cache-Control": "no-cache"})


@router.get("/log/key", operation_id="log_key", summary="The log's public key")
def key(request: HttpRequest) -> HttpResponse:
    """The verifier key in the C2SP form."""
    return HttpResponse(log_verifier_key() + "\n", content_type=_PLAIN)


@router.get("/log/{path:path}", operation_id="log_tile", summary="A tile of hashes or a bundle of entries")
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """`tile/<level>/<number>[.p/<width>]`: hashes; `tile/entries/<number>[.p/<width>]`: the leaves themselves."""
    data = published_tile(path)
    if data is None:
        raise Http404
    lifetime = "no-cache" if ".p/" in path else "public, max-age=31536000, immutable"
    return HttpResponse(data, content_type="application/octet-stream", headers={"Cache-Control": lifetime})
