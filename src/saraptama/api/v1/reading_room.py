"""The description as a page, with the reader that the framework carries: no address outside is asked for anything."""

from pathlib import Path

import ninja
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, json_script
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

_CARRIED = Path(ninja.__file__).parent / "static" / "ninja"
_ASSETS = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui-init.js": "text/javascript",
}
_PAGE = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="icon" href="{sign}" type="image/svg+xml"><link rel="stylesheet" href="{sheet}"></head>
<body data-csrf-token="" data-api-csrf="">{settings}<main id="swagger-ui"></main>
<script src="{bundle}"></script><script src="{init}"></script></body>
</html>
"""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every operation, to read and to try with one's own token."""
    settings = {"url": reverse("api-v1:openapi-json"), "layout": "BaseLayout", "deepLinking": True}
    sheet, bundle, init = (reverse("api_docs_asset", args=[name]) for name in _ASSETS)
    return HttpResponse(
        format_html(
            _PAGE,
            language=get_language(),
            sign=static("saraptama/mark.svg"),
            title=_("Saraptama: interface for information systems"),
            settings=json_script(settings, "swagger-settings"),
            sheet=sheet,
            bundle=bundle,
            init=init,
        )
    )


@require_safe
def asset(request: HttpRequest, name: str) -> FileResponse:
    """One of the reader's files."""
    if name not in _ASSETS:
        raise Http404
    response = FileResponse((_CARRIED / name).open("rb"), content_type=_ASSETS[name])
    response["Cache-Control"] = "public, max-age=86400"
    return response
