"""What follows from what: every event and its handlers, in the order of the journey. All causality is on this page.

A command raises; a reaction logs, is tried again, and never undoes the fact. An event that nobody handles is named too.
"""

from collections.abc import Mapping
from typing import Any

from saraptama.casework.conclusions import events as conclusion
from saraptama.casework.custody import events as custody
from saraptama.casework.examinations import events as examination
from saraptama.casework.intake import events as intake
from saraptama.foundation.messaging.ports import Handler
from saraptama.journey import (
    accept_materials,
    assign_expert,
    correct_calendar,
    deliver_conclusion,
    ending_early,
    register_order,
    return_materials,
    sign_conclusion,
    suspend_and_extend,
    terms,
)

REACTIONS: Mapping[type[Any], tuple[Handler, ...]] = {
    # 1 register_order
    intake.OrderReceived: (register_order.on_order_received,),
    intake.OrderChecked: (),
    intake.OrderRegistered: (register_order.on_order_registered,),
    intake.OrderReturned: (
        register_order.on_order_returned,
        ending_early.on_order_returned,
        return_materials.on_order_over,
    ),
    intake.MissingMaterialRequested: (),
    intake.OrderSupplemented: (),
    intake.EarlierOrderLinked: (),
    intake.OrderWithdrawn: (register_order.on_order_withdrawn, return_materials.on_order_over),
    examination.ExaminationsOpened: (accept_materials.on_examinations_opened,),
    examination.ExaminationWithdrawn: (return_materials.on_examination_over,),
    # 2 accept_materials
    custody.ObjectsAccepted: (accept_materials.on_objects_accepted,),
    custody.ObjectsComplete: (accept_materials.on_objects_complete,),
    custody.HandOverOffered: (accept_materials.on_hand_over_offered,),
    custody.HandOverConfirmed: (),
    custody.HandOverDeclined: (),
    custody.HandOverExpired: (),
    custody.ContentArrived: (accept_materials.on_content_arrived,),
    custody.IncidentOpened: (accept_materials.on_incident_opened,),
    examination.ObjectsCompleted: (accept_materials.on_objects_completed,),
    examination.ObjectsAllocated: (),
    # 3 assign_expert
    examination.AcceptedForProduction: (),
    examination.DirectedToUnit: (),
    examination.ExpertAssigned: (assign_expert.on_expert_assigned,),
    examination.ExpertReassigned: (assign_expert.on_expert_reassigned,),
    examination.GroupLeadChosen: (),
    examination.RecusalStated: (),
    examination.RecusalDecided: (),
    examination.OverrideAsked: (assign_expert.on_override_asked,),
    examination.OverrideDecided: (),
    examination.ExpertDeclined: (assign_expert.on_expert_declined,),
    # 4 run_examination
    examination.ExpertAccepted: (),
    examination.ComplexityChanged: (),
    examination.MethodUsed: (),
    examination.NoteWritten: (),
    examination.TermAlertGiven: (terms.on_term_alert_given,),
    # 5 suspend_and_extend
    examination.PetitionSent: (suspend_and_extend.on_petition_sent,),
    examination.PetitionReminderGiven: (suspend_and_extend.on_petition_reminder_given,),
    examination.PetitionAnswered: (suspend_and_extend.on_petition_answered,),
    examination.ExaminationSuspended: (),
    examination.ExaminationResumed: (),
    examination.CalendarCorrected: (correct_calendar.on_calendar_corrected,),
    examination.ReturnedWithoutExecution: (return_materials.on_examination_over,),
    # 6 sign_conclusion
    conclusion.DraftOpened: (),
    conclusion.DraftSubmitted: (),
    examination.SubmittedForAgreement: (sign_conclusion.on_submitted_for_agreement,),
    examination.DraftAgreed: (sign_conclusion.on_draft_agreed,),
    examination.DraftDisagreed: (sign_conclusion.on_draft_disagreed,),
    conclusion.ConclusionRendered: (sign_conclusion.on_conclusion_rendered,),
    conclusion.SignatureGiven: (sign_conclusion.on_signature_given,),
    conclusion.SignatureWithdrawn: (sign_conclusion.on_signature_withdrawn,),
    conclusion.ConclusionSigned: (sign_conclusion.on_conclusion_signed,),
    conclusion.ConclusionReplaced: (),
    conclusion.ConclusionWithdrawn: (),
    examination.ExaminationCompleted: (),
    # 7 deliver_conclusion
    conclusion.ConclusionSealed: (deliver_conclusion.on_conclusion_sealed,),
    examination.ExaminationDelivered: (),
    conclusion.ConclusionDelivered: (
        deliver_conclusion.on_conclusion_delivered,
        return_materials.on_conclusion_received,
    ),
    # 8 return_materials
    custody.ObjectsSent: (return_materials.on_objects_sent,),
    custody.ObjectsArrived: (),
    custody.ObjectsReturned: (return_materials.on_objects_returned,),
    custody.ObjectsEnded: (return_materials.on_objects_ended,),
    examination.ExaminationClosed: (),
    intake.OrderClosed: (),
}
