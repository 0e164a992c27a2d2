"""Commands that are Django's own, run with the right role of the database."""

import click

from saraptama.cli.environment import set_up_django

_PASS_ON = {"ignore_unknown_options": True, "help_option_names": []}


@click.command()
def migrate() -> None:
    """Bring the database to this release's schema, as its owner, with partitions for the months ahead."""
    set_up_django(as_owner=True)
    from django.core.management import call_command

    call_command("migrate", interactive=False)
    from saraptama.foundation.audit.partitions import prepare_read_partitions

    prepare_read_partitions()


@click.command()
def check() -> None:
    """Check the settings, the models and the database; exit code 1 on a finding."""
    set_up_django()
    from django.core.management import call_command

    call_command("check", databases=["default"], fail_level="WARNING")


@click.command(context_settings=_PASS_ON)
@click.option("--owner", is_flag=True, help="With the role that may change the schema.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(*, owner: bool, arguments: tuple[str, ...]) -> None:
    """Any Django management command, for developers: `saraptama manage shell`."""
    set_up_django(as_owner=owner)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["saraptama manage", *arguments])
