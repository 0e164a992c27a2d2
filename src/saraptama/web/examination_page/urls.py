"""Addresses of the page of an examination. `config/urls.py` includes them under `examinations/`."""

from django.urls import URLPattern, path

from saraptama.web.examination_page import calendar_correction, certificate, petitions, term_page, views, week

urlpatterns: list[URLPattern] = [
    path("petitions/", petitions.petitions_waiting, name="petitions_waiting"),
    path("week/", week.team_week, name="team_week"),
    path("grounds/", week.grounds_used, name="grounds_used"),
    path("calendar/<uuid:correction_id>/", calendar_correction.calendar_correction, name="calendar_correction"),
    path("<uuid:examination_id>/", views.examination_page, name="examination"),
    path("<uuid:examination_id>/term/", term_page.examination_term, name="examination_term"),
    path(
        "<uuid:examination_id>/term/certificate/<slug:language>.pdf",
        certificate.examination_term_certificate,
        name="examination_term_certificate",
    ),
    path("<uuid:examination_id>/petition/", views.petition, name="examination_petition"),
    path("<uuid:examination_id>/files/<uuid:file_id>/", views.examination_file, name="examination_file"),
    path(
        "<uuid:examination_id>/conclusions/<uuid:conclusion_id>/",
        views.conclusion_file,
        name="examination_conclusion",
    ),
    path("<uuid:examination_id>/<slug:part>/", views.examination_page, name="examination_part"),
]
