"""Addresses of the frame. `config/urls.py` includes them at the root."""

from django.conf import settings
from django.urls import URLPattern, path

from saraptama.web.shared import gallery, views

urlpatterns: list[URLPattern] = [
    path("language/", views.set_language, name="set_language"),
    path("theme/", views.set_theme, name="set_theme"),
    path("acting-for/", views.act_for, name="act_for"),
    path("notifications/", views.notifications, name="notifications"),
    path("notifications/read/", views.read_notifications, name="read_notifications"),
]

if settings.DEBUG or settings.DEMO:
    urlpatterns += [
        path("gallery/", gallery.components, name="gallery"),
        path("gallery/form/", gallery.form, name="gallery_form"),
        path("gallery/refusal/<slug:code>/", gallery.refusal, name="gallery_refusal"),
    ]
