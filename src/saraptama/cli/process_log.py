"""What a child process says: kept in a rotated file, echoed with its name."""

import logging
import subprocess
import sys
import threading
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path

LARGEST_FILE = 10 * 1024 * 1024
FILES_KEPT = 5
NAME_WIDTH = 10
LAST_LINES = 20


class ProcessLog:
    """One part's log. Its lines are the process's own; only the terminal sees the name before them."""

    def __init__(self, folder: Path, name: str, *, echo: bool) -> None:
        self.name = name
        self._echo = echo
        self._last: deque[str] = deque(maxlen=LAST_LINES)
        path = folder / f"{name}.log"
        path.touch(mode=0o600)
        self._file = RotatingFileHandler(path, maxBytes=LARGEST_FILE, backupCount=FILES_KEPT, encoding="utf-8")
        self._follower: threading.Thread | None = None

    def follow(self, process: subprocess.Popen[bytes]) -> None:
        """Copy everything the process writes, until it closes its output."""
        self._follower = threading.Thread(target=self._copy, args=(process,), daemon=True)
        self._follower.start()

    def write(self, line: str) -> None:
        self._last.append(line)
        self._file.emit(logging.LogRecord(self.name, logging.INFO, "", 0, line, None, None))
        if self._echo:
            sys.stdout.write(f"{self.name:<{NAME_WIDTH}}| {line}\n")
            sys.stdout.flush()

    def last_words(self) -> str:
        if self._follower is not None:
            self._follower.join(timeout=2)
        return "\n".join(self._last)

    def close(self) -> None:
        if self._follower is not None:
            self._follower.join(timeout=2)
        self._file.close()

    def _copy(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout as output:
            for line in output:
                self.write(line.decode(errors="replace").rstrip("\n"))
