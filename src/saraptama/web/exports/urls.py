"""Addresses of exports. `config/urls.py` includes them under `exports/`."""

from django.urls import URLPattern, path

from saraptama.web.exports import views

urlpatterns: list[URLPattern] = [
    path("", views.exports, name="exports"),
    path("ask/", views.ask, name="export_ask"),
    path("<uuid:export_id>/file/", views.file, name="export_file"),
    path("<uuid:export_id>/remove/", views.remove, name="export_remove"),
]
