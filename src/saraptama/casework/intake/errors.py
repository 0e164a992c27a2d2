"""What intake refuses, and how to mend it."""

from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.rules import CombinationFlaw
from saraptama.kernel.errors import Refusal


class IdempotencyConflict(Refusal):
    """One key, two contents (integration.md E005)."""

    code = "idempotency_conflict"
    message = _("A message with this key was received before with other content. Send the new order under a new key.")
    status = 409


class OrderAlreadyReceived(Refusal):
    """Another order of the same conversation stands already."""

    code = "order_already_received"
    message = _("An order of this conversation was already received. Send an amendment instead.")
    status = 409


class ForeignBody(Refusal):
    """An orderer speaks for the own body only (integration.md E003)."""

    code = "foreign_body"
    message = _("You may send orders of your own body only. Check the code of the appointing body.")
    status = 403


class UnknownBody(Refusal):
    """No such appointing body, or none on that day (integration.md E004)."""

    code = "unknown_body"
    message = _("There is no appointing body with the code “{value}” on {day}. Choose it from the list.")


class UnknownInstitute(Refusal):
    """No such institute (integration.md E004)."""

    code = "unknown_institute"
    message = _("There is no institute with the code “{value}” on {day}. Choose it from the list.")


class UnknownUnit(Refusal):
    """The unit is not part of the institute that the order is addressed to."""

    code = "unknown_unit"
    message = _("There is no unit “{value}” in this institute. Choose a unit of the institute, or leave it empty.")


class UnknownSpecialty(Refusal):
    """No such specialty."""

    code = "unknown_specialty"
    message = _(
        "There is no specialty “{value}”. Choose one from the list; "
        "if the study stands in no list, give its name without a code."
    )


class ClosedSpecialty(Refusal):
    """The specialty is no longer, or not yet, in the list."""

    code = "closed_specialty"
    message = _("The specialty “{value}” is closed on {day}. Choose one that is in force.")


class SpecialtyIsAType(Refusal):
    """A type holds specialties; examinations are ordered by specialty."""

    code = "specialty_is_a_type"
    message = _("“{value}” is a type of examination. Choose a specialty inside it.")


class SpecialtyTwice(Refusal):
    """A specialty stands once in an order."""

    code = "specialty_twice"
    message = _("The specialty “{value}” stands twice. Remove one of them.")


class NoSuchSpecialtyInOrder(Refusal):
    """A question or object names a specialty of the order by its place."""

    code = "no_such_specialty_in_order"
    message = _("The order has no specialty no. {value}. Count them from 1.")


class OrderFromTheFuture(Refusal):
    """An order cannot be younger than its receipt."""

    code = "order_from_the_future"
    message = _("The order is dated {value}, later than the day of receipt {day}. Check the dates.")


class ReceiptFromTheFuture(Refusal):
    """Nothing is received tomorrow."""

    code = "receipt_from_the_future"
    message = _("The day of receipt {value} has not come yet. Check the date.")


class WrongLanguage(Refusal):
    """Proceedings are held in Kazakh or in Russian."""

    code = "wrong_language"
    message = _("The language of the proceedings is kk or ru, not “{value}”.")


class WrongRegion(Refusal):
    """The region is the first two digits of KATO."""

    code = "wrong_region"
    message = _("There is no region “{value}”. Give the first two digits of KATO.")


class WrongIin(Refusal):
    """An IIN has twelve digits, the last of which checks the others."""

    code = "wrong_iin"
    message = _("This is not an IIN. Check its 12 digits against the document, or leave it out if it is unknown.")


class WrongCaseNumber(Refusal):
    """A number of the pre-trial register has 15 digits, one of the record book 12 to 15."""

    code = "wrong_case_number"
    message = _("“{value}” is not a number of this kind. Check the digits or choose another kind of number.")


class CaseNumberKindMissing(Refusal):
    """A case number says which register it comes from."""

    code = "case_number_kind_missing"
    message = _("Give a case number together with its kind, or neither.")


class EmptyText(Refusal):
    """A question or an object without words says nothing."""

    code = "empty_text"
    message = _("This must not be empty.")


class TextTooLong(Refusal):
    """The field holds fewer characters."""

    code = "text_too_long"
    message = _("This is longer than {limit} characters. Shorten it; the document itself is kept whole.")


class TextNotStorable(Refusal):
    """A zero character never belongs to a text."""

    code = "text_not_storable"
    message = _("The text holds a zero character, which no text has. Send it again in UTF-8.")


class WrongQuantity(Refusal):
    """A quantity is positive and has at most three decimals."""

    code = "wrong_quantity"
    message = _("The quantity must be more than 0, below 100,000,000,000 and with at most three decimals.")


class SealedAndNot(Refusal):
    """A seal number excludes a reason for having none."""

    code = "sealed_and_not"
    message = _("Give either the seal number or the reason why there is no seal.")


class WrongConsentException(Refusal):
    """An exception from consent is named from the list, and only then."""

    code = "wrong_consent_exception"
    message = _("Name the exception of art. 271 from the list if consent is excepted, and only then.")


COMBINATION_SAYS = {
    CombinationFlaw.CATEGORY_MISSING: _("the category of the case is missing"),
    CombinationFlaw.CONTRACT_HAS_NO_CASE: _("a study by contract belongs to no case"),
    CombinationFlaw.CONTRACT_IS_PRIMARY: _("a study by contract is neither additional nor repeated"),
    CombinationFlaw.CIVIL_NEEDS_RULING: _("in a civil case the court appoints by a ruling"),
    CombinationFlaw.COMMISSION_HAS_ONE_SPECIALTY: _("a commission examines within one specialty"),
    CombinationFlaw.COMPLEX_NEEDS_TWO_SPECIALTIES: _("a complex examination needs two specialties or more"),
    CombinationFlaw.PRIMARY_HAS_NO_FIRST: _("a primary examination has no earlier one"),
}


class CombinationRefused(Refusal):
    """Kind, composition, category and basis do not go together."""

    code = "combination_refused"
    message = _("These cannot stand together: {reason}. Change the kind, the composition or the category.")


class RegistrationBarred(Refusal):
    """Something that the law makes indispensable is missing (integration.md E008)."""

    code = "order_incomplete"
    message = _("The order cannot be registered: {items} of the checklist are missing. Ask the body to complete it.")
    status = 409


class NotChecked(Refusal):
    """Registration follows the check."""

    code = "order_not_checked"
    message = _("The order has not been checked yet. Check it first.")
    status = 409


class UnknownReturnGround(Refusal):
    """A return rests on a ground of the list."""

    code = "unknown_return_ground"
    message = _("“{value}” is not a ground of return in force on {day}. Choose one from the list.")


class ExplanationMissing(Refusal):
    """The body must learn why its order comes back."""

    code = "explanation_missing"
    message = _("Explain it in words: the appointing body reads this in the letter.")


class WithdrawalGroundMissing(Refusal):
    """A recall names its ground."""

    code = "withdrawal_ground_missing"
    message = _("Say why the order is withdrawn, or name the document that withdraws it.")


class WrongDay(Refusal):
    """A legal day lies between the one before it and today."""

    code = "wrong_day"
    message = _("The day must not be before {first} nor after {last}.")


class ObjectsUnaccounted(Refusal):
    """A case is not closed while an object is missing (features C6)."""

    code = "objects_unaccounted"
    message = _("The order cannot be closed: these objects are neither returned nor used up: {labels}.")
    status = 409


class TooManyDrafts(Refusal):
    """Drafts are for orders that are being written, not for keeping."""

    code = "too_many_drafts"
    message = _("You are writing {most} orders already. Send or discard one of them first.")
    status = 409


class SeriesInUse(Refusal):
    """A series begins once."""

    code = "series_in_use"
    message = _("Numbers of this series were already given this year; its beginning cannot be changed.")
    status = 409


class FirstNumberWrong(Refusal):
    """A series begins at 1 or later."""

    code = "first_number_wrong"
    message = _("The first number of a series is 1 or more.")


class RelationDoesNotFit(Refusal):
    """A repeated examination has a first one, an additional one adds to another, a primary one has neither."""

    code = "relation_does_not_fit"
    message = _(
        "Only a repeated examination has a first one, and only an additional one adds to another. "
        "Choose what fits the kind of this order."
    )


class NotEarlier(Refusal):
    """What came later cannot be the earlier one."""

    code = "not_earlier"
    message = _("That order came after this one. Open it, and link this one there.")


class ResultIsWritten(Refusal):
    """What is under agreement, signed or delivered ends by its own result, and not by a return of the order."""

    code = "result_is_written"
    message = _(
        "Examination {number} is {state}: an order with a result cannot be returned any more. "
        "While the draft is under agreement, the head can send it back to the expert first."
    )
    status = 409
