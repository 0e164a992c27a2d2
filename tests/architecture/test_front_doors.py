"""The contract that closes a context refuses what it must, and lets pass what it may; `lint-imports` applies it."""

import grimp
import pytest

from scripts.import_contracts import FrontDoorContract

OUTSIDE = "saraptama.web.desk"


def contract() -> FrontDoorContract:
    return FrontDoorContract(
        name="front doors",
        session_options={"root_packages": ["saraptama"]},
        contract_options={
            "contexts": ["saraptama.casework.*"],
            "doors": ["services", "selectors"],
            "side_doors": ["saraptama.casework.intake.kinds"],
        },
    )


def is_kept(importer: str, imported: str) -> bool:
    graph = grimp.ImportGraph()
    for module in ("saraptama", "saraptama.casework", "saraptama.casework.intake", importer, imported):
        graph.add_module(module)
    graph.add_import(importer=importer, imported=imported, line_number=1, line_contents=f"import {imported}")
    return contract().check(graph, verbose=False).kept


@pytest.mark.parametrize("closed", ["models", "querysets", "services.registering", "a_file_of_tomorrow"])
def test_what_is_no_door_is_closed_to_the_outside(closed: str) -> None:
    assert not is_kept(OUTSIDE, f"saraptama.casework.intake.{closed}")


@pytest.mark.parametrize("open_", ["services", "selectors", "kinds"])
def test_doors_and_named_side_doors_are_open(open_: str) -> None:
    assert is_kept(OUTSIDE, f"saraptama.casework.intake.{open_}")


def test_inside_a_context_everything_is_open() -> None:
    assert is_kept("saraptama.casework.intake.services.registering", "saraptama.casework.intake.models")


def test_contexts_are_closed_to_each_other() -> None:
    assert not is_kept("saraptama.casework.custody.services", "saraptama.casework.intake.models")
