"""Addresses that need no sign-in. `config/urls.py` includes them at the root."""

from django.urls import URLPattern, path

from saraptama.web.public import views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("status/", views.service_status, name="service_status"),
]
