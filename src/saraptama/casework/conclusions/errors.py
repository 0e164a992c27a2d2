"""Why an act on a conclusion is refused."""

from django.utils.translation import gettext_lazy as _

from saraptama.kernel.errors import NotPermitted, Refusal


class NotInProduction(Refusal):
    """A conclusion is written while the expert works on the examination."""

    code = "not_in_production"
    message = _("A conclusion is written while the examination is in production; it is “{state}” now.")
    status = 409


class ConclusionOpen(Refusal):
    """One conclusion at a time is written for an examination."""

    code = "conclusion_open"
    message = _("A conclusion of this examination is already being written. Open it instead of beginning another.")
    status = 409


class NotYourConclusion(NotPermitted):
    """The experts write and sign in their own name, and nobody edits their findings (Law 44-VI art. 8)."""

    code = "not_your_conclusion"
    message = _("Only the experts of this examination may write or sign the conclusion.")


class WrongState(Refusal):
    """The act is not possible in the state in which the conclusion now is."""

    code = "wrong_state"
    message = _("This cannot be done now: the conclusion is “{state}”.")
    status = 409


class SectionUnknown(Refusal):
    """Only the parts written by hand can be written; the rest comes from the record."""

    code = "section_unknown"
    message = _("There is no part “{section}” to write.")


class QuestionUnknown(Refusal):
    """The question belongs to another examination."""

    code = "question_unknown"
    message = _("This question was not put to this examination. Choose one of its questions.")


class ObjectUnknown(Refusal):
    """The range names objects that the examination does not have."""

    code = "object_unknown"
    message = _("The examination has objects 1 to {last}. Give a range inside them, or none for all.")


class GroupUnknown(Refusal):
    """An answer is given by experts of this examination."""

    code = "group_unknown"
    message = _("An answer is given by experts of this examination. Choose among them.")


class AnswerContradicts(Refusal):
    """One expert would say two things of one object."""

    code = "answer_contradicts"
    message = _("Question {question} is already answered for these objects by the same experts. Change that answer.")


class AnswerTextNeeded(Refusal):
    """A finding is a sentence, not a box that was ticked."""

    code = "answer_text_needed"
    message = _("Write the answer in words.")


class PictureUnfit(Refusal):
    """Illustrations are JPEG or PNG, so that every reader shows them."""

    code = "picture_unfit"
    message = _("An illustration is a JPEG or PNG picture with a caption and a description. Convert it and try again.")


class TableUnfit(Refusal):
    """A table that fits a page: its first row names the columns, at least one row follows."""

    code = "table_unfit"
    message = _(
        "A table has a caption, a row of headings and at least one row more, {columns} columns and {rows} rows at most."
    )


class DeviceUnnamed(Refusal):
    """A device is named so that anybody finds it again."""

    code = "device_unnamed"
    message = _("Give the device's name and its inventory number.")


class NoteStillOpen(Refusal):
    """An open note is corrected, a locked one is added to."""

    code = "note_still_open"
    message = _("This note is not locked yet. Correct the note itself.")
    status = 409


class AddendumTextNeeded(Refusal):
    """An addendum says something."""

    code = "addendum_text_needed"
    message = _("Write the addendum.")


class ElementsMissing(Refusal):
    """The conclusion lacks what the law demands of it (CPC art. 283)."""

    code = "elements_missing"
    message = _("The conclusion cannot be signed yet. Missing: {missing}.")

    @property
    def elements(self) -> tuple[object, ...]:
        """The missing elements, one by one."""
        found: tuple[object, ...] = self.params["elements"]
        return found


class NotAgreed(Refusal):
    """The last head has not agreed to the form of the draft."""

    code = "not_agreed"
    message = _("The heads have not all agreed to the draft yet.")
    status = 409


class NotYourTurn(Refusal):
    """Experts sign one after another, the lead last."""

    code = "not_your_turn_to_sign"
    message = _("{name} signs next.")
    status = 409


class AlreadySigned(Refusal):
    """An expert signs a conclusion once."""

    code = "already_signed"
    message = _("You have already signed this conclusion.")
    status = 409


class SomebodySigned(Refusal):
    """Bytes that somebody has signed are not made anew."""

    code = "somebody_signed"
    message = _("{name} has already signed this document. It cannot be changed any more.")
    status = 409


class OneSignatureExpected(Refusal):
    """Each expert brings the own signature; a file of several belongs to nobody."""

    code = "one_signature_expected"
    message = _("The signature file holds {count} signatures. Send a file with your own signature only.")


class SignedBySomebodyElse(Refusal):
    """The certificate's IIN is not the expert's."""

    code = "signed_by_somebody_else"
    message = _("The signature belongs to another person. Sign with your own key.")


class IinUnknown(Refusal):
    """Without the IIN on record nobody can say whose signature it is."""

    code = "iin_unknown"
    message = _("Your IIN is not on record. Ask the administrator to enter it, then sign.")


class NotYetLogged(Refusal):
    """No checkpoint covers the signatures yet; the job tries again in a moment."""

    code = "not_yet_logged"
    message = _("The log has not covered the signatures yet. Sealing will be tried again.")
    status = 409


class SealPending(Refusal):
    """The seal could not be set now (a time-stamp authority is down). The conclusion is signed and safe."""

    code = "seal_pending"
    message = _("The conclusion is signed; the seal is pending ({reason}). Sealing will be tried again.")
    status = 503


class SealedBytesDiffer(Refusal):
    """The builder changed the bytes that the experts signed: nothing of it is kept."""

    code = "sealed_bytes_differ"
    message = _("The sealed file does not begin with the signed document. Tell the administrator.")
    status = 500


class NotSealed(Refusal):
    """Only a sealed conclusion leaves the house."""

    code = "not_sealed"
    message = _("The conclusion is not sealed yet.")
    status = 409


class GroundNeeded(Refusal):
    """A conclusion is withdrawn on a ground."""

    code = "ground_needed"
    message = _("Give the ground.")


class NothingToWithdraw(Refusal):
    """Only a signature that stands can be withdrawn."""

    code = "nothing_to_withdraw"
    message = _("You have no signature under this document that could be withdrawn.")
    status = 409


class NobodyToDissentFrom(Refusal):
    """One expert alone has one opinion."""

    code = "nobody_to_dissent_from"
    message = _("A dissenting opinion needs other experts. Write your findings in the conclusion itself.")
    status = 409


class DissentTextNeeded(Refusal):
    """A dissenting opinion gives its reasons."""

    code = "dissent_text_needed"
    message = _("Write the dissenting opinion in words.")


class DissentNotSigned(Refusal):
    """An opinion that was stated goes with the conclusion, signed, or not at all."""

    code = "dissent_not_signed"
    message = _("Sign your dissenting opinion first, or take it back.")
    status = 409


class DissentOutdated(Refusal):
    """The opinion speaks of a document that was made anew since."""

    code = "dissent_outdated"
    message = _("The document was made up anew after your dissenting opinion. Save the opinion again, then sign it.")
    status = 409
