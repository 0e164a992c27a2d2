"""Eight steps, one file each, named in their order; and every event of the service on the page of reactions."""

import importlib
import re
from inspect import getdoc, getsource
from pathlib import Path

import saraptama
from saraptama import journey
from saraptama.foundation.messaging.types import known_events
from saraptama.journey.reactions import REACTIONS

SOURCE = Path(saraptama.__path__[0])
STEPS = (
    "register_order",
    "accept_materials",
    "assign_expert",
    "run_examination",
    "suspend_and_extend",
    "sign_conclusion",
    "deliver_conclusion",
    "return_materials",
)


def test_the_package_tells_the_eight_steps_in_their_order() -> None:
    told = re.findall(r"(\d) (\w+)", getdoc(journey) or "")
    assert told == [(str(number), name) for number, name in enumerate(STEPS, start=1)]


def test_each_step_is_a_file_that_says_which_step_it_is() -> None:
    for number, name in enumerate(STEPS, start=1):
        module = importlib.import_module(f"saraptama.journey.{name}")
        assert (getdoc(module) or "").startswith(f"Step {number}. ")


def test_the_map_lists_the_same_steps() -> None:
    told = re.findall(r"^\d\. `(\w+)`", (SOURCE.parents[1] / "docs" / "map.md").read_text(), re.MULTILINE)
    assert tuple(told) == STEPS


def every_events_module() -> list[str]:
    return [
        ".".join(("saraptama", *path.relative_to(SOURCE).with_suffix("").parts)) for path in SOURCE.rglob("events.py")
    ]


def test_every_event_stands_on_the_page_of_reactions() -> None:
    modules = every_events_module()
    for module in modules:
        importlib.import_module(module)
    ours = {event for event in known_events() if event.__module__ in modules and not event.__subclasses__()}
    assert len(ours) > 30
    assert {event.name for event in ours - set(REACTIONS)} == set()
    assert {event.name for event in set(REACTIONS) - ours} == set()


def test_the_page_follows_the_order_of_the_journey() -> None:
    """Every handler stands under the step that its event belongs to, and the headings count from 1 to 8."""
    page = getsource(importlib.import_module("saraptama.journey.reactions"))
    assert re.findall(r"^    # (\d) (\w+)$", page, re.MULTILINE) == [
        (str(number), name) for number, name in enumerate(STEPS, start=1)
    ]
