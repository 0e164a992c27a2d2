"""Addresses of the custody room. `config/urls.py` includes them under `custody/`."""

from django.urls import URLPattern, path

from saraptama.web.custody_room.views import accepting, desk, handing_over, objects, places, returning

urlpatterns: list[URLPattern] = [
    path("", desk.home, name="custody_home"),
    path("expected/", desk.expected, name="custody_expected"),
    path("to-return/", desk.to_return, name="custody_to_return"),
    path("objects/", desk.objects, name="custody_objects"),
    path("find/", desk.find, name="custody_find"),
    path("l/<str:label>/", desk.by_label, name="custody_by_label"),
    path("objects/<uuid:object_id>/", objects.object_page, name="custody_object"),
    path("objects/<uuid:object_id>/label/", objects.label, name="custody_label"),
    path("orders/<uuid:order_id>/", objects.order_objects, name="custody_order"),
    path("orders/<uuid:order_id>/labels/", objects.labels, name="custody_labels"),
    path("orders/<uuid:order_id>/accept/", accepting.accept, name="custody_accept"),
    path("orders/<uuid:order_id>/return/", returning.give_back, name="custody_return"),
    path("offer/", handing_over.offer, name="custody_offer"),
    path("place/", handing_over.place, name="custody_place"),
    path("hand-overs/<uuid:hand_over_id>/", handing_over.hand_over, name="custody_hand_over"),
    path("hand-overs/<uuid:hand_over_id>/decline/", handing_over.decline, name="custody_decline"),
    path("returns/<uuid:return_id>/confirm/", returning.confirm, name="custody_return_confirm"),
    path("returns/<uuid:return_id>/cancel/", returning.cancel, name="custody_return_cancel"),
    path("places/", places.places, name="custody_places"),
]
