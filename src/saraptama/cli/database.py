"""`saraptama db`: the embedded database by hand."""

import os
import sys

import click

from saraptama.cli.embedded_postgres import launcher
from saraptama.cli.embedded_postgres.account import database_account
from saraptama.cli.embedded_postgres.binaries import find_binaries
from saraptama.cli.embedded_postgres.supervisor import supervise as watch
from saraptama.cli.environment import end_with_parent
from saraptama.cli.home import Home

_ROLES = click.Choice(["app", "owner", "admin"])


@click.group()
def db() -> None:
    """The PostgreSQL that comes with the packages. Not needed where DATABASE_URL names one of your own."""


@db.command()
@click.option("--throw-away", is_flag=True, help="For tests: no supervisor, and a crash of the machine may lose data.")
def start(*, throw_away: bool) -> None:
    """Set up the database if it is missing, start it, and keep it running."""
    home = Home.from_environment()
    launcher.ensure_running(home, supervised=not throw_away, settings=launcher.THROW_AWAY if throw_away else None)
    _tell(launcher.status(home))


@db.command()
def stop() -> None:
    """Stop the supervisor and the server."""
    stopped = launcher.stop(Home.from_environment())
    click.echo("The database is stopped." if stopped else "The database was not running.")


@db.command()
def status() -> None:
    """Say whether the database runs. Exit code 3 if not (as `systemctl status` does)."""
    found = launcher.status(Home.from_environment())
    _tell(found)
    if found.pid is None:
        sys.exit(3)


@db.command()
@click.option("--role", type=_ROLES, default="app", show_default=True, help="app serves, owner migrates, admin mends.")
def url(role: str) -> None:
    """Print the address for DATABASE_URL, with its password."""
    click.echo(_address(role))


@db.command(context_settings={"ignore_unknown_options": True})
@click.option("--role", type=_ROLES, default="owner", show_default=True)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def psql(role: str, arguments: tuple[str, ...]) -> None:
    """Open psql, the client of PostgreSQL; further arguments are its own."""
    address = _address(role)
    program = str(find_binaries(database_account()).program("psql"))
    # The address goes by the environment: a command line is readable by every user of the machine.
    os.execve(program, [program, *arguments], {**os.environ, **_libpq_environment(address)})  # noqa: S606 - psql itself


@db.command()
def supervise() -> None:
    """Watch the server in the foreground until Ctrl-C; starts it when it is down."""
    end_with_parent()
    watch(Home.from_environment(), {})


@db.command()
@click.option("--yes", is_flag=True, required=True, help="There is no way back.")
def remove(*, yes: bool) -> None:
    """Stop the database and delete all its data. For throw-away homes."""
    assert yes
    launcher.remove(Home.from_environment())
    click.echo("The database and its data are deleted.")


def _address(role: str) -> str:
    """Of a server that runs already, as it was started; otherwise of one that is now started and watched."""
    home = Home.from_environment()
    urls = launcher.ensure_running(home, supervised=launcher.status(home).pid is None)
    return str(getattr(urls, role))


def _libpq_environment(address: str) -> dict[str, str]:
    from psycopg.conninfo import conninfo_to_dict

    found = conninfo_to_dict(address)
    names = {"host": "PGHOST", "dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD"}
    return {variable: str(found[key]) for key, variable in names.items()}


def _tell(found: launcher.Status) -> None:
    click.echo(f"PostgreSQL {found.version}: " + (f"running, process {found.pid}" if found.pid else "not running"))
    click.echo(f"  data        {found.data}")
    click.echo(f"  socket      {found.socket}")
    click.echo(f"  supervisor  {found.supervisor or 'none'}")
