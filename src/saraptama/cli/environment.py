"""What every command needs before Django is set up: the home, the database's addresses, the settings module."""

import os
from contextlib import suppress

from saraptama.cli.database_check import check_database
from saraptama.cli.home import Home

SETTINGS = "saraptama.config.settings"


def prepare_environment(*, supervised_database: bool = True) -> Home:
    """Fill SARAPTAMA_HOME, DATABASE_URL and DATABASE_OWNER_URL for this process and its children.

    A DATABASE_URL given from outside is taken as it is, after the check; without one the embedded database is
    made to run. `supervised_database=False` is for a caller that watches the server itself.
    """
    home = Home.from_environment().prepare()
    os.environ["SARAPTAMA_HOME"] = str(home.path)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if not os.environ.get("DATABASE_URL"):
        from saraptama.cli.embedded_postgres.launcher import ensure_running

        addresses = ensure_running(home, supervised=supervised_database)
        os.environ["DATABASE_URL"] = addresses.app
        os.environ["DATABASE_OWNER_URL"] = addresses.owner
    _check_once(os.environ.setdefault("DATABASE_OWNER_URL", os.environ["DATABASE_URL"]))
    return home


def _check_once(url: str) -> None:
    """A child of a process that has checked this database starts without asking again: while the server recovers
    from a crash the child is to fail and be started again, not to refuse for good."""
    if os.environ.get("SARAPTAMA_CHECKED_DATABASE") != url:
        check_database(url)
        os.environ["SARAPTAMA_CHECKED_DATABASE"] = url


def set_up_django(*, as_owner: bool = False) -> None:
    """Django with the web's and workers' role, or with the role that may change the schema."""
    prepare_environment()
    if as_owner:
        os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]
    import django

    django.setup()


def is_embedded() -> bool:
    """No DATABASE_URL was given from outside."""
    return not os.environ.get("DATABASE_URL")


def end_with_parent() -> None:
    """Ask Linux to end this process when the supervisor that started it dies (PR_SET_PDEATHSIG, prctl(2)).

    Called by the child itself after it has started: code between fork and exec is unsafe in a threaded parent.
    """
    parent = os.environ.pop("SARAPTAMA_SUPERVISOR_PID", None)
    if parent is None:
        return
    import ctypes
    import signal

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    if os.getppid() != int(parent):
        raise SystemExit(1)
