"""Every address of the service. Each also stands in `access_table.py`, or is refused."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
