"""Addresses of help. `config/urls.py` includes them under `help/`; the tour stands only in a demonstration."""

from django.conf import settings
from django.urls import URLPattern, path

from saraptama.web.help import touring, views

urlpatterns: list[URLPattern] = [
    path("", views.help_home, name="help"),
    path("keys/", views.keys, name="keys"),
    path("glossary/", views.glossary, name="glossary"),
    path("topics/<slug:code>/", views.help_topic, name="help_topic"),
]

if settings.DEBUG or settings.DEMO:
    urlpatterns += [
        path("tour/", touring.tours, name="tours"),
        path("tour/step/", touring.tour_step, name="tour_step"),
    ]
