"""The pages of sign-in, the frame around them, and three doors to knock at."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from saraptama.config.access_table import ACCESS as SERVICE
from saraptama.foundation.accounts.access import Access, bearer, public, right, signed_in
from saraptama.kernel.rights import declare

REGISTER = declare("intake.register", "enter, check, register and close orders")
SUBMIT = declare("intake.submit", "send orders of one's own body and withdraw them")


def door(request: HttpRequest) -> HttpResponse:
    """Says who came in."""
    actor = request.actor  # type: ignore[attr-defined] # an attribute of every request
    return HttpResponse(f"{actor.id if actor else 'nobody'}")


urlpatterns = [
    path("", include("saraptama.web.shared.urls")),
    path("", include("saraptama.web.accounts.urls")),
    path("", door, name="home"),
    path("desk/", door, name="desk"),
    path("registry/", door, name="registry"),
    path("machine/", door, name="machine"),
    path("submit/", door, name="submit"),
    path("forgotten/", door, name="forgotten"),
]

ACCESS: dict[str, Access] = {
    **SERVICE,
    "home": public("home"),
    "desk": signed_in("a desk"),
    "registry": right(REGISTER, says="the records office"),
    "machine": bearer(says="any machine"),
    "submit": bearer(SUBMIT, says="orders"),
}
