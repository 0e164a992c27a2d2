"""Addresses of one's own account, for everybody who signed in. `config/urls.py` includes them under `account/`."""

from django.urls import URLPattern, path

from saraptama.web.administration.views import deputies, my_account

urlpatterns: list[URLPattern] = [
    path("", my_account.my_account, name="my_account"),
    path("deputies/", deputies.my_deputies, name="my_deputies"),
]
