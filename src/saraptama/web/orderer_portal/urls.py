"""Addresses of the orderer's portal. `config/urls.py` includes them under `portal/`."""

from django.urls import URLPattern, path

from saraptama.web.orderer_portal import dispatches, papers, petitions, supplement, views, writing

urlpatterns: list[URLPattern] = [
    path("", views.home, name="portal_home"),
    path("orders/", views.orders, name="portal_orders"),
    path("orders/<uuid:order_id>/", views.order, name="portal_order"),
    path("orders/<uuid:order_id>/withdraw/", views.withdraw, name="portal_withdraw"),
    path("orders/<uuid:order_id>/complete/", supplement.supplement, name="portal_supplement"),
    path("new/", writing.new, name="portal_new"),
    path("new/<uuid:draft_id>/discard/", writing.discard_page, name="portal_discard"),
    path("new/<uuid:draft_id>/papers/<uuid:paper_id>/", papers.paper, name="portal_paper"),
    path("new/<uuid:draft_id>/<slug:page>/", writing.page, name="portal_draft"),
    path("petitions/", petitions.petitions, name="portal_petitions"),
    path("petitions/<uuid:petition_id>/", petitions.petition, name="portal_petition"),
    path("received/", dispatches.dispatches, name="portal_dispatches"),
    path("received/<uuid:dispatch_id>/", dispatches.dispatch, name="portal_dispatch"),
    path("received/<uuid:dispatch_id>/files/<int:number>/", dispatches.dispatch_file, name="portal_dispatch_file"),
]
