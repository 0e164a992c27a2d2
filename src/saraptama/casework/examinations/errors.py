"""Why an act on an examination is refused."""

from django.utils.translation import gettext_lazy as _

from saraptama.kernel.errors import Refusal


class NotYourExamination(Refusal):
    """Only an expert to whom the examination is assigned now performs it (Law 44-VI art. 8)."""

    code = "not_your_examination"
    message = _("Only an expert assigned to this examination may do this. Ask the head for the assignment.")
    status = 403


class NotYourBody(Refusal):
    """Petitions are answered by the body that appointed the examination, and by no other (art. 34)."""

    code = "not_your_body"
    message = _("Only the body that appointed the examination may do this.")
    status = 403


class WrongState(Refusal):
    """The act is not possible in the state in which the examination now is."""

    code = "wrong_state"
    message = _("This cannot be done now: the examination is in the state “{state}”.")
    status = 409


class DayInTheFuture(Refusal):
    """A legal fact cannot lie in the future."""

    code = "day_in_the_future"
    message = _("The day {day} has not come yet. Enter the day on which it happened.")


class DayOutOfOrder(Refusal):
    """A fact cannot lie before the one on which it rests."""

    code = "day_out_of_order"
    message = _("The day {day} is before {earlier}, the day of the fact on which this one rests. Correct the day.")


class AlreadyOpened(Refusal):
    """The examinations of this registration exist already."""

    code = "already_opened"
    message = _("The examinations of this registration are open already.")
    status = 409


class ObjectOfAnotherOrder(Refusal):
    """Only objects of the order are used in production (CPC art. 79)."""

    code = "object_of_another_order"
    message = _("This object does not belong to the order of the examination. Choose one of the order's objects.")


class ObjectsAlreadyComplete(Refusal):
    """The day on which the objects were complete starts the term once and is not moved (art. 34)."""

    code = "objects_already_complete"
    message = _("The objects were complete on {day}; that day starts the term and does not move.")
    status = 409


class TermNotStarted(Refusal):
    """Without order and objects nothing is accepted for production (art. 34)."""

    code = "term_not_started"
    message = _("The order or its objects are not complete yet. Accept the missing objects first.")


class UnitOutsideInstitute(Refusal):
    """Work is directed to units of the institute that registered it."""

    code = "unit_outside_institute"
    message = _("This unit does not belong to the institute of the examination. Choose one of its units.")


class ExpertNotEligible(Refusal):
    """A rule forbids the assignment (art. 19, 20; domain.md §4.4)."""

    code = "expert_not_eligible"
    message = _("{name} cannot be assigned: {reason}. Choose another expert.")


class ExpertUnknown(Refusal):
    """The expert does not stand among the candidates."""

    code = "expert_unknown"
    message = _("This expert is not among the candidates of the institute. Choose one from the list.")


class WrongNumberOfExperts(Refusal):
    """A commission has several experts, any other examination one (CPC art. 281)."""

    code = "wrong_number_of_experts"
    message = _("A commission needs at least two experts; any other examination has exactly one.")


class CommissionNeedsTwo(WrongNumberOfExperts):
    """A commission is several experts of one specialty (CPC art. 281)."""

    code = "commission_needs_two"
    message = _("The order asks for a commission: choose at least one member besides the lead.")


class OneExpertOnly(WrongNumberOfExperts):
    """A sole examination has one expert; a commission is appointed by the order and not by the head."""

    code = "one_expert_only"
    message = _(
        "The order asks for one expert. Take the members off, or ask the appointing body to appoint a commission."
    )


class QuestionWithoutExpert(Refusal):
    """Every question of the examination is somebody's."""

    code = "question_without_expert"
    message = _("Nobody is to answer question {numbers}. Give it to one of the experts.")


class QuestionUnknownToPart(Refusal):
    """A part holds questions of this examination only."""

    code = "question_unknown_to_part"
    message = _("Question {numbers} is not put to this examination.")


class PartDueTooLate(Refusal):
    """A part is wanted before the term of the whole runs out (Law 44-VI art. 34)."""

    code = "part_due_too_late"
    message = _(
        "The part of {name} would be due on {day}; choose a day from today to the end of the examination's term, {due}."
    )


class AssignedMeanwhile(Refusal):
    """Another head has chosen before."""

    code = "assigned_meanwhile"
    message = _(
        "Meanwhile, at {at}, {by} assigned this examination to {names}. Your choice stands below and was not saved. To"
        " change theirs, replace the expert on the page of the examination."
    )
    status = 409


class NotComplex(Refusal):
    """Only a complex examination has parts of several specialties (CPC art. 282)."""

    code = "not_complex"
    message = _("This examination is not a part of a complex one.")


class LeadIsWorking(Refusal):
    """The leading part is chosen before its expert begins to write the joint conclusion."""

    code = "lead_is_working"
    message = _("The expert who leads has already begun. Replace the expert of the leading part instead.")
    status = 409


class NotTheLeadingPart(Refusal):
    """The conclusion of a complex examination is one (CPC art. 282)."""

    code = "not_the_leading_part"
    message = _("The joint conclusion of this complex examination is written under number {number}.")
    status = 409


class PartNotReady(Refusal):
    """The joint conclusion waits for the slowest part."""

    code = "part_not_ready"
    message = _("Part {number} of the complex examination is in the state “{state}”. It must be in production first.")
    status = 409


class RecusalAlreadyStated(Refusal):
    """The same challenge waits for its decision."""

    code = "recusal_already_stated"
    message = _("A challenge of this expert on this ground already waits for its decision.")
    status = 409


class RecusalAlreadyDecided(Refusal):
    """A challenge is decided once."""

    code = "recusal_already_decided"
    message = _("This challenge was decided on {day}.")
    status = 409


class NothingToSetAside(Refusal):
    """An exception concerns a conflict that there is."""

    code = "nothing_to_set_aside"
    message = _("No conflict of interest stands in the way of {name}: {reason}. An exception is not possible here.")


class OverrideAlreadyAsked(Refusal):
    """One exception at a time."""

    code = "override_already_asked"
    message = _("This exception was already asked for and waits for the second person.")
    status = 409


class OverrideAlreadyDecided(Refusal):
    """An exception is decided once."""

    code = "override_already_decided"
    message = _("This exception was decided on {day}.")
    status = 409


class SecondPersonNeeded(Refusal):
    """Two people stand behind an exception, each on an own account (features B5)."""

    code = "second_person_needed"
    message = _("You asked for this exception yourself. Another head or the director confirms it.")
    status = 403


class NotAssigned(Refusal):
    """The expert who is to be replaced does not have the examination."""

    code = "not_assigned"
    message = _("This expert is not assigned to the examination now.")


class AlreadyAccepted(Refusal):
    """An expert accepts an assignment once."""

    code = "already_accepted"
    message = _("You have already accepted this examination.")
    status = 409


class ConflictNotDenied(Refusal):
    """Production begins only when the expert declares that there is no conflict of interest."""

    code = "conflict_not_denied"
    message = _("Declare that you have no conflict of interest, or decline the examination for a conflict.")


class WarningNotSigned(Refusal):
    """The warning of criminal liability is signed before production (CPC art. 79; GPK art. 91)."""

    code = "warning_not_signed"
    message = _("Confirm the warning of criminal liability before you accept.")


class ComplexityNeeded(Refusal):
    """The expert sets the category of complexity on accepting (domain.md §3)."""

    code = "complexity_needed"
    message = _("Choose the category of complexity and give its justification.")


class ReasonNeeded(Refusal):
    """The law or the journal demands a reason here."""

    code = "reason_needed"
    message = _("Give the reason.")


class DeathConfirmationNeeded(Refusal):
    """A corpse is examined after early changes, or earlier with an act of death (Order 183 of 23.02.2026)."""

    code = "death_confirmation_needed"
    message = _("Say what confirms death: early post-mortem changes, or an act of death.")


class GroundAlreadyOpen(Refusal):
    """Production already stands still on this ground."""

    code = "ground_already_open"
    message = _("Production is already suspended on this ground since {day}. Resume it first.")
    status = 409


class PetitionSuspendsByItself(Refusal):
    """A suspension on a petition comes from the petition (art. 34)."""

    code = "petition_suspends_by_itself"
    message = _("Send a petition for additional materials: it suspends production by itself.")


class NotSuspended(Refusal):
    """This suspension is over."""

    code = "not_suspended"
    message = _("This suspension ended on {day}.")
    status = 409


class AlreadyAnswered(Refusal):
    """A petition is answered once."""

    code = "already_answered"
    message = _("This petition was answered on {day}.")
    status = 409


class DaysNeeded(Refusal):
    """An extension names its days (art. 34)."""

    code = "days_needed"
    message = _("Give the number of days, from 1 to {longest}.")


class DecisionDocumentNeeded(Refusal):
    """An answer that came on paper is entered with its document; no extension without one (features D3)."""

    code = "decision_document_needed"
    message = _("Attach the document of the appointing body.")


class OwnDraft(Refusal):
    """Nobody agrees to a draft of one's own."""

    code = "own_draft"
    message = _("You are one of the experts of this examination and cannot agree to its draft.")
    status = 403


class NotYourTurn(Refusal):
    """Heads agree one after another."""

    code = "not_your_turn"
    message = _("The draft is before another head now.")
    status = 409


class ResultNotAllowed(Refusal):
    """An examination is completed with a conclusion or with a message that none can be given."""

    code = "result_not_allowed"
    message = _("An examination is completed with a conclusion or a message of impossibility.")


class NothingToRedate(Refusal):
    """A correction of the calendar finds no running term that is counted otherwise."""

    code = "nothing_to_redate"
    message = _("No open examination is counted by another version of the calendar: there is nothing to do.")
    status = 409


class CalendarChangedMeanwhile(Refusal):
    """The calendar in use is another one than the one whose effect was shown."""

    code = "calendar_changed_meanwhile"
    message = _("Version {version} of the calendar is not in use; version {in_use} is. Look at its effect first.")
    status = 409


class CorrectionTakenBack(Refusal):
    """A correction is taken back once."""

    code = "correction_taken_back"
    message = _("This correction was taken back already.")
    status = 409


class GroundNeeded(Refusal):
    """An act that moves dates names its ground."""

    code = "ground_needed"
    message = _("Name the ground: an order or a memo with its number and date.")
