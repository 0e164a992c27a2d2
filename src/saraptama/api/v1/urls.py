"""Addresses of the interface. `config/urls.py` includes them under `api/v1/`."""

from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import PathConverter

from saraptama.api.v1 import asking, reading_room
from saraptama.api.v1.interface import api


class WhateverConverter(PathConverter):
    """Whatever is left, line ends too: `<path:…>` would leave those to the pages for people."""

    regex = "(?s:.+)"


register_converter(WhateverConverter, "whatever")

_addresses, _, _namespace = api.urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("docs/", reading_room.page, name="api_docs"),
    path("docs/<str:name>", reading_room.asset, name="api_docs_asset"),
    path("", include(([asking.asked_properly(one) for one in _addresses], _namespace), namespace=_namespace)),
    path("<whatever:rest>", asking.nothing, name="api_nothing"),
]
