"""Which pages are looked at in which scene of the demo, and by whom."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.custody import selectors as custody
from saraptama.casework.examinations import selectors as examinations
from saraptama.demo.cast import MACHINE_CLIENT_ID
from saraptama.demo.draining import drain
from saraptama.demo.scenes import Scene, build
from saraptama.foundation.accounts import selectors as accounts
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.status_code import code_of
from tests.browser.calendar_scenes import calendar_pages
from tests.browser.conflict_scenes import conflict_pages
from tests.browser.custody_scenes import custody_pages

Arguments = Callable[[Scene], dict[str, Any]]


@dataclass(frozen=True)
class Look:
    """One page, and who looks at it; nobody's login is a visitor's."""

    login: str
    name: str
    path: str


def order(scene: Scene) -> dict[str, Any]:
    return {"order_id": scene.story.order_id}


def examination(scene: Scene) -> dict[str, Any]:
    return {"examination_id": scene.story.examination_id}


def conclusion(scene: Scene) -> dict[str, Any]:
    return {"conclusion_id": scene.story.conclusion_id}


def thing(scene: Scene) -> dict[str, Any]:
    return {"object_id": scene.object_ids[0]}


def label(scene: Scene) -> dict[str, Any]:
    return {"label": custody.object_card(scene.story.actor("bolat"), scene.object_ids[0]).label}


def an_expert(scene: Scene) -> dict[str, Any]:
    found = examinations.candidates(scene.story.examination)
    return {**examination(scene), "expert_id": found[0].expert_id}


def token(scene: Scene) -> dict[str, Any]:
    return {"token": conclusions.conclusion_for(scene.story.actor("yerlan"), scene.story.conclusion_id).qr_token}


def status_code(scene: Scene) -> dict[str, Any]:
    return {"code": code_of(scene.story.order_id)}


def aigerim(scene: Scene) -> dict[str, Any]:
    return {"user_id": scene.story.actor("aigerim").id}


def her_role(scene: Scene) -> dict[str, Any]:
    return {**aigerim(scene), "assignment_id": accounts.roles_of(scene.story.actor("aigerim").id)[0].assignment_id}


def handwriting(scene: Scene) -> dict[str, Any]:
    return {"name": "specialties", "record_id": reference.records_of("specialties", "1.1")[0].id}


PLACES: tuple[tuple[str, str, str, Arguments], ...] = (
    ("an_order_waits", "aigerim", "registry_order", order),
    ("an_order_waits", "timur", "portal_order portal_withdraw", order),
    (
        "an_order_lacks_something",
        "aigerim",
        "registry_order registry_supplement registry_request registry_return registry_withdraw registry_attach",
        order,
    ),
    ("an_order_lacks_something", "timur", "portal_order portal_supplement", order),
    ("an_order_waits", "", "track_status", status_code),
    ("the_clock_stands_still", "", "track_status", status_code),
    ("the_clock_stands_still", "", "track_status", lambda scene: {"code": "7Q2MXK-4T9RNB-PW3D8K"}),
    ("objects_are_awaited", "aigerim", "registry_label", order),
    ("objects_are_awaited", "aigerim", "registry_code", order),
    ("objects_are_awaited", "bolat", "custody_accept custody_order", order),
    ("objects_are_awaited", "dana", "examination head_direct", examination),
    ("objects_are_here", "dana", "examination head_assign head_conflicts head_recusal", examination),
    ("objects_are_here", "dana", "head_override", an_expert),
    ("objects_are_here", "bolat", "custody_order custody_labels custody_order_photos", order),
    ("objects_are_here", "bolat", "custody_object custody_label", thing),
    ("objects_are_here", "bolat", "custody_by_label", label),
    ("the_expert_is_awaited", "yerlan", "examination expert_accept expert_decline", examination),
    (
        "the_expert_is_awaited",
        "yerlan",
        "custody_hand_over custody_decline",
        lambda scene: {"hand_over_id": scene.hand_over_id},
    ),
    (
        "the_work_goes_on",
        "yerlan",
        "examination examination_term examination_petition expert_methods expert_notes expert_complexity"
        " expert_conclusion expert_begin",
        examination,
    ),
    ("the_work_goes_on", "dana", "head_reassign head_assignments head_standstill head_return", examination),
    ("the_work_goes_on", "dana", "head_expert", lambda scene: {"expert_id": an_expert(scene)["expert_id"]}),
    ("the_clock_stands_still", "dana", "head_standstill", examination),
    ("the_clock_stands_still", "yerlan", "examination examination_term", examination),
    ("the_clock_stands_still", "timur", "portal_order", order),
    (
        "the_clock_stands_still",
        "timur",
        "portal_petition",
        lambda scene: {"petition_id": scene.story.petition_id},
    ),
    ("the_conclusion_is_being_written", "yerlan", "expert_editor expert_submit expert_figures", conclusion),
    ("the_draft_is_before_the_head", "dana", "examination head_agreement", examination),
    ("the_draft_is_before_the_head", "yerlan", "expert_editor", conclusion),
    ("the_form_is_agreed", "yerlan", "examination", examination),
    ("the_form_is_agreed", "yerlan", "expert_sign", conclusion),
    ("the_document_waits_for_its_signature", "yerlan", "expert_sign expert_dissent", conclusion),
    ("the_commission_disagrees", "saule", "expert_sign expert_dissent", conclusion),
    ("the_commission_disagrees", "saule", "examination", examination),
    ("the_commission_disagrees", "yerlan", "expert_sign", conclusion),
    ("the_commission_disagrees", "dana", "head_assignments", examination),
    ("two_specialties_write_one_conclusion", "yerlan", "expert_editor", conclusion),
    ("two_specialties_write_one_conclusion", "dana", "examination", examination),
    (
        "the_conclusion_waits_for_its_receipt",
        "timur",
        "portal_dispatch",
        lambda scene: {"dispatch_id": scene.story.dispatch_id},
    ),
    ("the_conclusion_waits_for_its_receipt", "timur", "portal_order", order),
    ("the_conclusion_waits_for_its_receipt", "aigerim", "registry_order", order),
    ("the_conclusion_waits_for_its_receipt", "", "check_conclusion", token),
    ("the_conclusion_waits_for_its_receipt", "", "check_conclusion", lambda scene: {"token": "ABCD-EFGH"}),
    ("objects_are_on_their_way_back", "bolat", "custody_order custody_return", order),
    (
        "objects_are_on_their_way_back",
        "bolat",
        "custody_return_confirm custody_return_cancel",
        lambda scene: {"return_id": scene.return_id},
    ),
    ("objects_are_on_their_way_back", "bolat", "custody_object", thing),
    ("the_work_goes_on", "aigerim", "help_topic", lambda scene: {"code": "lists"}),
)
ADMINISTRATION: tuple[tuple[str, str, str, Arguments], ...] = (
    ("an_order_waits", "ruslan", "admin_person admin_person_change admin_person_deputy", aigerim),
    ("an_order_waits", "ruslan", "admin_person_act", lambda scene: {**aigerim(scene), "act": "close"}),
    ("an_order_waits", "ruslan", "admin_role_end", her_role),
    ("an_order_waits", "ruslan", "admin_machine_act", lambda scene: {"client_id": MACHINE_CLIENT_ID, "act": "secret"}),
    (
        "an_order_waits",
        "ruslan",
        "admin_records admin_record_new admin_list_import",
        lambda scene: {"name": "specialties"},
    ),
    ("an_order_waits", "ruslan", "admin_record", lambda scene: {"name": "specialties", "code": "1.1"}),
    ("an_order_waits", "ruslan", "admin_record_change admin_record_end", handwriting),
    ("the_work_goes_on", "zarina", "admin_case", order),
)
PARTS = {
    "the_work_goes_on": ("questions", "objects", "notes", "people", "history"),
    "the_clock_stands_still": ("petitions",),
    "the_conclusion_waits_for_its_receipt": ("documents",),
}
"""The tabs of an examination, where each has most to show."""


def looks_at_the_scenes() -> list[Look]:
    """Play the scenes; every page on which they are seen."""
    scenes = build(drain)
    conflicts = (Look(*page) for page in conflict_pages(scenes["objects_are_here"]))
    in_custody = (Look("bolat", name, path) for name, path in custody_pages())
    corrected = (Look(*page) for page in calendar_pages(scenes["the_clock_stands_still"]))
    return [*_places(scenes), *_parts(scenes), *in_custody, *conflicts, *corrected]


def _places(scenes: dict[str, Scene]) -> Iterator[Look]:
    for scene, login, names, arguments in (*PLACES, *ADMINISTRATION):
        for name in names.split():
            yield Look(login, name, reverse(name, kwargs=arguments(scenes[scene])))


def _parts(scenes: dict[str, Scene]) -> Iterator[Look]:
    for scene, parts in PARTS.items():
        for part in parts:
            arguments = {**examination(scenes[scene]), "part": part}
            yield Look("yerlan", "examination_part", reverse("examination_part", kwargs=arguments))
