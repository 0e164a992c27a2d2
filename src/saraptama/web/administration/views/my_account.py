"""One's own account: everybody's page, whatever the desk."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from saraptama.foundation.accounts import selectors, services
from saraptama.foundation.accounts.enums import Language
from saraptama.foundation.accounts.rights import ACCOUNTS_DELEGATE
from saraptama.foundation.accounts.services import actor_for
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.errors import Refusal
from saraptama.web.administration.sections import acting
from saraptama.web.administration.tables import days_chip
from saraptama.web.administration.written import Code
from saraptama.web.shared.components import Fact
from saraptama.web.shared.forms import Form, add_refusal
from saraptama.web.shared.frame import THEME_COOKIE, THEMES, address
from saraptama.web.shared.views import YEAR


class MyAccountForm(Form):
    """What everybody chooses for oneself."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the pages"), choices=Language.choices)
    theme = forms.ChoiceField(
        label=gettext_lazy("Appearance"), choices=list(THEMES.items()), help_text=gettext_lazy("On this device.")
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail for notifications"),
        required=False,
        help_text=gettext_lazy("Letters say what waits and link to it; they hold no personal data of a case."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def my_account(request: HttpRequest) -> HttpResponse:
    """Name, unit, roles; language, appearance, e-mail; the ways to password, second factor, sessions and deputies."""
    row = request.user
    chosen = {"language": row.language, "email": row.email, "theme": request.COOKIES.get(THEME_COOKIE, "auto")}  # type: ignore[union-attr] # signed in
    form = MyAccountForm(request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, form)
        except Refusal as refusal:
            add_refusal(form, refusal)
    return render(request, "administration/my_account.html", _page(request, form))


def _saved(request: HttpRequest, form: MyAccountForm) -> HttpResponse:
    own = actor_for(request.user)  # type: ignore[arg-type] # signed in; in one's own post, never the holder's
    typed = form.cleaned_data
    services.change_own_address(own, user_id=own.id, email=typed["email"])
    services.choose_language(own, user_id=own.id, language=Language(typed["language"]))
    translation.activate(typed["language"])
    messages.success(request, _("Saved."))
    answer = redirect("my_account")
    answer.set_cookie(THEME_COOKIE, typed["theme"], max_age=YEAR, samesite="Lax")
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, typed["language"], max_age=YEAR, samesite="Lax")
    return answer


def _page(request: HttpRequest, form: MyAccountForm) -> dict[str, object]:
    actor, row = acting(request), request.user
    unit_id, body_id = row.home_unit_id, row.appointing_body_id  # type: ignore[union-attr] # signed in
    place = reference.unit(unit_id).name if unit_id else reference.body(body_id).name if body_id else None
    return {
        "form": form,
        "facts": [
            Fact(_("Full name"), row.get_full_name()),  # type: ignore[union-attr] # signed in
            Fact(_("Login"), Code(row.get_username())),
            Fact(_("Unit or body"), place),
        ],
        "roles": [
            (held.get_role_display(), held, days_chip(held.valid_from, held.valid_to))
            for held in selectors.assignments_of(actor.id)
        ],
        "factor": selectors.second_factor_of(actor.id),
        "needs_factor": selectors.needs_second_factor(actor.id),
        "sessions": selectors.sessions_of(actor.id),
        "may_delegate": actor.may(ACCOUNTS_DELEGATE),
        "preferences_url": address("notification_preferences"),
    }
