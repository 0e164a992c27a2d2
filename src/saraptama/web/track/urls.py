"""Addresses of the state by code. The second one stands on papers that were handed out: it must never change."""

from django.urls import URLPattern, path

from saraptama.web.track import views

urlpatterns: list[URLPattern] = [
    path("track/", views.track_home, name="track_home"),
    path("track/<str:code>", views.track_status, name="track_status"),
]
