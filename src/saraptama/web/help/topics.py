"""Help topics: one short task each, in three languages, for whom and on which pages they help."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.urls import reverse
from django.utils.translation import get_language

from saraptama.foundation.accounts.access import table
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.kazakh import search_text
from saraptama.web.help.markdown import as_html

TEXTS = Path(__file__).parent / "texts"
_SECTION = re.compile(r"^## (?P<code>[a-z-]+): (?P<title>.+)$", re.MULTILINE)

PAGES: dict[str, tuple[str, ...]] = {
    "registry-paper": ("registry_enter", "registry_home"),
    "registry-register": ("registry_inbox", "registry_order", "registry_register", "registry_check", "registry_home"),
    "registry-incomplete": ("registry_request", "registry_return", "registry_supplement"),
    "custody-accept": ("custody_home", "custody_expected", "custody_accept", "custody_order"),
    "custody-hand-over": ("custody_offer", "custody_hand_over", "custody_object", "custody_objects"),
    "custody-return": ("custody_to_return", "custody_return"),
    "head-assign": ("head_home", "head_assign", "head_accept", "head_direct", "head_journal"),
    "head-agree": ("head_agreement",),
    "expert-begin": ("expert_home", "expert_accept", "expert_decline"),
    "expert-conclusion": ("expert_editor", "expert_conclusion", "expert_begin", "expert_submit", "expert_sign"),
    "term": ("examination_term", "examination"),
    "petition": ("examination_petition", "portal_petition", "portal_petitions"),
    "portal-order": ("portal_home", "portal_new", "portal_draft", "portal_orders"),
    "portal-conclusion": ("portal_dispatches", "portal_dispatch"),
    "check": ("check_home", "check_conclusion"),
    "search": ("search",),
    "lists": ("registry_journal", "head_journal", "custody_objects", "exports"),
    "account": ("mfa_index", "usersessions_list", "account_change_password", "mail_wishes", "notifications"),
}
"""Each topic with the pages on which it helps. Who may not open the first of them is not offered the topic."""


@dataclass(frozen=True)
class Topic:
    """A task and how it is done."""

    code: str
    title: str
    text: str

    @property
    def url(self) -> str:
        return reverse("help_topic", args=[self.code])

    @property
    def html(self) -> str:
        return as_html(self.text)


@lru_cache(maxsize=8)
def texts_in(language: str) -> dict[str, Topic]:
    """Every topic of a language, by its code."""
    whole = (TEXTS / f"{language}.md").read_text(encoding="utf-8")
    heads = list(_SECTION.finditer(whole))
    ends = [head.start() for head in heads[1:]] + [len(whole)]
    return {
        head["code"]: Topic(head["code"], head["title"].strip(), whole[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    }


def topics_for(actor: ActorRef | None) -> list[Topic]:
    """The topics about pages that this person may open, in the language active now."""
    texts = texts_in((get_language() or "ru")[:2])
    return [texts[code] for code, pages in PAGES.items() if _concerns(actor, pages[0])]


def topics_of_page(actor: ActorRef | None, page: str) -> list[Topic]:
    """The topics that help on one page."""
    return [topic for topic in topics_for(actor) if page in PAGES[topic.code]]


def find_topics(actor: ActorRef, typed: str) -> list[Topic]:
    """Topics whose title or text holds every word."""
    asked = set(search_text(typed).split())
    if not asked:
        return []
    return [topic for topic in topics_for(actor) if asked & set(search_text(topic.title).split())][:3]


def _concerns(actor: ActorRef | None, page: str) -> bool:
    row = table().get(page)
    return row is not None and row.admits(actor)
