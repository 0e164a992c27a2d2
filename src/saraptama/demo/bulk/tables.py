"""The tables that the generator writes, in the order of their foreign keys, and how a batch of rows gets into them.

The models are found by name: the generator is the one exception to the rule that contexts are entered by their front
door only (docs/decisions/0011-bulk-generator.md). Every constraint, key and trigger of the tables stays in force.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import JSONField

from saraptama.foundation.audit.rows import AuditedModel

NULL = "\\N"


@dataclass(frozen=True)
class Table:
    """One table with the columns that are written, the identifier first."""

    label: str
    columns: tuple[str, ...]

    @property
    def model(self) -> type[AuditedModel]:
        """The model behind the table."""
        return cast(type[AuditedModel], apps.get_model(self.label))

    @property
    def name(self) -> str:
        """The table's name in the database."""
        return self.model._meta.db_table

    def unnamed(self) -> dict[str, str]:
        """The columns that the generator says nothing of, with the model's own defaults; those without one are NULL."""
        fields = (f for f in self.model._meta.concrete_fields if f.column not in self.columns and not f.null)
        return {
            str(field.column): json.dumps(field.get_default())
            if isinstance(field, JSONField)
            else text(field.get_default())
            for field in fields
        }

    def copy_statement(self) -> str:
        """The COPY that takes its lines."""
        columns = ", ".join(f'"{column}"' for column in (*self.columns, *self.unnamed()))
        return f'COPY "{self.name}" ({columns}) FROM STDIN'

    def block(self, lines: list[str]) -> bytes:
        """Lines as COPY takes them."""
        rest = "".join(f"\t{default}" for default in self.unnamed().values())
        joined = "".join(lines)
        return (joined.replace("\n", f"{rest}\n") if rest else joined).encode()


def _table(label: str, columns: str) -> Table:
    return Table(label, ("id", *columns.split(), "row_version"))


PEOPLE: dict[str, Table] = {
    "user": _table(
        "accounts.User",
        "password login surname name patronymic email iin language kind is_active appointing_body_id home_unit_id"
        " created_at",
    ),
    "role": _table(
        "accounts.RoleAssignment",
        "user_id role unit_id region_codes examination_types confidentiality valid_from valid_to ground recorded_at",
    ),
    "expert": _table("experts.Expert", "user_id kind unit_id position languages hired_on left_on capacity recorded_at"),
    "certificate": _table(
        "experts.SpecialtyCertificate",
        "expert_id specialty_code number issued_on valid_to suspended_from suspension_ground recorded_at",
    ),
    "absence": _table("experts.Absence", "expert_id kind valid_from valid_to ground recorded_at"),
}

CASES: dict[str, Table] = {
    "order": _table(
        "intake.Order",
        "conversation_id state received_on accepted_on order_kind number ordered_on ordered_at_time place grounds plot"
        " articles appointing_body_id body_name person_name person_position person_rank person_iin case_category"
        " case_no case_no_kind case_no_parts exam_kind composition language region institute_id unit_id confidentiality"
        " named_expert by_materials consent consent_exception acquaintance_protocol signature_status"
        " destruction_permission first_institute first_number first_note return_ground withdrawal_ground closed_on"
        " retention_class checks_done legal_hold recorded_at search_words",
    ),
    "order_status": _table("intake.OrderStatus", "order_id seq state occurred_on recorded_at actor_id ground"),
    "arrival": _table(
        "intake.Arrival",
        "institute_id year number channel received_on received_at recorded_at source_system idempotency_key"
        " payload_hash body_id order_id answer",
    ),
    "registration": _table(
        "intake.Registration", "order_id institute_id series year number text registered_on recorded_at"
    ),
    "specialty": _table("intake.OrderedSpecialty", "order_id seq specialty_code asked_text institute_id"),
    "question": _table("intake.Question", "order_id number text specialty_seq"),
    "ordered_object": _table(
        "intake.OrderedObject",
        "order_id number kind name quantity measure_unit packaging seal_number no_seal_reason origin"
        " destruction_permission electronic specialty_seqs",
    ),
    "person": _table("intake.CasePerson", "order_id number role full_name iin iin_unknown is_examined"),
    "examination": _table(
        "examinations.Examination",
        "order_id registration_id seq specialty_code examination_type registered_on institute_id unit_id region"
        " exam_kind composition case_category confidentiality complex_group place death_confirmation state complexity"
        " complexity_justification lead_id lead_user_id order_accepted_on objects_complete_on t0 expert_accepted_on"
        " suspended_since finished_on delivered_on closed_on result result_reason result_ground norms_version"
        " calendar_version due_on cap_on target_on term_inputs_version agreement_round agreement_route"
        " retention_class legal_hold recorded_at",
    ),
    "status": _table(
        "examinations.ExaminationStatus",
        "examination_id seq act from_state to_state actor_id occurred_on recorded_at ground",
    ),
    "complexity": _table(
        "examinations.ComplexitySetting",
        "examination_id seq complexity justification actor_id occurred_on recorded_at",
    ),
    "assignment": _table(
        "examinations.Assignment",
        "examination_id expert_id user_id role specialty_code certificate assigned_by assigned_on recorded_at load"
        " candidates note end_reason end_note",
    ),
    "acceptance": _table(
        "examinations.ExpertAcceptance",
        "assignment_id user_id liability_warning_version no_conflict occurred_on recorded_at",
    ),
    "agreement": _table(
        "examinations.Agreement", "examination_id round approver_id decision comment occurred_on recorded_at"
    ),
    "petition": _table(
        "examinations.Petition",
        "examination_id seq kind number subject text questions asked_days suspends actor_id occurred_on recorded_at",
    ),
    "answer": _table(
        "examinations.PetitionAnswer",
        "petition_id decision granted_days text number actor_id body_id occurred_on recorded_at",
    ),
    "suspension": _table(
        "examinations.Suspension",
        "examination_id ground starts_on planned_to petition_id basis actor_id occurred_on recorded_at",
    ),
    "resumption": _table("examinations.Resumption", "suspension_id basis actor_id occurred_on recorded_at"),
    "extension": _table("examinations.Extension", "examination_id answer_id days occurred_on recorded_at"),
    "conclusion": _table(
        "conclusions.Conclusion",
        "examination_id seq kind language state number qr_token circumstances research impossibility_reason unit_id"
        " region examination_type confidentiality appointing_body_id created_by created_at",
    ),
    "conclusion_status": _table(
        "conclusions.ConclusionStatus", "conclusion_id seq act state actor_id occurred_on recorded_at ground"
    ),
    "signatory": _table("conclusions.Signatory", "conclusion_id place user_id is_lead education degree licence"),
    "answer_cell": _table(
        "conclusions.AnswerCell",
        "conclusion_id question_id question_number first_object last_object signatories outcome text written_by"
        " changed_at removed",
    ),
}


class Batch:
    """Rows that wait to be written together. A row is a line of COPY; its identifier, 32 hex digits, stands first."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.tables = tables
        self.lines: dict[str, list[str]] = {key: [] for key in tables}

    def __len__(self) -> int:
        return sum(map(len, self.lines.values()))

    def add(self, key: str, *values: object) -> None:
        """A row by its values; for rows that are few. The hot paths append ready lines."""
        self.lines[key].append("\t".join([*map(text, values), "1"]) + "\n")

    def put(self, key: str, row: Mapping[str, str]) -> None:
        """A wide row by its columns, each value already as COPY has it."""
        self.lines[key].append("\t".join([row[column] for column in self.tables[key].columns[:-1]]) + "\t1\n")

    def write(self) -> None:
        """Copy every table's lines, parents before children."""
        with connection.cursor() as cursor:
            for key, table in self.tables.items():
                if lines := self.lines[key]:
                    with cursor.copy(table.copy_statement()) as copy:
                        copy.write(table.block(lines))

    def written(self) -> Iterator[AuditedModel]:
        """An instance for each row, with nothing but its identifier: what the audit names."""
        for key, table in self.tables.items():
            model = table.model
            for line in self.lines[key]:
                yield model.from_db("default", ["id"], [UUID(line[:32])])

    def counts(self) -> dict[str, int]:
        """How many rows wait for each table."""
        return {table.name: len(self.lines[key]) for key, table in self.tables.items() if self.lines[key]}

    def clear(self) -> None:
        """Begin anew."""
        for lines in self.lines.values():
            lines.clear()


def text(value: object) -> str:
    """A value as COPY's text format has it."""
    match value:
        case None:
            return NULL
        case bool():
            return "t" if value else "f"
        case UUID():
            return value.hex
        case list() | tuple() | frozenset():
            return "{" + ",".join(map(str, value)) + "}"
        case _:
            return escaped(str(value))


def escaped(value: str) -> str:
    """Text without what COPY would read as a separator."""
    return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
