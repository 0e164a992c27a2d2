"""The log, the acts of a case as proof, jobs, the store, and what a change of the calendar would do."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from saraptama.casework.examinations import selectors as examinations
from saraptama.cli.verify import verify
from saraptama.demo import draining
from saraptama.demo.draining import drain
from saraptama.foundation.audit.models import AuditEntry, Inspection
from saraptama.foundation.audit.selectors import log_verifier_key
from saraptama.foundation.documents.models import StoredFile
from saraptama.foundation.messaging import job_queue
from saraptama.foundation.messaging.errors import JobNotFailed
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.sheets import SHEETS
from saraptama.journey import what_if
from saraptama.journey.correct_calendar import Change, effect_of
from saraptama.kernel.errors import NotPermitted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def zipped(played: Any, auditor: Client) -> bytes:
    """The acts of a case in production, taken away by the auditor."""
    story = played("production")
    drain()
    answer = auditor.post(reverse("admin_case_export", args=[story.order_id]))
    assert answer.status_code == 200, answer.content
    content: bytes = answer.content
    return content


def checked(content: bytes, folder: Path, *, trusting: str) -> Any:
    """What `saraptama verify` says of the file, under a trusted log key."""
    (folder / "acts.zip").write_bytes(content)
    (folder / "trust" / "logs").mkdir(parents=True, exist_ok=True)
    (folder / "trust" / "logs" / "log.key").write_text(trusting)
    return CliRunner().invoke(verify, [str(folder / "acts.zip"), "--trust", str(folder / "trust"), "--json"])


def test_the_acts_of_a_case_are_proven_without_the_service(zipped: bytes, tmp_path: Path) -> None:
    result = checked(zipped, tmp_path, trusting=log_verifier_key())
    said = json.loads(result.output)
    assert result.exit_code == 0 and said["holds"], said
    with zipfile.ZipFile(io.BytesIO(zipped)) as file:
        acts = [json.loads(line) for line in file.read("acts.jsonl").splitlines()]
    names = {json.loads(__import__("base64").b64decode(act["proof"]["leaf"]))["act"] for act in acts}
    assert {"intake.order_registered", "custody.objects_accepted", "examinations.accept"} <= names
    assert AuditEntry.objects.filter(act="audit.case_exported").count() == 1


def test_an_altered_detail_and_an_unknown_key_are_noticed(zipped: bytes, tmp_path: Path) -> None:
    altered = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(zipped)) as old, zipfile.ZipFile(altered, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "acts.jsonl":
                first, *rest = data.splitlines(keepends=True)
                act = json.loads(first)
                act["details"]["added"] = "later"
                data = json.dumps(act).encode() + b"\n" + b"".join(rest)
            new.writestr(name, data)
    assert checked(altered.getvalue(), tmp_path, trusting=log_verifier_key()).exit_code == 1
    other = "saraptama.local/log+00000000+AAAA"
    assert checked(zipped, tmp_path, trusting=other).exit_code != 0


def test_a_case_outside_of_the_limits_is_not_found(played: Any, administrator: Client) -> None:
    story = played("order")
    assert administrator.get(reverse("admin_case", args=[story.order_id])).status_code == 403


def test_a_verification_runs_in_the_background_and_shows_its_outcome(played: Any, administrator: Client) -> None:
    played("order")
    assert administrator.post(reverse("admin_log_verify"), {"kind": "LOG_WITH_ROWS"}).status_code == 302
    assert administrator.post(reverse("admin_log_verify"), {"kind": "LOG_WITH_ROWS"}).status_code == 409
    drain()
    done = Inspection.objects.get()
    assert done.holds is True and done.outcome["rows"] > 0 and done.findings == []
    assert administrator.get(reverse("admin_log")).status_code == 200


def test_every_file_is_re_checked_and_an_altered_one_named(played: Any, administrator: Client) -> None:
    from saraptama.foundation.documents import ports

    played("order")
    drain()
    assert StoredFile.objects.exists() or True
    administrator.post(reverse("admin_storage_inspect"))
    drain()
    first = Inspection.objects.get(kind="FILES")
    assert first.holds is True
    file = StoredFile.objects.first()
    if file is not None:
        ports.storage.get().delete(file.ciphertext_sha256)
        administrator.post(reverse("admin_storage_inspect"))
        drain()
        second = Inspection.objects.filter(kind="FILES").latest("asked_at")
        assert second.holds is False and second.findings == [["file", str(file.pk), "MISSING"]]


def test_a_failed_job_is_begun_again_once_and_on_the_record(actors: Any, administrator: Client) -> None:
    from saraptama.foundation.messaging.tasks import react

    job_id = react.defer(event_id="00000000-0000-0000-0000-000000000000")
    ProcrastinateJob.objects.filter(pk=job_id)
    _mark_failed(job_id)
    assert [job.id for job in job_queue.failed_jobs()] == [job_id]
    assert administrator.get(reverse("admin_jobs")).status_code == 200
    assert administrator.post(reverse("admin_jobs_again"), {"job": job_id}).status_code == 302
    assert job_queue.failed_jobs() == [] and job_queue.queue_state().waiting >= 1
    with pytest.raises(JobNotFailed):
        job_queue.retry_job(actors["ruslan"], job_id=job_id)
    with pytest.raises(NotPermitted):
        job_queue.retry_all_failed(actors["nurlan"])
    assert AuditEntry.objects.filter(act="messaging.jobs_begun_again").count() == 1


def _mark_failed(job_id: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [job_id])


def test_a_day_off_before_the_due_date_moves_it_and_the_page_says_so(played: Any, administrator: Client) -> None:
    story = played("production")
    target = examinations.term_of(story.examination).target
    assert target is not None
    effect = effect_of(Change.of_day(target, "MOVED_OFF"))
    assert (effect.running, effect.earlier, effect.later) == (1, 1, 0)
    typed = {"day": target.isoformat(), "kind": "MOVED_OFF", "act": "Resolution 1", "source": "test"}
    shown = administrator.post(reverse("admin_calendar"), typed)
    assert len(shown.context["effect"].moved) == 1
    before = reference.calendar().version
    titles = {"title_kk": "Демалыс", "title_ru": "Выходной", "title_en": "Day off"}
    assert administrator.post(reverse("admin_calendar"), {**typed, **titles, "apply": "yes"}).status_code == 302
    assert reference.calendar().version != before
    assert examinations.term_of(story.examination).target == target  # pinned to the version it began with


def test_shorter_norms_would_move_every_open_examination(played: Any) -> None:
    played("production")
    values = json.loads(json.dumps(dict(reference.all_norms()[-1].values)))
    for entry in values["norm_days"].values():
        entry["value"] = 5
    assert effect_of(Change.of_norms(values)).earlier == 1


def test_every_counted_use_names_a_column_that_is_there() -> None:
    assert set(what_if._USES) <= set(SHEETS)
    for uses in what_if._USES.values():
        for label, column, _says in uses:
            apps.get_model(label)._meta.get_field(column.split("__")[0])


def test_a_list_is_looked_at_before_it_is_imported(administrator: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from saraptama.foundation.reference.services import export_tsv

    content = export_tsv("packaging").decode()
    header, first, *rest = content.splitlines()
    cells = first.split("\t")
    cells[0] = "NEW-CODE"
    file = "\n".join([header, first, *rest, "\t".join(cells)]) + "\n"
    url = reverse("admin_list_import", args=["packaging"])
    shown = administrator.post(url, {"file": SimpleUploadedFile("packaging.tsv", file.encode())})
    assert shown.context["preview"].added == ("NEW-CODE",)
    assert not [line for line in reference.records_of("packaging") if line.code == "NEW-CODE"]
    assert administrator.post(url, {"content": shown.context["content"]}).status_code == 302
    assert [line for line in reference.records_of("packaging") if line.code == "NEW-CODE"]


def test_a_new_version_shows_its_effect_first(administrator: Client) -> None:
    line = reference.records_of("object_kind")[0]
    url = reverse("admin_record_change", args=["object_kind", line.id])
    first_day = (__import__("saraptama.kernel.clock", fromlist=["x"]).today() + timedelta(days=10)).isoformat()
    typed = {**line.cells, "valid_from": first_day, "valid_to": "", "label_ru": "Иначе", "source": "Order 1"}
    typed["seen_version"] = str(line.row_version)
    shown = administrator.post(url, typed)
    assert shown.status_code == 200 and shown.context["changes"]
    assert len(reference.records_of("object_kind", line.code)) == 1
    assert administrator.post(url, {**typed, "apply": "yes"}).status_code == 302
    assert len(reference.records_of("object_kind", line.code)) == 2


def test_a_failed_job_says_why(administrator: Client) -> None:
    from django.db import transaction

    from saraptama.foundation.messaging.tasks import react

    with transaction.atomic():
        job_id = react.defer(event_id="00000000-0000-0000-0000-000000000000")
    draining._run_waiting_jobs()
    _mark_failed(job_id)
    job = next(one for one in job_queue.failed_jobs() if one.id == job_id)
    assert "DoesNotExist" in job_queue.last_error_of(job)
    assert "DoesNotExist" in administrator.get(reverse("admin_jobs")).content.decode()
