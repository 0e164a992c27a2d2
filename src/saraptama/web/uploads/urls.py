"""Addresses of uploads. `config/urls.py` includes them under `custody/uploads/`."""

from django.urls import URLPattern, path

from saraptama.web.uploads import views

urlpatterns: list[URLPattern] = [
    path("", views.uploads, name="custody_uploads"),
    path("<uuid:upload_id>/", views.upload, name="custody_upload"),
]
