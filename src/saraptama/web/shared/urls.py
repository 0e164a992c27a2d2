"""Addresses of the frame. `config/urls.py` includes them at the root."""

from django.conf import settings
from django.urls import URLPattern, path

from saraptama.web.shared import gallery, table_views, views

urlpatterns: list[URLPattern] = [
    path("language/", views.set_language, name="set_language"),
    path("theme/", views.set_theme, name="set_theme"),
    path("acting-for/", views.act_for, name="act_for"),
    path("notifications/", views.notifications, name="notifications"),
    path("notifications/count/", views.unread_notifications, name="unread_notifications"),
    path("notifications/e-mail/", views.mail_wishes, name="mail_wishes"),
    path("tables/views/", table_views.keep_view, name="keep_view"),
    path("tables/views/remove/", table_views.drop_view, name="drop_view"),
    path("tables/views/open/", table_views.opening_view, name="opening_view"),
    path("tables/columns/", table_views.keep_columns, name="keep_columns"),
    path("notifications/read/", views.read_notifications, name="read_notifications"),
]

if settings.DEBUG or settings.DEMO:
    urlpatterns += [
        path("gallery/", gallery.components, name="gallery"),
        path("gallery/form/", gallery.form, name="gallery_form"),
        path("gallery/refusal/<slug:code>/", gallery.refusal, name="gallery_refusal"),
    ]
