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
    "registry-paper": ("registry_enter", "registry_home", "registry_attach"),
    "registry-register": (
        "registry_inbox",
        "registry_order",
        "registry_register",
        "registry_check",
        "registry_home",
        "registry_label",
    ),
    "registry-incomplete": ("registry_request", "registry_return", "registry_supplement", "registry_withdraw"),
    "registry-sent": ("registry_dispatches", "registry_label", "registry_code"),
    "custody-accept": (
        "custody_home",
        "custody_expected",
        "custody_accept",
        "custody_order",
        "custody_label",
        "custody_labels",
    ),
    "custody-hand-over": (
        "custody_offer",
        "custody_hand_over",
        "custody_hand_overs",
        "custody_decline",
        "custody_on_the_spot",
        "custody_object",
        "custody_objects",
    ),
    "custody-return": (
        "custody_to_return",
        "custody_return",
        "custody_return_confirm",
        "custody_return_cancel",
        "custody_return_send",
        "custody_overdue",
        "custody_unaccounted",
    ),
    "custody-places": ("custody_places", "custody_place", "custody_place_move", "custody_place_close"),
    "custody-acts": (
        "custody_divide",
        "custody_consume",
        "custody_seal",
        "custody_permit",
        "custody_lost",
        "custody_found",
        "custody_destroy",
        "custody_incidents",
        "custody_incident",
    ),
    "custody-parcels": ("custody_parcels", "custody_parcel", "custody_send", "custody_return_send"),
    "uploads": ("custody_content", "custody_photos", "custody_order_photos"),
    "head-direct": ("head_direct", "head_accept", "head_queue", "head_home"),
    "head-assign": ("head_assign", "head_home", "head_journal"),
    "head-agree": ("head_agreement", "head_drafts"),
    "head-workload": ("head_board", "head_board_cases", "head_queue", "head_due", "head_experts", "head_expert"),
    "head-conflict": (
        "head_conflicts",
        "head_recusal",
        "head_recusal_decide",
        "head_override",
        "head_override_decide",
    ),
    "head-standstill": ("head_standstill", "head_return", "head_reassign", "head_assignments", "grounds_used"),
    "expert-begin": (
        "expert_home",
        "expert_accept",
        "expert_decline",
        "expert_methods",
        "expert_notes",
        "expert_complexity",
    ),
    "expert-conclusion": (
        "expert_editor",
        "expert_conclusion",
        "expert_begin",
        "expert_figures",
        "expert_submit",
        "expert_sign",
    ),
    "expert-dissent": ("expert_dissent", "expert_sign"),
    "examination": ("examination", "examination_part"),
    "term": ("examination_term", "examination", "head_due", "calendar_correction", "team_week"),
    "petition": ("examination_petition", "petitions_waiting"),
    "portal-order": ("portal_home", "portal_new", "portal_draft", "portal_orders"),
    "portal-follow": ("portal_orders", "portal_order", "portal_supplement", "portal_withdraw"),
    "portal-petition": ("portal_petitions", "portal_petition"),
    "portal-conclusion": ("portal_dispatches", "portal_dispatch"),
    "check": ("check_home", "check_conclusion"),
    "track": ("track_home", "track_status"),
    "admin-people": (
        "admin_people",
        "admin_person",
        "admin_person_new",
        "admin_person_change",
        "admin_person_act",
        "admin_role_end",
        "admin_roles",
    ),
    "admin-systems": ("admin_machines", "admin_machine_new", "admin_machine_act"),
    "admin-reference": (
        "admin_reference",
        "admin_records",
        "admin_record",
        "admin_record_new",
        "admin_record_change",
        "admin_record_end",
        "admin_list_import",
    ),
    "admin-calendar": ("admin_calendar", "admin_norms"),
    "admin-redate": ("admin_redated", "admin_calendar_apply", "admin_corrections", "admin_correction_take_back"),
    "admin-service": ("admin_log", "admin_home", "admin_jobs", "admin_storage"),
    "audit-case": ("admin_case_acts", "admin_case", "admin_home", "admin_log"),
    "search": ("search",),
    "lists": ("registry_journal", "head_journal", "custody_objects", "admin_people", "exports"),
    "deputies": ("my_deputies", "admin_deputies", "admin_deputy", "admin_person_deputy"),
    "account": (
        "my_account",
        "mfa_index",
        "mfa_generate_recovery_codes",
        "usersessions_list",
        "account_change_password",
        "mail_wishes",
        "notifications",
    ),
    "my-calendar": ("my_calendar",),
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
    texts = texts_in(_language())
    return [texts[code] for code, pages in PAGES.items() if _concerns(actor, pages[0])]


def topics_of_page(actor: ActorRef | None, page: str) -> list[Topic]:
    """The topics that help on one page; whoever may open it is helped, though the task be another's."""
    own = [topic for topic in topics_for(actor) if page in PAGES[topic.code]]
    if own or not _concerns(actor, page):
        return own
    return [topic for topic in texts_in(_language()).values() if page in PAGES[topic.code]]


def find_topics(actor: ActorRef, typed: str) -> list[Topic]:
    """Topics whose title or text holds every word."""
    asked = set(search_text(typed).split())
    if not asked:
        return []
    return [topic for topic in topics_for(actor) if asked & set(search_text(topic.title).split())][:3]


def _language() -> str:
    return (get_language() or "ru")[:2]


def _concerns(actor: ActorRef | None, page: str) -> bool:
    row = table().get(page)
    return row is not None and row.admits(actor)
