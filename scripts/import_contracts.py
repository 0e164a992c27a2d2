"""A contract for import-linter: a context is entered by its front door (docs/decisions/0001-the-map.md).

import-linter's own contracts forbid modules by name; here every module of a context is closed unless it is a door, so a
new file is closed from its first day.
"""

from collections.abc import Iterator
from typing import Any, cast

import grimp
from importlinter import Contract, ContractCheck, fields, output
from importlinter.application import contract_utils
from importlinter.domain import helpers


class FrontDoorContract(Contract):
    """Modules outside a context import only its doors.

    Configuration: `contexts` (module expressions), `doors` (names of modules right below a context), `side_doors`
    (further modules, whole), `ignore_imports`.
    """

    type_name = "front_door"

    contexts = fields.ListField(subfield=fields.ModuleExpressionField())
    doors = fields.SetField(subfield=fields.StringField())
    side_doors = fields.SetField(subfield=fields.StringField(), required=False)
    ignore_imports = fields.SetField(subfield=fields.ImportExpressionField(), required=False)

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        removed = contract_utils.remove_ignored_imports_and_report(
            graph=graph,
            ignore_imports=cast(Any, self.ignore_imports),
            unmatched_alerting=contract_utils.AlertLevel.ERROR,
        )
        contexts = helpers.module_expressions_to_modules(graph=graph, expressions=cast(Any, self.contexts))
        intrusions = sorted(found for context in contexts for found in self._intrusions(graph, context.name))
        return ContractCheck(kept=not intrusions, warnings=list(removed.warnings), metadata={"intrusions": intrusions})

    def _intrusions(self, graph: grimp.ImportGraph, context: str) -> Iterator[tuple[str, str, int]]:
        for module in graph.find_descendants(context):
            if self._is_door(context, module):
                continue
            for importer in graph.find_modules_that_directly_import(module):
                if not importer.startswith(f"{context}."):
                    details = graph.get_import_details(importer=importer, imported=module)
                    yield importer, module, details[0]["line_number"] if details else 0

    def _is_door(self, context: str, module: str) -> bool:
        doors, side_doors = cast(set[str], self.doors), cast(set[str], self.side_doors or set())
        return module.removeprefix(f"{context}.") in doors or module in side_doors

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, module, line in check.metadata["intrusions"]:
            output.print_error(f"{importer} imports {module} (line {line})", bold=False)
        output.new_line()
        output.print(f"Enter a context by one of: {', '.join(sorted(cast(set[str], self.doors)))}.")
