"""Why a file is not taken, not given, or not believed."""

from django.utils.translation import gettext_lazy as _

from saraptama.kernel.errors import Refusal


class FileEmpty(Refusal):
    """A file of no bytes proves nothing."""

    code = "file_empty"
    message = _("The file “{name}” is empty. Choose the file again.")


class FileTooLarge(Refusal):
    """Larger than this kind of document may be."""

    code = "file_too_large"
    message = _("The file “{name}” is larger than {limit} MB. Split it, or scan it at a lower resolution.")


class FileTypeNotAllowed(Refusal):
    """A type that this kind of document never has."""

    code = "file_type_not_allowed"
    message = _("A file of the type {media_type} cannot be taken here. Allowed: {allowed}.")


class FileDisguised(Refusal):
    """The bytes are not what the name or the sender says (a program called report.pdf)."""

    code = "file_disguised"
    message = _(
        "The file “{name}” says it is {declared}, but its content is {detected}. Save it again and send the original."
    )


class FileLocked(Refusal):
    """A password-protected PDF cannot be read by those who must read it."""

    code = "file_locked"
    message = _("The file “{name}” is protected by a password. Remove the protection and send it again.")


class FileMissing(Refusal):
    """The record stands, but the storage has no such ciphertext: restore it from the backup."""

    code = "file_missing"
    message = _("The stored file is missing from the storage. Tell the administrator the code {file_id}.")
    status = 503


class FileAltered(Refusal):
    """The stored bytes are not those that were stored: nothing of them is shown."""

    code = "file_altered"
    message = _("The stored file was altered and is not shown. Tell the administrator the code {file_id}.")
    status = 503


class RangeNotSatisfiable(Refusal):
    """The asked range lies outside the file (RFC 9110, 15.5.17)."""

    code = "range_not_satisfiable"
    message = _("The asked part lies outside the file of {size} bytes.")
    status = 416


class CaseErased(Refusal):
    """The case's key was destroyed under an act: its files cannot be read or added to by anybody."""

    code = "case_erased"
    message = _("The files of this case were erased under the act {act}.")
    status = 410


class LegalHoldStands(Refusal):
    """What is under legal hold is not erased, whatever its term of retention."""

    code = "legal_hold"
    message = _("The case is under legal hold ({ground}). Lift the hold first.")
    status = 409


class NoFilesInCase(Refusal):
    """There is no key, so there is nothing to hold or to erase."""

    code = "no_files_in_case"
    message = _("The case has no stored files.")
    status = 404


class KeyDestroyed(Refusal):
    """The key store says that the case's key was destroyed."""

    code = "key_destroyed"
    message = _("The key of this case was destroyed; its files cannot be read.")
    status = 410


class KeyMissing(Refusal):
    """The key store has no key for the case: it was not restored together with the data."""

    code = "key_missing"
    message = _("The key of this case is missing from the key store. Restore the key store from its backup.")
    status = 503


class MasterKeyWrong(Refusal):
    """The case's key was wrapped by another installation's master key, or its blob was altered."""

    code = "master_key_wrong"
    message = _("The key of this case does not open with the master key of this installation. Restore the right one.")
    status = 503


class CharacterNotPrintable(Refusal):
    """A character that none of the paper's fonts can draw: PDF/A forbids a hole in its place."""

    code = "character_not_printable"
    message = _("The text holds a character that cannot be printed ({reason}). Remove it and try again.")


class RenderingFailed(Refusal):
    """The paper could not be set; nothing was stored."""

    code = "rendering_failed"
    message = _("The paper could not be made: {reason}. Quote this to the administrator.")
    status = 500


class BlobMissing(Exception):
    """The storage has nothing under the address."""


class IntegrityError(Exception):
    """An authenticated decryption failed: wrong key, wrong place, or altered bytes."""
