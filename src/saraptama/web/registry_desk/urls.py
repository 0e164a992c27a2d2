"""Addresses of the records office. `config/urls.py` includes them under `registry/`."""

from django.urls import URLPattern, path

from saraptama.web.registry_desk.views import acts, desk, earlier, entry, many, order, papers

urlpatterns: list[URLPattern] = [
    path("", desk.home, name="registry_home"),
    path("inbox/", desk.inbox, name="registry_inbox"),
    path("journal/", desk.journal, name="registry_journal"),
    path("sent/", desk.sent, name="registry_dispatches"),
    path("enter/", entry.enter, name="registry_enter"),
    path("enter/foreseen/", entry.foreseen, name="registry_foresee"),
    path("check/", many.check_many, name="registry_check_many"),
    path("scans/<uuid:file_id>/", papers.scan, name="registry_scan"),
    path("n/<str:number>/", papers.by_number, name="registry_by_number"),
    path("orders/<uuid:order_id>/", order.order_page, name="registry_order"),
    path("orders/<uuid:order_id>/check/", order.check, name="registry_check"),
    path("orders/<uuid:order_id>/register/", order.register, name="registry_register"),
    path("orders/<uuid:order_id>/supplement/", acts.supplement, name="registry_supplement"),
    path("orders/<uuid:order_id>/request/", acts.request_material, name="registry_request"),
    path("orders/<uuid:order_id>/return/", acts.send_back, name="registry_return"),
    path("orders/<uuid:order_id>/return/letter/", acts.return_letter, name="registry_return_letter"),
    path("orders/<uuid:order_id>/earlier/", earlier.link, name="registry_link"),
    path("orders/<uuid:order_id>/scan/", papers.attach, name="registry_attach"),
    path("orders/<uuid:order_id>/label/", papers.label, name="registry_label"),
    path("orders/<uuid:order_id>/code/", papers.code_for_parties, name="registry_code"),
    path("orders/<uuid:order_id>/withdraw/", acts.withdraw, name="registry_withdraw"),
    path("orders/<uuid:order_id>/files/<uuid:file_id>/", papers.order_file, name="registry_file"),
]
