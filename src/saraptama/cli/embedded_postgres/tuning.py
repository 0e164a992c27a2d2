"""Server settings for one machine with two cores or more, shared with the web and the workers."""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

MEBIBYTE = 1024 * 1024
LARGEST_SOCKET_PATH = 107  # sun_path in sys/un.h, less its closing zero byte


def server_settings(socket: Path, log: Path) -> dict[str, str]:
    """Given on the command line at every start, so that a new release brings its settings to an old cluster."""
    shared = min(max(_physical_memory() // 8, 256), 2048)
    return {
        "listen_addresses": "",
        "unix_socket_directories": _in_double_quotes(socket),
        "unix_socket_permissions": "0700",
        "port": "5432",
        "max_connections": "200",
        "shared_buffers": f"{shared}MB",
        "effective_cache_size": f"{shared * 3}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": "128MB",
        "random_page_cost": "1.1",
        # An act is done when it is on the disk: evidence is never acknowledged from memory.
        "synchronous_commit": "on",
        "wal_compression": "on",
        "min_wal_size": "256MB",
        "max_wal_size": "2GB",
        "checkpoint_timeout": "15min",
        "idle_in_transaction_session_timeout": "10min",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "logging_collector": "on",
        "log_directory": str(log),
        "log_filename": "postgresql-%a.log",
        "log_rotation_age": "1d",
        "log_truncate_on_rotation": "on",
        "log_line_prefix": "%m [%p] %q%u@%d ",
        # Statements and details stay out of the log: their values may be personal data.
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_parameter_max_length_on_error": "0",
    }


def command_line(settings: Mapping[str, str]) -> str:
    """For `pg_ctl -o`, which hands the text to a shell."""
    return " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())


def _in_double_quotes(path: Path) -> str:
    """The setting is a list of names: a space or comma in a path must not part it."""
    return '"{}"'.format(str(path).replace('"', '""'))


def _physical_memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MEBIBYTE
