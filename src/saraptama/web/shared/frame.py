"""What every page shows around its content: desks, person, notifications, languages."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.accounts.selectors import deputyships_of, names_of
from saraptama.foundation.accounts.types import Deputyship
from saraptama.foundation.desktop.types import KeptForm
from saraptama.foundation.messaging.selectors import unread_count
from saraptama.kernel.actor import ActorRef
from saraptama.web.help.tours import SESSION_KEY, Stop, advanced, stop_of
from saraptama.web.shared.demo_doors import demo_code, demo_password, demo_people
from saraptama.web.shared.desks import Desk, desks_of
from saraptama.web.shared.keys import letter_of
from saraptama.web.shared.lost_nothing import is_kept_while_signing_in

THEME_COOKIE = "saraptama_theme"
THEMES: dict[str, str | Promise] = {"auto": _("As on this device"), "light": _("Light"), "dark": _("Dark")}


def address(name: str) -> str:
    """The address by name, or nothing where this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class NavigationLine:
    """A desk in the menu."""

    desk: Desk
    url: str
    is_current: bool


class Frame:
    """The surroundings of one page. Everything is asked for only when the template shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def actor(self) -> ActorRef | None:
        """Who is signed in, as an actor."""
        return getattr(self.request, "actor", None)

    @cached_property
    def is_signed_in(self) -> bool:
        return self.actor is not None

    @property
    def kept(self) -> KeptForm | None:
        """What the person had typed when the session ended, come back on this page."""
        return getattr(self.request, "kept_form", None)

    @property
    def kept_is_shown(self) -> bool:
        """Whether it stands in the page's form already."""
        return getattr(self.request, "kept_is_shown", False)

    @property
    def kept_while_signing_in(self) -> bool:
        return is_kept_while_signing_in(self.request)

    @cached_property
    def tour(self) -> Stop | None:
        """The stop of the guided tour, in a demonstration; the next one when the person has come to its page."""
        stop = stop_of(self.request.session.get(SESSION_KEY)) if self.is_demo else None
        if stop is None:
            return None
        match = self.request.resolver_match
        now = advanced(stop, match.view_name if match else "")
        if now != stop:
            self.request.session[SESSION_KEY] = now.kept
        return now

    @property
    def letters(self) -> str:
        """Where `g` and a letter lead, for the script in the browser: `r /registry/` and so on."""
        pairs = [(letter_of(line.desk.code), line.url) for line in self.desks]
        pairs += [("h", "/"), ("n", self.urls["notifications"])]
        return " ".join(f"{letter} {url}" for letter, url in pairs)

    @cached_property
    def demo_people(self) -> list[tuple[str, str, str]]:
        """The cast of the demonstration, for the sign-in page: login, name, role."""
        return demo_people() if self.is_demo else []

    @property
    def demo_password(self) -> str:
        return demo_password() if self.is_demo else ""

    @property
    def demo_code(self) -> str:
        """The second factor of the member of the cast who is signing in now."""
        return demo_code(self.request) if self.is_demo else ""

    @cached_property
    def theme(self) -> str:
        """The person's choice; `auto` leaves it to the device."""
        chosen = self.request.COOKIES.get(THEME_COOKIE, "auto")
        return chosen if chosen in THEMES else "auto"

    @property
    def themes(self) -> list[tuple[str, str | Promise]]:
        return list(THEMES.items())

    @property
    def languages(self) -> list[tuple[str, str]]:
        return list(settings.LANGUAGES)

    @property
    def is_demo(self) -> bool:
        """A demonstration says so on every page: nobody may take it for the real service."""
        return bool(getattr(settings, "DEMO", False))

    @cached_property
    def desks(self) -> list[NavigationLine]:
        """The desks of this person, the current one marked by the beginning of the address."""
        if self.actor is None:
            return []
        lines = [(desk, desk.url()) for desk in desks_of(self.actor)]
        return [NavigationLine(desk, url, self.request.path.startswith(url)) for desk, url in lines]

    @cached_property
    def workplace(self) -> str | Promise:
        """The name of the desk at which the person sits now."""
        return next((line.desk.name for line in self.desks if line.is_current), _("Forensic examinations"))

    @cached_property
    def person_name(self) -> str:
        user = getattr(self.request, "user", None)
        return user.get_short_name() if user is not None and user.is_authenticated else ""

    @cached_property
    def acting_for_name(self) -> str:
        """Whom the person stands in for now; empty when acting in their own post."""
        if self.actor is None or self.actor.acting_for is None:
            return ""
        return names_of([self.actor.acting_for]).get(self.actor.acting_for, "")

    @cached_property
    def deputyships(self) -> list[Deputyship]:
        """For whom else the person may act, each holder once."""
        if self.actor is None:
            return []
        held: dict[UUID, Deputyship] = {}
        for line in deputyships_of(self.actor.id):
            held.setdefault(line.holder_id, line)
        return [line for line in held.values() if line.holder_id != self.actor.acting_for]

    @cached_property
    def unread(self) -> int:
        """Notifications not yet read."""
        return unread_count(self.actor.id) if self.actor is not None else 0

    @cached_property
    def urls(self) -> dict[str, str]:
        """Pages of other workplaces that the frame links to where they exist."""
        names = {
            "search": "search",
            "suggest": "search_suggest",
            "help": "help",
            "notifications": "notifications",
            "unread": "unread_notifications",
            "mail": "mail_wishes",
            "exports": "exports",
            "account": "my_account",
            "sessions": "usersessions_list",
            "second_factor": "mfa_index",
            "password": "account_change_password",
            "sign_in": "account_login",
            "sign_out": "account_logout",
        }
        return {key: address(name) for key, name in names.items()}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame` in every template, and the code that a person quotes to support."""
    return {"frame": Frame(request), "correlation_code": getattr(request, "correlation_code", "")}
