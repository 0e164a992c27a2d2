"""Addresses of the check. The QR code of each conclusion holds the second one: it must never change."""

from django.urls import URLPattern, path

from saraptama.web.check import views

urlpatterns: list[URLPattern] = [
    path("check/", views.check_home, name="check_home"),
    path("check/<str:token>", views.check_conclusion, name="check_conclusion"),
]
