"""Why the proof package refuses: one class per reason. English only, for nothing here knows a screen."""

from saraptama.kernel.errors import Refusal


class ProofRefusal(Refusal):
    """Something offered as proof does not prove it."""

    code = "proof.refused"
    message = "The proof was refused."


class MalformedTilePath(ProofRefusal):
    """Not an address of C2SP tlog-tiles."""

    code = "log.malformed_tile_path"
    message = "“{path}” is not the path of a tile. Ask for tile/<level>/<number> as tlog-tiles writes it."
    status = 404


class MalformedTile(ProofRefusal):
    """A tile or entry bundle does not hold what its width promises."""

    code = "log.malformed_tile"
    message = "{path} does not hold what its name promises. Fetch it again from another copy of the log."


class MalformedNote(ProofRefusal):
    """Not a signed note or not a checkpoint (C2SP signed-note, tlog-checkpoint)."""

    code = "log.malformed_note"
    message = "The checkpoint cannot be read: {why}. Fetch it again from the log."


class MalformedNoteKey(ProofRefusal):
    """Not a verifier key of C2SP signed-note."""

    code = "log.malformed_note_key"
    message = "“{key}” is not a verifier key. It reads <name>+<8 hex digits>+<base64>."


class UnknownNoteSigner(ProofRefusal):
    """No signature of the note is by a key we trust."""

    code = "log.unknown_note_signer"
    message = "The checkpoint bears no signature by a trusted log key. Trust the log's key first."


class NoteSignatureInvalid(ProofRefusal):
    """A trusted name and key are claimed, but the signature does not match."""

    code = "log.note_signature_invalid"
    message = "The checkpoint's signature by {signer} does not match its text: it was altered or forged."


class WrongOrigin(ProofRefusal):
    """The checkpoint speaks of another log."""

    code = "log.wrong_origin"
    message = "The checkpoint is of the log “{found}”, not “{expected}”."


class PromiseInvalid(ProofRefusal):
    """The log's promise to include an entry does not verify."""

    code = "log.promise_invalid"
    message = "The promise for entry {entry} was not made by this log's key, or it was altered."


class PdfUnreadable(ProofRefusal):
    """Not a PDF file whose structure can be followed to the end."""

    code = "conclusion.unreadable"
    message = "The file is no PDF that can be checked: {why}. Ask for the file as it was delivered."


class AlteredAfterSigning(ProofRefusal):
    """A later revision changed what the expert signed."""

    code = "conclusion.altered_after_signing"
    message = "The document was altered after the expert signed: {what}. Do not rely on it; ask the institute."


class LogProofUnreadable(ProofRefusal):
    """The embedded proof of inclusion cannot be read."""

    code = "log.proof_unreadable"
    message = "The log proof cannot be read: {why}."


class NotInLog(ProofRefusal):
    """The proof does not lead from the entry to the checkpoint's root."""

    code = "log.not_included"
    message = "The log proof does not lead to the checkpoint: the entry is not in that log."


class NoSeal(ProofRefusal):
    """The conclusion was not sealed, or the seal was cut off."""

    code = "conclusion.no_seal"
    message = "The file bears no seal. Ask the institute for the sealed file."


class SealNotWhole(ProofRefusal):
    """The seal leaves a part of the file open to change."""

    code = "conclusion.seal_not_whole"
    message = "Something was added behind the seal, or the seal does not forbid changes."


class NobodyConcluded(ProofRefusal):
    """No expert's signature travels in the file."""

    code = "conclusion.no_signature"
    message = "The file carries no expert's signature. It is not a signed conclusion."


class NotCommitted(ProofRefusal):
    """The log holds another document or another signature than this file."""

    code = "log.not_committed"
    message = "The log's entry speaks of another document or of another signature than those in this file."


class TimesContradict(ProofRefusal):
    """A signature claims to be younger than its own record."""

    code = "signature.times_contradict"
    message = "The signature claims {claimed}, after the log had recorded it ({recorded})."


class LogFolderAltered(ProofRefusal):
    """A published copy of the log lacks something, or holds what the log did not sign."""

    code = "log.folder_altered"
    message = "The copy of the log does not hold, at {where}: {why}. Take another copy, and ask its host."
