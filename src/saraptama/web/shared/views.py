"""Small acts of the frame: language, theme, standing in for somebody, notifications. All work without scripts."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from saraptama.foundation.accounts.enums import Language
from saraptama.foundation.accounts.services import actor_for, choose_language
from saraptama.foundation.desktop.enums import MailMode
from saraptama.foundation.desktop.selectors import mail_wishes as wishes_of
from saraptama.foundation.desktop.services import wish_mail
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.messaging.selectors import notifications_of
from saraptama.foundation.messaging.services import mark_read
from saraptama.web.shared.forms import Form
from saraptama.web.shared.frame import THEME_COOKIE, THEMES
from saraptama.web.shared.middleware import ACTING_FOR
from saraptama.web.shared.notifications import lines_of

YEAR = 365 * 24 * 60 * 60


def back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page from which the act came, if it is one of ours."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if safe else "/")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Change the language: for a visitor in a cookie, for a signed-in person also in the account."""
    language = request.POST.get("language", "")
    answer = back(request)
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        if request.user.is_authenticated:
            own = actor_for(request.user)  # in one's own post: a deputy does not change the holder's language
            choose_language(own, user_id=request.user.id, language=Language(language))
        translation.activate(language)
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax")
    return answer


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device says."""
    answer = back(request)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        answer.set_cookie(THEME_COOKIE, theme, max_age=YEAR, samesite="Lax")
    return answer


@require_POST
@login_required
def act_for(request: HttpRequest) -> HttpResponse:
    """Take the post of somebody who delegated it, or (without a holder) return to one's own."""
    holder = request.POST.get("holder", "")
    if not holder:
        request.session.pop(ACTING_FOR, None)
        return redirect("/")
    actor_for(request.user, acting_for=UUID(holder))  # type: ignore[arg-type] # refuses who is no deputy; signed in
    request.session[ACTING_FOR] = holder
    return redirect("/")


@require_safe
@login_required
def notifications(request: HttpRequest) -> HttpResponse:
    """The person's notifications, newest first."""
    lines = lines_of(notifications_of(request.actor.id, limit=100))  # type: ignore[attr-defined] # ActorMiddleware
    return render(request, "shared/notifications.html", {"lines": lines})


@require_safe
@login_required
def unread_notifications(request: HttpRequest) -> HttpResponse:
    """The bell with its count, asked for each minute."""
    return render(request, "frame/bell.html")


class MailForm(Form):
    """When a person is written to, and about what."""

    mode = forms.ChoiceField(label=_("E-mail about notifications"), choices=MailMode.choices, widget=forms.RadioSelect)
    about = forms.MultipleChoiceField(
        label=_("Write to me about"),
        choices=NotificationKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


@login_required
def mail_wishes(request: HttpRequest) -> HttpResponse:
    """Each person's own wishes about e-mail. The notifications themselves are always in the service."""
    actor = request.actor  # type: ignore[attr-defined] # ActorMiddleware
    held = wishes_of(actor.id)
    about = [kind for kind in NotificationKind.values if kind not in held.muted]
    form = MailForm(request.POST or None, initial={"mode": held.mode.value, "about": about})
    if request.method == "POST" and form.is_valid():
        muted = [kind for kind in NotificationKind.values if kind not in form.cleaned_data["about"]]
        wish_mail(actor, mode=MailMode(form.cleaned_data["mode"]), muted=muted)
        messages.success(request, _("Your wishes are saved."))
        return redirect("mail_wishes")
    return render(request, "shared/mail_wishes.html", {"form": form, "address": request.user.email})  # type: ignore[union-attr] # signed in


@require_POST
@login_required
def read_notifications(request: HttpRequest) -> HttpResponse:
    """Mark one line, or all of them, as read."""
    chosen = [UUID(value) for value in request.POST.getlist("line")]
    mark_read(request.actor, notification_ids=chosen or None)  # type: ignore[attr-defined] # ActorMiddleware
    return redirect("notifications")
