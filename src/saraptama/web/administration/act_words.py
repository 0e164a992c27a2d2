"""What each act is called where acts are listed; one that is not named here is shown by its code."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saraptama.casework.examinations.selectors import act_label
from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.audit.types import Act

ACT_WORDS: dict[str, Any] = {
    "accounts.access_closed": gettext_lazy("account closed"),
    "accounts.access_restored": gettext_lazy("account opened again"),
    "accounts.address_changed": gettext_lazy("e-mail changed"),
    "accounts.address_opened.refused": gettext_lazy("attempt refused for want of a right"),
    "accounts.calendar_feed_made": gettext_lazy("address of a calendar made"),
    "accounts.calendar_feed_renewed": gettext_lazy("address of a calendar renewed"),
    "accounts.calendar_feed_withdrawn": gettext_lazy("address of a calendar withdrawn"),
    "accounts.delegation_ended": gettext_lazy("deputyship ended early"),
    "accounts.language_chosen": gettext_lazy("language of the pages chosen"),
    "accounts.lockout_lifted": gettext_lazy("lockout lifted"),
    "accounts.machine_registered": gettext_lazy("information system registered"),
    "accounts.machine_revoked": gettext_lazy("information system closed"),
    "accounts.machine_secret_rotated": gettext_lazy("secret of an information system renewed"),
    "accounts.password_changed": gettext_lazy("password changed"),
    "accounts.password_reset": gettext_lazy("one-time password given"),
    "accounts.role_assigned": gettext_lazy("role given"),
    "accounts.role_delegated": gettext_lazy("deputy named"),
    "accounts.role_ended": gettext_lazy("role ended"),
    "accounts.second_factor_removed": gettext_lazy("second factor removed"),
    "accounts.sessions_ended": gettext_lazy("sessions ended"),
    "accounts.user_changed": gettext_lazy("particulars changed"),
    "accounts.user_created": gettext_lazy("account opened"),
    "audit.case_exported": gettext_lazy("acts of the case taken away as proof"),
    "audit.inspection_asked_for": gettext_lazy("inspection asked for"),
    "audit.inspection_ended": gettext_lazy("inspection ended"),
    "conclusions.attachments_listed": gettext_lazy("list of attachments written"),
    "conclusions.delivered": gettext_lazy("conclusion delivered"),
    "conclusions.draft_agree": gettext_lazy("form of the draft agreed"),
    "conclusions.draft_agreed": gettext_lazy("form of the draft agreed"),
    "conclusions.draft_opened": gettext_lazy("draft begun"),
    "conclusions.draft_return_draft": gettext_lazy("draft returned with remarks"),
    "conclusions.draft_returned": gettext_lazy("draft returned with remarks"),
    "conclusions.draft_submitted": gettext_lazy("draft submitted for agreement"),
    "conclusions.equipment_struck": gettext_lazy("note of equipment struck out"),
    "conclusions.equipment_used": gettext_lazy("equipment noted"),
    "conclusions.impossibility_stated": gettext_lazy("reasons of impossibility written"),
    "conclusions.logged": gettext_lazy("signature proven by the log"),
    "conclusions.note_added_to": gettext_lazy("working note supplemented"),
    "conclusions.particulars_stated": gettext_lazy("particulars of the expert written"),
    "conclusions.picture_added": gettext_lazy("picture added"),
    "conclusions.question_answered": gettext_lazy("question answered"),
    "conclusions.rendered": gettext_lazy("document made up for signing"),
    "conclusions.sealed": gettext_lazy("file sealed"),
    "conclusions.section_written": gettext_lazy("part of the conclusion written"),
    "conclusions.signed": gettext_lazy("conclusion signed"),
    "custody.content_checked": gettext_lazy("digital copy checked"),
    "custody.content_stored": gettext_lazy("digital copy stored"),
    "custody.destruction_permitted": gettext_lazy("destruction of an object permitted"),
    "custody.hand_over_confirmed": gettext_lazy("hand-over confirmed"),
    "custody.hand_over_declined": gettext_lazy("hand-over declined"),
    "custody.hand_over_expired": gettext_lazy("hand-over expired without an answer"),
    "custody.hand_over_offered": gettext_lazy("hand-over offered"),
    "custody.incident_closed": gettext_lazy("incident with an object closed"),
    "custody.object_consumed": gettext_lazy("object used up in part or whole"),
    "custody.object_divided": gettext_lazy("object divided"),
    "custody.object_found": gettext_lazy("lost object found"),
    "custody.object_lost": gettext_lazy("object found missing"),
    "custody.object_photographed": gettext_lazy("object photographed"),
    "custody.object_sealed": gettext_lazy("object sealed"),
    "custody.object_tied": gettext_lazy("object tied to the order"),
    "custody.objects_accepted": gettext_lazy("objects accepted"),
    "custody.objects_destroyed": gettext_lazy("objects destroyed under an act"),
    "custody.objects_placed": gettext_lazy("objects put into a place"),
    "custody.objects_returned": gettext_lazy("objects returned"),
    "custody.objects_sent": gettext_lazy("objects sent to another unit"),
    "custody.parcel_received": gettext_lazy("parcel received"),
    "custody.return_cancelled": gettext_lazy("return called off"),
    "custody.return_due": gettext_lazy("day of return set"),
    "custody.return_offered": gettext_lazy("return begun"),
    "documents.case_erased": gettext_lazy("files of the case erased under an act"),
    "documents.case_key_made": gettext_lazy("key of the case made"),
    "documents.file_stored": gettext_lazy("file stored"),
    "documents.keys_backed_up": gettext_lazy("backup of the keys noted"),
    "documents.hold_lifted": gettext_lazy("legal hold lifted"),
    "documents.hold_placed": gettext_lazy("legal hold placed"),
    "intake.earlier_order_linked": gettext_lazy("earlier order linked"),
    "intake.return_letters_attached": gettext_lazy("letters of return attached"),
    "intake.material_requested": gettext_lazy("missing material asked for"),
    "intake.order_checked": gettext_lazy("order checked"),
    "intake.order_closed": gettext_lazy("order closed"),
    "intake.order_received": gettext_lazy("order received"),
    "intake.order_registered": gettext_lazy("order registered"),
    "intake.order_returned": gettext_lazy("order returned"),
    "intake.order_supplemented": gettext_lazy("order supplemented"),
    "intake.order_withdrawn": gettext_lazy("order withdrawn"),
    "messaging.dispatched": gettext_lazy("sent to the appointing body"),
    "messaging.jobs_begun_again": gettext_lazy("failed jobs begun again"),
    "messaging.received": gettext_lazy("received by the appointing body"),
    "examinations.calendar_applied": gettext_lazy("calendar applied to the open examinations"),
    "examinations.calendar_taken_back": gettext_lazy("application of a calendar taken back"),
    "examinations.give_alerts": gettext_lazy("people told how the term passes"),
    "examinations.remind_of_petition": gettext_lazy("reminder of a petition without an answer"),
    "reference.calendar_day_edited": gettext_lazy("day of the calendar changed"),
    "reference.list_imported": gettext_lazy("list imported"),
    "reference.list_loaded": gettext_lazy("list loaded"),
    "reference.norms_published": gettext_lazy("norms of the clock published"),
    "reference.record_changed": gettext_lazy("record changed"),
    "reference.record_added": gettext_lazy("code added"),
    "reference.record_ended": gettext_lazy("code ended"),
    "reference.term_added": gettext_lazy("code added"),
    "reference.term_closed": gettext_lazy("code ended"),
    "reference.term_replaced": gettext_lazy("new version of a code"),
}


def words_of(act: str) -> str:
    """The act in words."""
    if act in ACT_WORDS:
        return str(ACT_WORDS[act])
    context, _dot, name = act.partition(".")
    if context == "examinations":
        try:
            return str(act_label(name))
        except KeyError:
            return act
    return act


def lines_of_acts(acts: Iterable[Act]) -> list[dict[str, Any]]:
    """Acts as lines of a history: what, by whom, when, on what ground, and its place in the log."""
    listed = list(acts)
    people = {one.actor_id for one in listed} | {one.acting_for for one in listed if one.acting_for}
    names = names_of(people)
    return [
        {
            "act": one,
            "says": words_of(one.act),
            "who": names.get(one.actor_id) or _("the service itself"),
            "for": names.get(one.acting_for, "") if one.acting_for else "",
            "ground": str(one.details.get("ground", "")),
        }
        for one in listed
    ]
