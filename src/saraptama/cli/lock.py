"""A lock that the kernel gives back when its holder dies, however it dies."""

import fcntl
import os
import time
from pathlib import Path
from types import TracebackType

from saraptama.kernel.errors import Refusal


class LockIsHeld(Refusal):
    """Two launchers or two supervisors on one home would fight over the same processes."""

    code = "already_running"
    message = (
        "Process {holder} holds {path}. Wait for it, or stop it first (`saraptama db stop`, Ctrl-C in its terminal)."
    )


class FileLock:
    """`flock` on a file that also tells who holds it. Usable as a context manager."""

    def __init__(self, path: Path, *, wait_seconds: float = 0) -> None:
        self.path = path
        self.wait_seconds = wait_seconds
        self._descriptor: int | None = None

    def acquire(self) -> "FileLock":
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        until = time.monotonic() + self.wait_seconds
        while not _try_lock(descriptor):
            if time.monotonic() >= until:
                os.close(descriptor)
                raise LockIsHeld(holder=self.written_pid() or "?", path=self.path)
            time.sleep(0.05)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        self._descriptor = descriptor
        return self

    def release(self) -> None:
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def holder(self) -> int | None:
        """The process that holds the lock now, if any."""
        if not self.path.exists():
            return None
        descriptor = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
        try:
            return None if _try_lock(descriptor) else self.written_pid()
        finally:
            os.close(descriptor)

    def written_pid(self) -> int | None:
        text = self.path.read_text().strip()
        return int(text) if text.isdigit() else None

    def __enter__(self) -> "FileLock":
        return self.acquire()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
