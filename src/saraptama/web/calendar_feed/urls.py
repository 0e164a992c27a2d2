"""The address that people give to their calendars: it must never change."""

from django.urls import URLPattern, path

from saraptama.web.calendar_feed import views

urlpatterns: list[URLPattern] = [
    path("calendar/<str:secret>.ics", views.calendar_feed, name="calendar_feed"),
    path("account/calendar/", views.my_calendar, name="my_calendar"),
]
