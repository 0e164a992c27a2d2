"""Every address of the service. Each also stands in `access_table.py`, or is refused."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("saraptama.web.public.urls")),
    path("", include("saraptama.web.shared.urls")),
    path("", include("saraptama.web.accounts.urls")),
    path("exports/", include("saraptama.web.exports.urls")),
    path("search/", include("saraptama.web.search.urls")),
    path("help/", include("saraptama.web.help.urls")),
    path("", include("saraptama.web.check.urls")),
    path("", include("saraptama.web.track.urls")),
    path("", include("saraptama.web.calendar_feed.urls")),
    path("portal/", include("saraptama.web.orderer_portal.urls")),
    path("api/v1/", include("saraptama.api.v1.urls")),
    path("examinations/", include("saraptama.web.examination_page.urls")),
    path("registry/", include("saraptama.web.registry_desk.urls")),
    path("custody/", include("saraptama.web.custody_room.urls")),
    path("custody/uploads/", include("saraptama.web.uploads.urls")),
    path("head/", include("saraptama.web.head_desk.urls")),
    path("expert/", include("saraptama.web.expert_desk.urls")),
    path("administration/", include("saraptama.web.administration.urls")),
    path("account/", include("saraptama.web.administration.own_urls")),
]

handler400 = "saraptama.web.public.failures.bad_request"
handler403 = "saraptama.web.public.failures.forbidden"
handler404 = "saraptama.web.public.failures.not_found"
handler500 = "saraptama.web.public.failures.broken"
handler429 = "saraptama.web.public.failures.too_many"
