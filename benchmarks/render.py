"""A conclusion on its way to the body: rendered, a national signature over it verified, sealed.

Keys are the development ones and the time-stamp authority is inside the process: the network to a real one comes on
top. Every rendering is of another record, so nothing is answered from memory.
"""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
import django

from benchmarks.measuring import Report, percentile


@click.command()
@click.option("--repeats", default=40, show_default=True)
@click.option("--append", is_flag=True, help="Add the table to RESULTS.md.")
def main(repeats: int, append: bool) -> None:
    """Measure each part, and the three together."""
    django.setup()
    report = Report("conclusion: render, verify, seal")
    parts = _Parts()
    begun = time.perf_counter()
    pdf = parts.render(0)
    report.add("first rendering of a process, with loading the fonts", f"{(time.perf_counter() - begun) * 1000:.0f} ms")
    rendering = timed(parts.render, repeats)
    report.add("rendering, warm", said(rendering), "< 60 ms", percentile(rendering, 0.5) < 60)
    signature = parts.sign(pdf)
    verifying = timed(lambda _: parts.verify(pdf, signature), repeats)
    report.add("one CMS signature verified, with its chain", said(verifying))
    sealing = timed(lambda _: parts.seal(pdf, signature), repeats)
    report.add("attachments embedded and sealed, time stamp inside the process", said(sealing))
    together = [sum(three) for three in zip(rendering, verifying, sealing, strict=True)]
    report.add("rendered, verified and sealed", said(together), "< 400 ms", percentile(together, 0.5) < 400)
    sealed = parts.seal(pdf, signature)
    checking = timed(lambda _: parts.check(sealed), repeats)
    report.add("offline check of the sealed file", said(checking))
    report.note(f"{pages(pdf)} pages, {len(pdf) / 1024:.0f} KiB; sealed {len(sealed) / 1024:.0f} KiB")
    report.note(f"medians of {repeats}: the targets speak of these")
    report.note("RSA-2048 expert's key, EC P-256 seal, PAdES B-T")
    report.show(append=append)


def timed(work: Callable[[int], Any], repeats: int) -> list[float]:
    """Milliseconds of each repetition, after one that is not counted."""
    work(-1)
    times = []
    for number in range(1, repeats + 1):
        begun = time.perf_counter()
        work(number)
        times.append((time.perf_counter() - begun) * 1000)
    return times


def said(times: list[float]) -> str:
    """Median and the slow end."""
    return f"{percentile(times, 0.5):.1f} ms (p95 {percentile(times, 0.95):.1f} ms)"


def pages(pdf: bytes) -> int:
    """How many pages the document has."""
    from io import BytesIO

    from pyhanko.pdf_utils.reader import PdfFileReader

    count: int = PdfFileReader(BytesIO(pdf)).root["/Pages"]["/Count"]
    return int(count)


class _Parts:
    """The three parts with their keys loaded once, as a worker holds them."""

    def __init__(self) -> None:
        from saraptama.integrations.eds.development_ca import DevelopmentAuthority
        from saraptama.integrations.eds.seal import development_seal
        from saraptama.integrations.eds.verifier import CmsSignatureVerifier
        from tests.casework.conclusions.samples import HANDWRITING

        authority = DevelopmentAuthority(Path(os.environ["SARAPTAMA_HOME"]) / "keys" / "development")
        self.record: Mapping[str, Any] = HANDWRITING
        self.expert = authority.expert(iin="999999000103", surname="Сейітов", name="Ерлан")
        self.trust = authority.trust()
        self.verifier = CmsSignatureVerifier(self.trust)
        self.container = development_seal(authority, bin="999941006184", organisation="Institute")

    def render(self, number: int) -> bytes:
        """Revision 1 of a record that was not rendered before."""
        from saraptama.casework.conclusions.papers import pdf_of

        text = f"{self.record['research']}\n\nСтраница наблюдений {number} от {time.time_ns()}."
        return pdf_of({**self.record, "number": f"71-2026-{number + 2:06d}", "research": text}, {})

    def sign(self, pdf: bytes) -> bytes:
        """As the expert's own program would."""
        from saraptama.integrations.eds.development_signer import sign_detached

        return sign_detached(pdf, self.expert)

    def verify(self, pdf: bytes, signature: bytes) -> None:
        """The expert's signature over exactly these bytes."""
        from saraptama.kernel import clock

        self.verifier.verify_detached(pdf, signature, clock.now())

    def seal(self, pdf: bytes, signature: bytes) -> bytes:
        """The final file."""
        return self.container.enclose(pdf, signatures=[signature], log_proofs=[], data=b"{}")

    def check(self, pdf: bytes) -> None:
        """What `saraptama verify` does."""
        from saraptama.proof.conclusion_check import check

        check(pdf, self.trust)


if __name__ == "__main__":
    main()
