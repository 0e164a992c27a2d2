"""What custody refuses, and how to mend it."""

from django.utils.translation import gettext_lazy as _

from saraptama.kernel.errors import Refusal


class NothingChosen(Refusal):
    """An act needs objects."""

    code = "nothing_chosen"
    message = _("No object was chosen. Choose at least one.")


class ObjectUnknown(Refusal):
    """No such object, or the actor may not know of it."""

    code = "object_unknown"
    message = _("There is no object with this label. Check the label, or search by name.")
    status = 404


class OrderedObjectUnknown(Refusal):
    """The object that is being accepted is not in this order."""

    code = "ordered_object_unknown"
    message = _("This object is not in the order. Choose one from the order's list, or enter it without a number.")


class SealOrReason(Refusal):
    """An object is sealed, or the act says why it is not (features C1)."""

    code = "seal_or_reason"
    message = _("Give the seal number, or say why there is no seal; not both.")


class SealRemarkMissing(Refusal):
    """A broken or missing seal is described."""

    code = "seal_remark_missing"
    message = _("Describe how the seal is broken or why it is missing.")


class ObjectNameless(Refusal):
    """An object has a kind, a name and a quantity with its unit."""

    code = "object_nameless"
    message = _("Give the kind, the name and the quantity of the object with its unit of measure.")


class QuantityWrong(Refusal):
    """A quantity is positive."""

    code = "quantity_wrong"
    message = _("The quantity must be more than 0 and have at most three decimals.")


class WrongMoment(Refusal):
    """The chain grows forward in time."""

    code = "wrong_moment"
    message = _("The moment must not be in the future nor before {first}, when the object was last moved.")


class PlaceUnknown(Refusal):
    """No such place in this institute."""

    code = "place_unknown"
    message = _("There is no such place in use in this institute. Choose one from the storage tree.")


class PlaceExists(Refusal):
    """Codes are unique inside a place."""

    code = "place_exists"
    message = _("“{path}” already exists. Choose another code.")
    status = 409


class PlaceCodeWrong(Refusal):
    """A code is a part of a path."""

    code = "place_code_wrong"
    message = _("A code has small Latin letters, digits and hyphens. Change “{value}”.")


class PlaceInsideItself(Refusal):
    """A tree has no circles."""

    code = "place_inside_itself"
    message = _("A place cannot be moved into itself.")


class PlaceNotEmpty(Refusal):
    """A place is closed when nothing is left in it."""

    code = "place_not_empty"
    message = _("Something is still kept here. Move it first.")
    status = 409


class NotInYourHands(Refusal):
    """Only the holder disposes of an object; from storage, only the custodian."""

    code = "not_in_your_hands"
    message = _("The object {label} is not in your hands. Its holder must hand it over first.")
    status = 409


class AlreadyOffered(Refusal):
    """An object stands in one open offer at most."""

    code = "already_offered"
    message = _("The object {label} is already being handed over or returned. Wait for it, or call that off.")
    status = 409


class HandOverToOneself(Refusal):
    """Two people, two confirmations."""

    code = "hand_over_to_oneself"
    message = _("Objects are handed over to another person. Choose the receiver.")


class ReceiverUnknown(Refusal):
    """The receiver is a user who may sign in and confirm."""

    code = "receiver_unknown"
    message = _("There is no such employee. Choose the receiver from the list.")


class NotTheReceiver(Refusal):
    """Only the receiver confirms, with their own credentials (features C2)."""

    code = "not_the_receiver"
    message = _("Only the person to whom the objects are offered can answer the offer.")
    status = 403


class HandOverExpired(Refusal):
    """An offer does not stand forever."""

    code = "hand_over_expired"
    message = _("The offer stood until {until} and has expired. Ask the giver to offer the objects again.")
    status = 409


class ReasonMissing(Refusal):
    """A refusal is explained."""

    code = "reason_missing"
    message = _("Say why, in words.")


class RecipientMissing(Refusal):
    """A return names who took the objects and by which document."""

    code = "recipient_missing"
    message = _("Name the recipient and the document that lets them receive the objects.")


class ReturnDayWrong(Refusal):
    """Objects go back between the day they were made ready and today."""

    code = "return_day_wrong"
    message = _("The day must not be before {first} nor after today.")


class DestructionNotPermitted(Refusal):
    """Nothing is destroyed without the permission of the appointing body (CPC 272(1), 79; features C5)."""

    code = "destruction_not_permitted"
    message = _("The appointing body does not permit this destruction of {label}. Petition for the permission first.")
    status = 409


class MoreThanThereIs(Refusal):
    """Parts never exceed the whole."""

    code = "more_than_there_is"
    message = _("There is only {quantity} of {label}. Check the quantities.")


class OtherOrder(Refusal):
    """An object belongs to one order."""

    code = "other_order"
    message = _("The object {label} already belongs to another order.")
    status = 409


class WayMissing(Refusal):
    """A parcel can be traced."""

    code = "way_missing"
    message = _("Name the carrier and the number under which the parcel can be traced.")


class SentByHand(Refusal):
    """What is handed over in person is not sent."""

    code = "sent_by_hand"
    message = _("Objects that are given by hand are not sent. Choose the courier or the post.")


class SendToOneself(Refusal):
    """A parcel goes somewhere else."""

    code = "send_to_oneself"
    message = _("The objects are in this institute already. Choose another one.")


class NotInThisParcel(Refusal):
    """Only what was sent can arrive."""

    code = "not_in_this_parcel"
    message = _("The object {label} is not on its way in this parcel.")
    status = 409


class PaperMissing(Refusal):
    """A loss and a destruction are entered with their signed act (features C6, C7)."""

    code = "paper_missing"
    message = _("Add the signed act as a file.")


class WitnessMissing(Refusal):
    """Nobody destroys an object alone."""

    code = "witness_missing"
    message = _("Name at least one other person who was present.")


class DestructionDayWrong(Refusal):
    """An object is destroyed after it was received and not in the future."""

    code = "destruction_day_wrong"
    message = _("The day must not be before {first}, when the object was received, nor after today.")


class AlreadyClosed(Refusal):
    """An incident is closed once."""

    code = "incident_closed"
    message = _("This incident has already been closed. Reload the page.")
    status = 409


class NotDigital(Refusal):
    """Only digital objects have digital content."""

    code = "not_digital"
    message = _("{label} is no digital object: it has no content that could be stored.")


class CopyNotToBeUsed(Refusal):
    """A content that is not what was stored must not be used (features C8)."""

    code = "copy_altered"
    message = _("The stored content has changed and must not be used. An incident is open for {label}.")
    status = 409


class MovedMeanwhile(Refusal):
    """Somebody else was first; nothing was done twice."""

    code = "moved_meanwhile"
    message = _("Somebody did something with {label} while this page was open. Look at its chain, then repeat.")
    status = 409
