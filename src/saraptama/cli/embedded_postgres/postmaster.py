"""Is a server running on this data folder? Answered from its postmaster.pid, without believing a stale one."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

SECONDS_FOR_ORPHANS = 60


@dataclass(frozen=True, slots=True)
class PidFile:
    """The lines of postmaster.pid that matter (src/include/utils/pidfile.h)."""

    pid: int
    shared_memory_id: str
    status: str


def read_pid_file(data: Path) -> PidFile | None:
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if not lines or not lines[0].lstrip("-").isdigit():
        return None
    lines += [""] * (8 - len(lines))
    segment = lines[6].split()
    return PidFile(pid=abs(int(lines[0])), shared_memory_id=segment[-1] if segment else "", status=lines[7].strip())


def running_pid(data: Path) -> int | None:
    """The living server of this folder. A zombie, or a stranger who got the number after a reboot, is not it."""
    found = read_pid_file(data)
    if found is None or not _serves(found.pid, data):
        return None
    return found.pid


def is_ready(data: Path) -> bool:
    found = read_pid_file(data)
    return found is not None and found.status == "ready" and _serves(found.pid, data)


def clear_stale_locks(data: Path, socket: Path) -> None:
    """Take away the lock files of a dead server once the last of its back ends has left the shared memory.

    PostgreSQL itself refuses to start while the old number belongs to any living process or zombie of its account,
    which after a container's restart, or under an init that is slow to reap, is the usual case.
    """
    if not Path("/proc/self").exists():
        return
    found = read_pid_file(data)
    segment = found.shared_memory_id if found else ""
    until = time.monotonic() + SECONDS_FOR_ORPHANS
    while _attached(segment) and time.monotonic() < until:
        time.sleep(0.1)
    if not _attached(segment) and running_pid(data) is None:
        for lock in (data / "postmaster.pid", socket / ".s.PGSQL.5432.lock"):
            lock.unlink(missing_ok=True)


def _serves(pid: int, data: Path) -> bool:
    arguments = _command_line(pid)
    return bool(arguments) and Path(arguments[0]).name == "postgres" and str(data) in arguments


def _command_line(pid: int) -> list[str]:
    """Readable for every account, unlike /proc/PID/cwd, which root in a container may not follow."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
        except (FileNotFoundError, ProcessLookupError):
            return []
    listed = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], check=False, capture_output=True, text=True)
    return listed.stdout.split()


def _attached(shared_memory_id: str) -> int:
    """How many processes still hold the server's System V segment: PostgreSQL's own test for orphaned back ends."""
    try:
        rows = Path("/proc/sysvipc/shm").read_text().splitlines()
    except FileNotFoundError:
        return 0
    header, *segments = [row.split() for row in rows]
    shmid, nattch = header.index("shmid"), header.index("nattch")
    return next((int(row[nattch]) for row in segments if row[shmid] == shared_memory_id), 0)


def stop_process(pid: int, signal_number: int, *, within_seconds: float) -> bool:
    """Signal a process that is not our child and wait until it is gone."""
    try:
        os.kill(pid, signal_number)
    except ProcessLookupError:
        return True
    until = time.monotonic() + within_seconds
    while time.monotonic() < until:
        if not any(_command_line(pid)):
            return True
        time.sleep(0.05)
    return False
