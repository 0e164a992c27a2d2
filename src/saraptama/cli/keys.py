"""`saraptama keys`: the backup of the keys, apart from the data, and its way back."""

from pathlib import Path

import click

from saraptama.cli.home import Home

STORE, INSTALLATION = "store", "installation"
FOLDERS = {STORE: "keystore", INSTALLATION: "keys"}
"""Keys of cases, and the keys that the installation itself holds: the master key, the log's key."""


@click.group()
def keys() -> None:
    """Keys of cases and of the installation: backed up apart from the data and from each other."""


_PASSPHRASE_FILE = click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Its first line is the passphrase; asked for when not given.",
)


@keys.command()
@click.argument("part", type=click.Choice(list(FOLDERS)))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_PASSPHRASE_FILE
def backup(part: str, file: Path, passphrase_file: Path | None) -> None:
    """Write the keys of PART into FILE, encrypted by a passphrase."""
    from saraptama.integrations.storage.key_backup import back_up
    from saraptama.kernel import clock

    folder = Home.from_environment().path / FOLDERS[part]
    made = back_up(folder, file, part=part, passphrase=_passphrase(passphrase_file, again=True), today=clock.today())
    click.echo(f"{made.files} files of {folder} are in {file}.")
    if part == STORE:
        click.echo(f"Destroy it after {made.destroy_on:%d.%m.%Y}: it may hold keys of cases that are erased meanwhile.")


@keys.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_PASSPHRASE_FILE
def restore(file: Path, passphrase_file: Path | None) -> None:
    """Bring the keys of FILE back; refused where keys stand."""
    from saraptama.integrations.storage import key_backup
    from saraptama.kernel import clock

    said = key_backup.heading_of(file)
    if said.part not in FOLDERS:
        raise key_backup.NoKeyBackup(file=file)
    folder = Home.from_environment().path / FOLDERS[said.part]
    made = key_backup.restore(file, folder, passphrase=_passphrase(passphrase_file, again=False))
    click.echo(f"{made.files} files of {made.made_on:%d.%m.%Y} are in {folder}.")
    if made.part == STORE:
        if clock.today() > made.destroy_on:
            click.echo(f"This backup should have been destroyed after {made.destroy_on:%d.%m.%Y}.", err=True)
        click.echo("Now run `saraptama keys check`: keys of cases that were erased since are destroyed again.")


@keys.command()
def check() -> None:
    """Hold the key store against the database: destroy what was erased, count what is missing; exit 1 if any is."""
    from saraptama.cli.environment import set_up_django

    set_up_django()
    from saraptama.foundation.documents.selectors import cases_without_key
    from saraptama.foundation.documents.services import finish_erasures

    click.echo(f"{finish_erasures()} keys of erased cases were there and are destroyed.")
    missing = cases_without_key()
    click.echo(f"{missing} cases have no key: their files cannot be opened." if missing else "Every case has its key.")
    raise SystemExit(1 if missing else 0)


def _passphrase(file: Path | None, *, again: bool) -> str:
    if file is not None:
        return file.read_text(encoding="utf-8").partition("\n")[0]
    asked: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=again)
    return asked
