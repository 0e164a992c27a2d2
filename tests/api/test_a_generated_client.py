"""A client made from the description performs the journey of an appointing body's system, over real HTTP.

openapi-python-client knows nothing of us but `openapi.yaml`. The steps inside the institute are done by its people.
"""

import hashlib
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from django.conf import settings

from saraptama.cli.schema import ROOT
from saraptama.demo.cast import MACHINE_CLIENT_ID, MACHINE_SECRET
from saraptama.demo.draining import drain
from saraptama.demo.played_journey import STEPS, Story
from saraptama.foundation.audit.keys import log_signer
from saraptama.integrations.eds.development_ca import DevelopmentAuthority
from saraptama.kernel import clock
from saraptama.proof.conclusion_check import Verdict, check
from tests.api.test_what_else_a_system_may_do import PDF

PATIENCE = httpx.Timeout(60.0)
NAME = "generated_saraptama_client"
CONFIG = """
post_hooks: []
content_type_overrides:
  application/pdf: application/octet-stream
  "*/*": application/octet-stream
  application/problem+json: application/json
"""


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Finds the parts of the generated client by their names."""
    folder = tmp_path_factory.mktemp("client")
    config = folder / "config.yaml"
    config.write_text(CONFIG)
    made = subprocess.run(
        [
            *(sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"),
            *("--path", str(ROOT / "openapi.yaml"), "--output-path", str(folder / NAME), "--config", str(config)),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert "response will be omitted" not in made.stdout
    sys.path.insert(0, str(folder))
    try:
        yield lambda part: importlib.import_module(f"{NAME}.{part}" if part else NAME)
    finally:
        sys.path.remove(str(folder))


@pytest.fixture
def token(transactional_db: None, live_server: Any) -> str:
    """RFC 6749, section 4.4, as any system asks."""
    answer = httpx.post(
        f"{live_server.url}/identity/o/api/token",
        data={"grant_type": "client_credentials"},
        auth=(MACHINE_CLIENT_ID, MACHINE_SECRET),
        timeout=PATIENCE,
    )
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])


@pytest.fixture
def machine(generated: Any, live_server: Any, token: str) -> Iterator[Any]:
    """The generated client with the token."""
    client = generated("").AuthenticatedClient(
        base_url=live_server.url, token=token, timeout=PATIENCE, raise_on_unexpected_status=True
    )
    yield client
    client.get_httpx_client().close()


def inside(story: Story, first: str, last: str) -> None:
    """The institute's people do their part."""
    names = [name for name, _ in STEPS]
    for name, step in STEPS[names.index(first) : names.index(last) + 1]:
        assert step(story) is not None, name


def test_the_journey_of_a_body_by_a_generated_client(generated: Any, machine: Any) -> None:
    models, types = generated("models"), generated("types")

    def call(part: str, *args: Any, **named: Any) -> Any:
        return generated(f"api.{part}").sync_detailed(*args, client=machine, **named)

    story = Story(drain=drain)
    order = models.Order.from_dict(json.loads(story.words.order_document(clock.today())))
    sent = call("orders.register_order", body=order, idempotency_key="journey-1")
    again = call("orders.register_order", body=order, idempotency_key="journey-1")
    assert (sent.status_code, again.status_code) == (201, 200)
    assert again.parsed.order_id == sent.parsed.order_id and again.parsed.repeated
    story.order_id = sent.parsed.order_id
    drain()

    card = call("orders.get_order", story.order_id).parsed
    assert card.state == "registered" and len(card.examinations) == 1
    story.examination_id = UUID(str(card.examinations[0].examination_id))
    inside(story, "objects", "petition")

    state = call("examinations.get_examination", story.examination_id).parsed
    assert state.state == "suspended" and state.term.steps
    _answer_the_petition(call, models, types, story)
    drain()
    inside(story, "conclusion", "sealed_and_sent")

    (line,) = call("dispatches.list_dispatches", waiting=True).parsed.items
    content = call("dispatches.get_dispatch_content", line.dispatch_id).content
    assert hashlib.sha256(content).hexdigest() == line.content_sha256
    authority = DevelopmentAuthority(Path(settings.HOME) / "keys" / "development")
    assert check(content, authority.trust([log_signer().verifier])).verdict is Verdict.PROVEN
    proof = call("log.log_proof", document=line.content_sha256).parsed
    assert proof.leaf_index < proof.tree_size

    _give_the_receipt(call, models, line)
    drain()
    assert call("examinations.get_examination", story.examination_id).parsed.state == "delivered"
    assert call("dispatches.list_dispatches", waiting=True).parsed.items == []


def _answer_the_petition(call: Any, models: Any, types: Any, story: Story) -> None:
    """With a paper of the body's own."""
    (petition,) = call("examinations.list_petitions").parsed.items
    paper = call(
        "documents.attach_document",
        story.order_id,
        body=models.AttachDocumentMultiPartBodyParams(
            file=types.File(payload=BytesIO(PDF), file_name="answer.pdf", mime_type="application/pdf"),
            kind=models.AttachDocumentMultiPartBodyParamsKind.PETITION,
            sha256=hashlib.sha256(PDF).hexdigest(),
        ),
        idempotency_key="journey-2",
    ).parsed
    answered = call(
        "examinations.answer_petition",
        petition.petition_id,
        body=models.AnswerIn(decision=models.PetitionDecision.GRANTED, document_id=paper.document_id),
        idempotency_key="journey-3",
    )
    assert answered.status_code == 200 and answered.parsed.answer.decision == "GRANTED"


def _give_the_receipt(call: Any, models: Any, line: Any) -> None:
    """Over the hash of what was received, and of nothing else."""
    wrong = call(
        "dispatches.give_receipt",
        line.dispatch_id,
        body=models.ReceiptIn(content_sha256="0" * 64),
        idempotency_key="journey-4",
    )
    assert (wrong.status_code, wrong.parsed.code) == (422, "receipt_does_not_fit")
    receipt = call(
        "dispatches.give_receipt",
        line.dispatch_id,
        body=models.ReceiptIn(content_sha256=line.content_sha256),
        idempotency_key="journey-5",
    )
    assert receipt.parsed.state == "RECEIVED"
