"""One file, a trust store, no network: is this conclusion what the experts signed?"""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from saraptama.integrations.eds.container_builder import embed, seal
from saraptama.integrations.eds.development_signer import sign_detached
from saraptama.integrations.eds.seal import attachments
from saraptama.kernel.canonical import canonical_json
from saraptama.proof.conclusion_check import Check, Report, Verdict, check
from saraptama.proof.container import read_container
from saraptama.proof.log_proof import LogProof, read_log_proof
from saraptama.proof.merkle import leaf_hash
from saraptama.proof.trust import TrustStore
from tests.proof.signing import (
    INSTITUTE,
    SIGNED_AT,
    aigerim,
    authority,
    concluded,
    conclusion,
    enclosed,
    logged,
    revision_1,
    serik,
    technical_seal,
    trust,
)


def _verdicts(report: Report, question: Check) -> list[Verdict]:
    return [finding.verdict for finding in report.of(question)]


def _reason(report: Report, question: Check) -> str:
    (finding,) = report.of(question)
    assert finding.verdict is Verdict.FAILED
    assert finding.reason is not None
    return finding.reason.code


class TestWhatIsProven:
    """A conclusion as the service delivers it."""

    def test_everything_required_is_proven(self) -> None:
        report = check(conclusion().pdf, trust())
        assert report.verdict is Verdict.PROVEN
        proven = {finding.check for finding in report.findings if finding.verdict is Verdict.PROVEN}
        assert proven == set(Check) - {Check.REVOCATION, Check.DISSENT}

    def test_revocation_is_never_claimed(self) -> None:
        assert _verdicts(check(conclusion().pdf, trust()), Check.REVOCATION) == [Verdict.NOT_PROVEN]

    def test_each_expert_of_a_commission_is_told(self) -> None:
        report = check(concluded(aigerim(), serik()).pdf, trust())
        assert report.verdict is Verdict.PROVEN
        assert [each.params["iin"] for each in report.of(Check.SIGNER)] == ["850101400123", "790202300456"]

    def test_one_signature_file_may_hold_both(self) -> None:
        both = sign_detached(revision_1(), [aigerim(), serik()], at=SIGNED_AT)
        report = check(enclosed(revision_1(), (both,), logged(revision_1(), both)).pdf, trust())
        assert report.verdict is Verdict.PROVEN
        assert len(report.of(Check.SIGNATURE)) == 2

    def test_a_first_revision_may_end_with_a_line_end(self) -> None:
        finished = concluded(first=revision_1() + b"\n")
        assert finished.pdf.startswith(revision_1() + b"\n")
        assert check(finished.pdf, trust()).verdict is Verdict.PROVEN

    def test_the_time_stamp_says_when_it_was_sealed(self) -> None:
        (finding,) = check(conclusion().pdf, trust()).of(Check.SEAL_TIME)
        assert finding.params["at"] == "02.11.2026 14:30:00"

    def test_the_attachments_come_back_as_they_went(self) -> None:
        container = read_container(conclusion().pdf)
        assert list(container.attachments) == ["conclusion.json", "log-proof-1.json", "signature-1.p7s"]
        assert container.signatures["signature-1.p7s"] == conclusion().signatures[0]
        proof = read_log_proof(container.log_proofs["log-proof-1.json"])
        assert proof == logged(revision_1(), *conclusion().signatures)

    def test_poppler_agrees_about_the_seal(self, tmp_path: Path) -> None:
        (tmp_path / "conclusion.pdf").write_bytes(conclusion().pdf)
        said = subprocess.run(
            ["pdfsig", "-nocert", "conclusion.pdf"], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout
        assert "Signature is Valid" in said
        assert "Total document signed" in said
        assert "ETSI.CAdES.detached" in said


class TestWhatIsNotProven:
    """Nothing contradicts it, but we were not told whom to believe."""

    def test_who_trusts_nobody_learns_what_fits_together(self) -> None:
        report = check(conclusion().pdf, TrustStore())
        assert report.verdict is Verdict.NOT_PROVEN
        for question in (Check.SIGNER, Check.SEAL_OWNER, Check.SEAL_TIME, Check.LOG_KEY):
            assert _verdicts(report, question) == [Verdict.NOT_PROVEN]
        for question in (Check.SEAL, Check.SIGNATURE, Check.UNALTERED, Check.LOGGED, Check.COMMITTED):
            assert _verdicts(report, question) == [Verdict.PROVEN]

    def test_without_a_log_proof_the_record_is_not_proven(self) -> None:
        report = check(enclosed(revision_1(), conclusion().signatures).pdf, trust())
        assert report.verdict is Verdict.NOT_PROVEN
        assert _verdicts(report, Check.LOGGED) == _verdicts(report, Check.COMMITTED) == [Verdict.NOT_PROVEN]

    def test_a_seal_without_a_time_stamp_does_not_prove_its_time(self) -> None:
        embedded = embed(
            revision_1(), attachments(conclusion().signatures, [logged(revision_1(), *conclusion().signatures)], b"{}")
        )
        sealed = seal(embedded, identity=authority().seal(**INSTITUTE), time_stamper=None)
        report = check(sealed, trust())
        assert _verdicts(report, Check.SEAL_TIME) == [Verdict.NOT_PROVEN]
        assert report.verdict is Verdict.NOT_PROVEN


class TestWhatFails:
    """Something contradicts what the file claims."""

    @pytest.mark.parametrize("place", [700, 5000, 12_000])
    def test_a_flipped_byte_in_the_first_revision(self, place: int) -> None:
        altered = bytearray(conclusion().pdf)
        altered[place] ^= 1
        assert check(bytes(altered), trust()).verdict is Verdict.FAILED

    def test_a_swapped_signature_of_the_same_expert(self) -> None:
        """Signed again later: a true signature, but not the one that the log recorded."""
        again = sign_detached(revision_1(), aigerim(), at=SIGNED_AT + timedelta(hours=1))
        report = check(enclosed(revision_1(), (again,), logged(revision_1(), *conclusion().signatures)).pdf, trust())
        assert _verdicts(report, Check.SIGNATURE) == [Verdict.PROVEN]
        assert _reason(report, Check.COMMITTED) == "log.not_committed"
        assert report.verdict is Verdict.FAILED

    def test_a_signature_over_another_document(self) -> None:
        other = sign_detached(b"another conclusion", aigerim(), at=SIGNED_AT)
        report = check(enclosed(revision_1(), (other,), logged(revision_1(), other)).pdf, trust())
        assert _reason(report, Check.SIGNATURE) == "signature.document_altered"
        assert _verdicts(report, Check.UNALTERED) == [Verdict.NOT_PROVEN]

    def test_content_changed_between_signing_and_sealing(self) -> None:
        """The seal is intact, the signature holds over the first revision, and still it is not what was signed."""
        embedded = embed(
            revision_1(), attachments(conclusion().signatures, [logged(revision_1(), *conclusion().signatures)], b"{}")
        )
        writer = IncrementalPdfFileWriter(BytesIO(embedded))
        reference, _ = writer.find_page_for_modification(0)
        writer.get_object(reference.reference)["/Rotate"] = NumberObject(180)
        writer.mark_update(reference)
        output = BytesIO()
        writer.write(output)
        report = check(technical_seal().apply(output.getvalue()), trust())
        assert _verdicts(report, Check.SEAL) == _verdicts(report, Check.SIGNATURE) == [Verdict.PROVEN]
        assert _reason(report, Check.UNALTERED) == "conclusion.altered_after_signing"
        assert report.verdict is Verdict.FAILED

    def test_a_revision_appended_behind_the_seal(self) -> None:
        writer = IncrementalPdfFileWriter(BytesIO(conclusion().pdf))
        writer.update_root()
        output = BytesIO()
        writer.write(output)
        assert _reason(check(output.getvalue(), trust()), Check.SEAL) == "conclusion.seal_not_whole"

    def test_a_seal_cut_off(self) -> None:
        container = read_container(conclusion().pdf)
        report = check(conclusion().pdf[: container.revision_ends[3]], trust())
        assert _reason(report, Check.SEAL) == "conclusion.no_seal"

    def test_a_file_nobody_signed(self) -> None:
        report = check(enclosed(revision_1(), ()).pdf, trust())
        assert _reason(report, Check.SIGNATURE) == "conclusion.no_signature"

    def test_a_seal_by_a_persons_key_proves_no_seal_owner_of_another_authority(self) -> None:
        report = check(conclusion().pdf, replace(trust(), seals=()))
        assert _verdicts(report, Check.SEAL_OWNER) == [Verdict.NOT_PROVEN]

    def test_no_pdf(self) -> None:
        report = check(b"no pdf", trust())
        assert _reason(report, Check.READABLE) == "conclusion.unreadable"

    def test_certificates_judged_at_a_date_when_they_had_ended(self) -> None:
        report = check(conclusion().pdf, trust(), datetime(2050, 1, 1, tzinfo=UTC))
        assert _reason(report, Check.SIGNER) == "certificate.expired"
        assert _reason(report, Check.SEAL_OWNER) == "certificate.expired"

    def test_signed_after_it_was_recorded(self) -> None:
        late = sign_detached(revision_1(), aigerim(), at=SIGNED_AT + timedelta(days=3))
        report = check(enclosed(revision_1(), (late,), logged(revision_1(), late)).pdf, trust())
        assert _reason(report, Check.SIGNER) == "signature.times_contradict"

    def test_a_certificate_that_had_ended_when_the_log_recorded_it(self) -> None:
        """Backdating does not help: the log's time counts too."""
        ended = authority().issue(
            aigerim().certificate.subject, purposes=["1.3.6.1.5.5.7.3.4"], valid_until=SIGNED_AT - timedelta(days=1)
        )
        backdated = sign_detached(revision_1(), ended, at=SIGNED_AT - timedelta(days=2))
        report = check(enclosed(revision_1(), (backdated,), logged(revision_1(), backdated)).pdf, trust())
        assert _reason(report, Check.SIGNER) == "certificate.expired"


class TestLogProofs:
    """The proof in the file leads to a checkpoint of a log that we trust, or it is told why not."""

    @staticmethod
    def _with(proof: LogProof) -> Report:
        return check(enclosed(revision_1(), conclusion().signatures, proof).pdf, trust())

    @staticmethod
    def _true() -> LogProof:
        return logged(revision_1(), *conclusion().signatures)

    def test_a_leaf_rewritten_is_not_in_the_log(self) -> None:
        rewritten = canonical_json({**self._true().act, "recorded_at": "2026-11-01T00:00:00+00:00"})
        report = self._with(replace(self._true(), leaf=rewritten))
        assert _reason(report, Check.LOGGED) == "log.not_included"

    def test_a_leaf_in_another_place_is_not_in_the_log(self) -> None:
        assert _reason(self._with(replace(self._true(), leaf_index=0)), Check.LOGGED) == "log.not_included"

    def test_a_leaf_with_a_doubled_key_is_refused(self) -> None:
        """JSON readers differ on which of two equal keys counts; the canonical form has none twice."""
        doubled = self._true().leaf[:-1] + b',"documents":{}}'
        lone = replace(self._true(), leaf=doubled)
        assert leaf_hash(doubled) != leaf_hash(self._true().leaf)
        with pytest.raises(Exception, match="canonical"):
            _ = lone.act

    def test_a_checkpoint_of_another_size_is_refused(self) -> None:
        assert _reason(self._with(replace(self._true(), tree_size=4)), Check.LOGGED) == "log.not_included"

    def test_a_checkpoint_of_another_log_is_refused(self) -> None:
        assert _reason(self._with(replace(self._true(), origin="other.example")), Check.LOGGED) == "log.wrong_origin"

    def test_a_checkpoint_altered_under_its_signature_is_refused(self) -> None:
        true = self._true()
        root = true.checkpoint.split("\n")[2]
        forged = replace(true, checkpoint=true.checkpoint.replace(root, "A" * 43 + "="))
        assert _reason(self._with(forged), Check.LOGGED) == "log.not_included"

    @pytest.mark.parametrize(
        "junk",
        [b"", b"[]", b"{}", b'{"schema": "other"}', b"\xff", b'{"schema":"saraptama/log-proof/0","origin":1}'],
    )
    def test_what_is_no_proof_is_refused(self, junk: bytes) -> None:
        with pytest.raises(Exception, match="cannot be read"):
            read_log_proof(junk)

    def test_a_proof_is_written_and_read_alike(self) -> None:
        assert read_log_proof(self._true().to_json()) == self._true()


def test_no_flipped_bit_goes_unnoticed() -> None:
    """The seal covers the whole file but itself; what lies in its own place is the signature, checked as such."""
    pdf = conclusion().pdf
    seal_starts = pdf.rindex(b"/Contents <")
    seal_ends = pdf.index(b">", seal_starts)
    for place in [*range(0, seal_starts, 499), *range(seal_ends, len(pdf), 99)]:
        altered = bytearray(pdf)
        altered[place] ^= 0x10
        assert check(bytes(altered), trust()).verdict is Verdict.FAILED, f"byte {place}"


def test_nothing_hides_in_the_room_left_for_the_seal() -> None:
    pdf = conclusion().pdf
    padding = pdf.index(b">", pdf.rindex(b"/Contents <")) - 2
    assert pdf[padding : padding + 2] == b"00"
    assert (
        _reason(check(pdf[:padding] + b"7F" + pdf[padding + 2 :], trust()), Check.READABLE) == "conclusion.unreadable"
    )
