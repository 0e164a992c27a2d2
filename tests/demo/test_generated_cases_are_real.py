"""The republic and its generated cases against what the services themselves make and demand."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import F
from django.test import TestCase

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.examinations.workflow import WORKFLOW
from saraptama.casework.intake.enums import Channel
from saraptama.casework.intake.services import receive_and_register
from saraptama.casework.intake.services.drafting import search_words
from saraptama.demo import settle
from saraptama.demo.bulk.generator import generate
from saraptama.demo.cast import CAST
from saraptama.demo.republic import EXPERTS, Republic, build_republic
from saraptama.foundation.accounts.services import actor_for_login
from saraptama.foundation.audit.integrator import catch_up
from saraptama.foundation.audit.verification import verify_log
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from tests.factories.intake import complete_order, machine_of

COUNT = 240
THE_CAST = [member.login for member in CAST]


def model(label: str) -> Any:
    return apps.get_model(label)


class TheGeneratedCountry(TestCase):
    """One country for all tests here: settling it takes seconds."""

    republic: Republic

    @classmethod
    def setUpTestData(cls) -> None:
        actor = settle.builder()
        settle.load_reference(actor)
        cls.republic = build_republic(actor)
        generate(actor, examinations=COUNT, months=4, seed=5)

    def test_about_as_many_experts_as_the_centre_has(self) -> None:
        self.assertAlmostEqual(self.republic.experts, EXPERTS, delta=EXPERTS * 0.03)
        working = model("experts.Expert").objects.exclude(user__login__in=THE_CAST)
        self.assertEqual(working.count(), self.republic.experts)

    def test_nobody_of_them_can_sign_in(self) -> None:
        for user in model("accounts.User").objects.exclude(login__in=THE_CAST):
            self.assertFalse(user.has_usable_password(), user.login)

    def test_every_institute_has_its_people(self) -> None:
        roles = model("accounts.RoleAssignment").objects
        for institute in reference.institutes():
            for role in ("CLERK", "CUSTODIAN"):
                self.assertTrue(roles.filter(role=role, unit_id=institute.id).exists(), (institute.code, role))
            self.assertTrue(roles.filter(role="EXPERT", unit__path__startswith=institute.path).exists())

    def test_certificates_run_out_and_people_are_away(self) -> None:
        today = clock.today()
        certificates = model("experts.SpecialtyCertificate").objects
        self.assertTrue(certificates.filter(valid_to__lt=today).exists())
        self.assertTrue(certificates.filter(valid_to__gte=today).exists())
        absences = model("experts.Absence").objects
        self.assertTrue(absences.filter(valid_from__lte=today, valid_to__gte=today).exists())

    def test_settling_again_writes_nothing(self) -> None:
        before = model("audit.AuditEntry").objects.count()
        again = build_republic(settle.builder())
        self.assertGreaterEqual(again.experts, self.republic.experts)
        self.assertEqual(model("audit.AuditEntry").objects.count(), before)

    def test_as_many_examinations_as_asked(self) -> None:
        self.assertEqual(model("examinations.Examination").objects.count(), COUNT)

    def test_the_log_verifies_with_every_row(self) -> None:
        catch_up()
        outcome = verify_log(rows=True)
        self.assertEqual(outcome.findings, ())
        self.assertGreater(outcome.rows or 0, COUNT * 20)

    def test_due_dates_are_those_of_the_rule(self) -> None:
        for examination in model("examinations.Examination").objects.exclude(t0=None):
            reckoned = examinations.term_of(examination, clock.today())
            kept = (examination.due_on, examination.cap_on, examination.target_on)
            self.assertEqual(kept, (reckoned.due, reckoned.cap, reckoned.target), examination.id)
            self.assertEqual(reckoned.defects, (), examination.id)

    def test_history_is_a_walk_through_the_workflow(self) -> None:
        walks: dict[UUID, list[Any]] = defaultdict(list)
        for row in model("examinations.ExaminationStatus").objects.order_by("examination_id", "seq"):
            walks[row.examination_id].append(row)
        for examination in model("examinations.Examination").objects.all():
            state = ""
            for place, row in enumerate(walks[examination.id], start=1):
                self.assertEqual((row.seq, row.from_state), (place, state))
                if place > 1:
                    self.assertEqual(WORKFLOW.target_of(row.act, ExaminationState(state)), row.to_state)
                state = row.to_state
            self.assertEqual(examination.state, state)

    def test_experts_were_certified_and_present_on_the_day(self) -> None:
        for row in model("examinations.Assignment").objects.all():
            self.assertTrue(
                model("experts.SpecialtyCertificate")
                .objects.filter(
                    expert=row.expert,
                    specialty_code=row.specialty_code,
                    number=row.certificate,
                    issued_on__lte=row.assigned_on,
                    valid_to__gte=row.assigned_on,
                )
                .exists()
            )
            away = row.expert.absences.filter(valid_from__lte=row.assigned_on, valid_to__gte=row.assigned_on)
            self.assertFalse(away.exists())

    def test_numbers_follow_each_other_by_institute_and_year(self) -> None:
        for label, columns in (
            ("intake.Registration", ("institute_id", "series", "year")),
            ("intake.Arrival", ("institute_id", "year")),
        ):
            numbers: dict[Any, list[int]] = defaultdict(list)
            for *key, number in model(label).objects.order_by("number").values_list(*columns, "number"):
                numbers[tuple(key)].append(number)
            for key, found in numbers.items():
                self.assertEqual(found, list(range(1, len(found) + 1)), (label, key))

    def test_a_live_registration_goes_on_without_a_gap(self) -> None:
        year = clock.today().year
        registered = model("intake.Registration").objects.filter(institute__code="I71", series="ORDER", year=year)
        before = registered.count()
        answer = receive_and_register(
            machine_of(), submission=complete_order(), channel=Channel.API, idempotency_key="1", source_system="test"
        )
        self.assertEqual(answer.registration_number, f"71-{year}-{before + 1:06d}")

    def test_words_of_the_search_are_those_of_intake(self) -> None:
        orders = model("intake.Order").objects.prefetch_related("questions", "ordered_objects", "persons")
        for order in orders[:60]:
            expected = search_words(
                order, list(order.questions.all()), list(order.ordered_objects.all()), list(order.persons.all())
            )
            self.assertEqual(order.search_words, expected)

    def test_nothing_lies_in_the_future(self) -> None:
        today = clock.today()
        statuses = model("examinations.ExaminationStatus").objects
        self.assertFalse(statuses.filter(occurred_on__gte=today).exists())
        self.assertFalse(model("intake.Order").objects.filter(received_on__gte=today).exists())

    def test_complex_examinations_share_a_group_and_commissions_have_members(self) -> None:
        rows = model("examinations.Examination").objects
        for examination in rows.filter(composition="COMPLEX"):
            self.assertEqual(rows.filter(complex_group=examination.complex_group).count(), 2)
        for examination in rows.filter(composition="COMMISSION").exclude(lead=None):
            self.assertEqual(examination.assignments.count(), 2)
        self.assertFalse(rows.exclude(composition="COMPLEX").exclude(complex_group=None).exists())

    def test_medical_cases_are_half_and_confidential(self) -> None:
        rows = model("examinations.Examination").objects
        medical = rows.filter(examination_type__in=["23", "24", "25", "26"])
        self.assertAlmostEqual(medical.count() / COUNT, 0.5, delta=0.12)
        self.assertFalse(medical.exclude(confidentiality="MEDICAL").exists())

    def test_what_lies_before_a_head_has_its_draft(self) -> None:
        rows = model("examinations.Examination").objects
        drafted = rows.filter(state__in=["awaiting_approval", "approved"])
        self.assertTrue(drafted)
        for examination in drafted:
            conclusion = examination.conclusions.get()
            self.assertEqual(conclusion.state, "AGREED" if examination.state == "approved" else "SUBMITTED")
            lead = conclusion.signatories.get(is_lead=True)
            self.assertEqual(lead.user_id, examination.lead_user_id)
            if conclusion.kind == "CONCLUSION":
                asked = examination.order.questions.filter(specialty_seq__in=[examination.seq]) | (
                    examination.order.questions.filter(specialty_seq=None)
                )
                self.assertEqual(conclusion.answers.count(), asked.count())
        finished = rows.exclude(state__in=["awaiting_approval", "approved"])
        self.assertFalse(finished.filter(conclusions__isnull=False).exists())

    def test_the_journal_shows_them_to_their_institute(self) -> None:
        director = model("accounts.User").objects.get(login="i75-director")
        rows = list(examinations.journal(actor_for_login(director.login))[:20])
        self.assertTrue(rows)
        self.assertEqual({row.institute.code for row in rows}, {"I75"})

    def test_a_late_result_is_late_by_the_clock(self) -> None:
        late = model("examinations.Examination").objects.filter(finished_on__gt=F("due_on")).exclude(result="RETURNED")
        for examination in late:
            self.assertFalse(examinations.term_of(examination).in_term)
