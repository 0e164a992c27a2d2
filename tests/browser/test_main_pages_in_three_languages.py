"""Every page of the access table as people see it: in three languages, on a desk and on a telephone, for everybody."""

from collections.abc import Iterator

import pytest
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import expect

from saraptama.config.access_table import ACCESS
from tests.browser.judge import english_left, overflow, serious_findings
from tests.browser.person import PHONE, House, Person
from tests.browser.scenes import Look, looks_at_the_scenes
from tests.browser.service import Service, apart

DESKS = {
    "registry": "aigerim",
    "custody": "bolat",
    "head": "dana",
    "expert": "yerlan",
    "petitions": "yerlan",
    "team": "yerlan",
    "grounds": "dana",
    "portal": "timur",
    "admin": "ruslan",
}
"""Who sits where, by the beginning of an address's name."""

AT_OTHER_DESKS = {"admin_case_acts": "zarina", "grounds_used": "dana", "team_week": "dana"}
"""Addresses at which another than the desk's own person sits."""

VISITORS = (
    "home",
    "service_status",
    "account_login",
    "account_inactive",
    "check_home",
    "track_home",
    "gallery",
    "gallery_form",
)

NO_PAGES = {
    "acts that only answer to a button": "account_logout act_for read_notifications set_language set_theme"
    " registry_check registry_register registry_foresee registry_link head_accept head_resume expert_make_up"
    " expert_sign_in_demo expert_autosave portal_discard",
    "acts of tables, exports and tours": "keep_view drop_view opening_view keep_columns export_remove tour_step",
    "answer to the rows chosen in a list, or to a button": "head_bulk_assign head_bulk_direct head_lead_group",
    "parts of a page, and files of a list": "search_suggest unread_notifications export_ask export_file",
    "files": "mfa_download_recovery_codes expert_preview expert_revision_1 expert_docx expert_picture"
    " expert_dissent_pdf head_draft_pdf examination_file examination_conclusion"
    " examination_term_certificate registry_file registry_scan"
    " registry_return_letter portal_dispatch_file portal_paper",
    "files and buttons of the custody room": "custody_photo custody_photo_small custody_paper custody_content_file"
    " custody_chain custody_content_check",
    "pieces of a file that is being uploaded": "custody_uploads custody_upload",
    "files of the administrator": "admin_log_checkpoint admin_log_key admin_list_export admin_case_export",
    "buttons of the administrator": "admin_jobs_again admin_log_verify admin_storage_inspect",
    "shown once a deputy is named, as a question": "admin_deputy",
    "for machines, and calendars of telephones": "oauth_token oauth_revoke calendar_feed",
    "lead on to another page": "registry_by_number registry_check_many custody_find custody_by_label"
    " mfa_authenticate expert_conclusion expert_withdraw",
    "pages of a draft, walked by the journey": "portal_draft",
    "refusals, looked at with the frame": "gallery_refusal",
    "shown to whoever has made them": "mfa_view_recovery_codes",
    "a second factor in use is neither set up anew nor taken away": "mfa_activate_totp mfa_deactivate_totp"
    " mfa_reauthenticate account_reauthenticate",
}

KEY_PAGES = (
    "home", "account_login", "check_conclusion", "track_status", "portal_home", "portal_order", "portal_petition",
    "portal_dispatch",
    "registry_home", "registry_order", "registry_enter", "custody_home", "custody_accept", "custody_object",
    "custody_hand_over", "head_home", "head_assign", "expert_home", "expert_accept", "expert_editor", "examination",
    "examination_part", "examination_term",
)  # fmt: skip
"""Where people come most often."""

ON_THE_WAY = (
    "custody_",
    "portal_",
    "track_",
    "check_",
    "head_agreement",
    "head_drafts",
    "head_conflicts",
    "notifications",
)
"""Custody and scanning, approval, and status are done with a telephone in the hand (features.md R4)."""


def is_for_a_telephone(name: str) -> bool:
    return name in KEY_PAGES or name.startswith(ON_THE_WAY)


@pytest.fixture(scope="module")
def looks(service: Service) -> list[Look]:
    """Every page that can be opened, the scenes with their pages included."""
    found: list[Look] = apart(looks_at_the_scenes)
    return sorted([*found, *_without_arguments()], key=lambda look: look.login)


def _without_arguments() -> Iterator[Look]:
    """Addresses that stand by themselves, each with whoever sits there."""
    left_out = {name for names in NO_PAGES.values() for name in names.split()}
    for name in ACCESS:
        if name in left_out or name.startswith("api"):
            continue
        try:
            path = reverse(name)
        except NoReverseMatch:
            continue
        yield Look(
            "" if name in VISITORS else AT_OTHER_DESKS.get(name) or DESKS.get(name.partition("_")[0], "aigerim"),
            name,
            path,
        )


def seen_by(house: House, look: Look, language: str) -> Person:
    if look.login:
        return house.sits(look.login, language)
    visitor = house.visitors.get(language)
    if visitor is None:
        visitor = house.visitors[language] = house.visitor(language)
    return visitor


def test_every_page_of_the_access_table_is_looked_at(looks: list[Look]) -> None:
    looked_at = {look.name for look in looks}
    left_out = {name for names in NO_PAGES.values() for name in names.split()}
    assert {name for name in ACCESS if not name.startswith("api")} - looked_at == left_out - looked_at
    assert set(KEY_PAGES) <= looked_at


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_speaks_the_persons_language(house: House, looks: list[Look], language: str) -> None:
    wrong: list[str] = []
    for look in looks:
        person = seen_by(house, look, language)
        answer = person.page.goto(person.address + look.path)
        if answer is None or answer.status != 200:
            wrong.append(f"{look} answers {answer and answer.status}")
            continue
        expect(person.page.locator("html")).to_have_attribute("lang", language)
        if language != "en":
            wrong += [f"{look.name}: {words}" for words in english_left(person.page)]
        if overflow(person.page):
            wrong.append(f"{look.name} is {overflow(person.page)} px wider than a desk's window")
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert house.complaints() == {}


@pytest.mark.parametrize(("size", "language"), [("desk", "ru"), ("phone", "kk")])
def test_every_page_is_accessible_and_fits(house: House, looks: list[Look], size: str, language: str) -> None:
    """axe finds nothing serious or critical; nothing scrolls sideways."""
    wrong: list[str] = []
    for look in looks:
        if size == "phone" and not is_for_a_telephone(look.name):
            continue
        person = seen_by(house, look, language)
        if size == "phone":
            person.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        person.opens(look.path)
        wrong += [f"{look.name}: {finding}" for finding in serious_findings(person.page)]
        if overflow(person.page):
            wrong.append(f"{look.name} is {overflow(person.page)} px wider than its window")
        person.page.set_viewport_size({"width": 1280, "height": 900})
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert house.complaints() == {}
