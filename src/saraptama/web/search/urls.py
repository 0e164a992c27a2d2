"""Addresses of the search box. `config/urls.py` includes them under `search/`."""

from django.urls import URLPattern, path

from saraptama.web.search import views

urlpatterns: list[URLPattern] = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="search_suggest"),
]
