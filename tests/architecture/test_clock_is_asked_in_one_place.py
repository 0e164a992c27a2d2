"""Nothing calls now() but the clock in the kernel (design.md §4): replay and tests depend on it."""

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "saraptama"
ASKS_THE_TIME = re.compile(r"\b(datetime\.now|datetime\.utcnow|date\.today|timezone\.now|time\.time)\(")


def test_only_the_kernel_asks_for_the_time() -> None:
    offenders = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if ASKS_THE_TIME.search(path.read_text()) and path != SOURCE / "kernel" / "clock.py"
    ]
    assert offenders == []
