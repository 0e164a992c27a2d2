"""Who may open which address: every URL of the service stands here by its name, or is refused.

A test walks the URLconf and fails on an address that is missing here and on a row that leads nowhere.
"""

from django.conf import settings

from saraptama.capacity.experts import rights as experts
from saraptama.casework.conclusions import rights as conclusions
from saraptama.casework.custody import rights as custody
from saraptama.casework.examinations import rights as examinations
from saraptama.casework.intake import rights as intake
from saraptama.foundation.accounts import rights as accounts
from saraptama.foundation.accounts.access import Access, bearer, public, right, signed_in
from saraptama.foundation.audit import rights as audit
from saraptama.foundation.documents.rights import KEEP_STORE
from saraptama.foundation.documents.rights import READ as READ_FILES
from saraptama.foundation.messaging import rights as messaging
from saraptama.foundation.reference import rights as reference

ACCOUNT: dict[str, Access] = {
    "account_login": public("sign in with login and password"),
    "account_logout": public("sign out"),
    "account_inactive": public("says that the account is closed"),
    "account_reauthenticate": signed_in("the password once more before a sensitive change", before_second_factor=True),
    "account_change_password": signed_in("change one's own password", before_own_password=True),
    "usersessions_list": signed_in("one's own sessions; end the others"),
    "mfa_authenticate": public("the second factor while signing in"),
    "mfa_reauthenticate": signed_in("the second factor before a sensitive change", before_second_factor=True),
    "mfa_index": signed_in("one's own second factor", before_second_factor=True),
    "mfa_activate_totp": signed_in("set up the authenticator app", before_second_factor=True),
    "mfa_deactivate_totp": signed_in("remove the authenticator app, where the role allows it"),
    "mfa_view_recovery_codes": signed_in("one's own recovery codes"),
    "mfa_generate_recovery_codes": signed_in("new recovery codes"),
    "mfa_download_recovery_codes": signed_in("one's own recovery codes as a file"),
    "oauth_token": public("a machine exchanges its client's secret for an access token (RFC 6749, 4.4)"),
    "oauth_revoke": public("a machine gives an access token back (RFC 7009)"),
}

FRAME: dict[str, Access] = {
    "home": public("the entrance; a signed-in person goes on to a desk"),
    "service_status": public("whether the service works, for people and monitors"),
    "set_language": public("the language of the pages"),
    "set_theme": public("light or dark pages"),
    "act_for": signed_in("act in the post of somebody who delegated it, or return to one's own"),
    "notifications": signed_in("one's own notifications"),
    "read_notifications": signed_in("mark one's own notifications as read"),
}

SEARCH_AND_HELP: dict[str, Access] = {
    "unread_notifications": signed_in("how many notifications are unread"),
    "mail_wishes": signed_in("when one is written to about notifications"),
    "keep_view": signed_in("save a view of a table"),
    "drop_view": signed_in("remove one's own view of a table"),
    "opening_view": signed_in("choose the view with which a table opens"),
    "keep_columns": signed_in("choose the columns of a table"),
    "exports": signed_in("one's own files made from tables"),
    "export_ask": signed_in("ask for a long table as a file"),
    "export_file": signed_in("a file made from a table, for whoever asked for it"),
    "export_remove": signed_in("throw away one's own file"),
    "search": signed_in("everything the person may see, by number, label or words"),
    "search_suggest": signed_in("the first results while somebody types"),
    "help": public("tasks step by step, and the keys"),
    "help_topic": public("one task step by step; tasks of pages that one may not open are not shown"),
    "keys": public("the keys of the service"),
    "glossary": public("the field's words in three languages"),
}

GALLERY: dict[str, Access] = {
    "tours": public("the guided tours of the demonstration"),
    "tour_step": public("begin, continue or end a guided tour"),
    "gallery": public("every component of the pages"),
    "gallery_form": public("every kind of form field"),
    "gallery_refusal": public("every kind of refusal"),
}

EXAMINATION_PAGE: dict[str, Access] = {
    "examination": right(examinations.VIEW, examinations.PERFORM, says="the page of an examination"),
    "examination_part": right(examinations.VIEW, examinations.PERFORM, says="a part of an examination's page"),
    "calendar_correction": right(
        examinations.VIEW, examinations.PERFORM, says="one's examinations that a corrected calendar re-dated"
    ),
    "examination_term": right(examinations.VIEW, examinations.PERFORM, says="why the examination is due on its day"),
    "team_week": right(examinations.VIEW, examinations.PERFORM, says="what falls due this week, by desk and day"),
    "grounds_used": right(examinations.SUSPEND, says="the grounds of standstill that each expert used most"),
    "examination_term_certificate": right(
        examinations.VIEW, examinations.PERFORM, says="the certificate of the term on a day, for printing"
    ),
    "examination_petition": right(examinations.PETITION, says="petition the appointing body"),
    "petitions_waiting": right(
        examinations.PERFORM, examinations.PETITION, says="petitions without an answer, with their days of waiting"
    ),
    "examination_file": right(READ_FILES, examinations.PERFORM, says="a paper of the case"),
    "examination_conclusion": right(conclusions.VIEW, says="the sealed conclusion"),
}

HEAD_DESK: dict[str, Access] = {
    "head_home": right(examinations.ASSIGN, conclusions.CHECK, says="what waits for a head"),
    "head_journal": right(examinations.ASSIGN, conclusions.CHECK, says="the journal of the unit's examinations"),
    "head_queue": right(examinations.ASSIGN, says="what waits for an expert, by unit and specialty"),
    "head_bulk_assign": right(examinations.ASSIGN, says="assign several examinations after a preview"),
    "head_bulk_direct": right(examinations.ASSIGN, says="direct several examinations after a preview"),
    "head_due": right(examinations.ASSIGN, conclusions.CHECK, says="what falls due"),
    "head_drafts": right(examinations.AGREE, says="drafts that wait for one's word on their form"),
    "head_board": right(examinations.ASSIGN, says="the workload of experts and units, today or on a past day"),
    "head_board_cases": right(examinations.ASSIGN, says="the cases behind a number of the workload"),
    "head_experts": right(experts.EXPERTS_VIEW, says="the register of experts"),
    "head_expert": right(experts.EXPERTS_VIEW, says="an expert's certificates, load and absences"),
    "head_lead_group": right(examinations.ASSIGN, says="choose the part that leads a complex examination"),
    "head_assignments": right(examinations.ASSIGN, says="everybody who has had an examination, and why it ended"),
    "head_conflicts": right(examinations.ASSIGN, says="challenges, declared conflicts and exceptions in a case"),
    "head_recusal": right(examinations.ASSIGN, says="enter a challenge or a declared conflict"),
    "head_recusal_decide": right(examinations.ASSIGN, says="enter what became of a challenge"),
    "head_override": right(examinations.ASSIGN, says="ask to assign an expert in spite of a conflict"),
    "head_override_decide": right(examinations.ASSIGN, says="the second person's word on an exception"),
    "head_accept": right(examinations.ACCEPT, says="take an examination into production"),
    "head_direct": right(examinations.ASSIGN, says="direct an examination to a laboratory"),
    "head_assign": right(examinations.ASSIGN, says="choose the expert among explained candidates"),
    "head_reassign": right(examinations.ASSIGN, says="replace an expert"),
    "head_agreement": right(examinations.AGREE, says="agree to the form of a draft"),
    "head_draft_pdf": right(examinations.AGREE, says="a draft as a document"),
    "head_standstill": right(examinations.SUSPEND, says="suspend production, and see what stands still"),
    "head_resume": right(examinations.SUSPEND, says="resume production"),
    "head_return": right(examinations.SUSPEND, says="return an examination without execution"),
}

EXPERT_DESK: dict[str, Access] = {
    "expert_home": right(examinations.PERFORM, says="an expert's own work"),
    "expert_accept": right(examinations.PERFORM, says="accept an examination after the warning of liability"),
    "expert_decline": right(examinations.PERFORM, says="decline an examination for a conflict of interest"),
    "expert_methods": right(examinations.PERFORM, says="note the methods used"),
    "expert_notes": right(examinations.PERFORM, says="working notes"),
    "expert_complexity": right(examinations.PERFORM, says="change the category of complexity"),
    "expert_conclusion": right(conclusions.DRAFT, says="the conclusion of an examination, where it now is"),
    "expert_begin": right(conclusions.DRAFT, says="begin a conclusion or a message of impossibility"),
    "expert_editor": right(conclusions.DRAFT, says="write a conclusion"),
    "expert_preview": right(conclusions.DRAFT, says="a draft as a document"),
    "expert_docx": right(conclusions.DRAFT, says="a draft for an office program"),
    "expert_autosave": right(conclusions.DRAFT, says="keep a draft while it is typed"),
    "expert_figures": right(conclusions.DRAFT, says="pictures and tables of a conclusion"),
    "expert_picture": right(conclusions.DRAFT, conclusions.VIEW, says="a picture of a conclusion, small"),
    "expert_submit": right(conclusions.DRAFT, says="submit a draft for agreement"),
    "expert_make_up": right(conclusions.SIGN, says="make up the document to be signed"),
    "expert_sign": right(conclusions.SIGN, says="sign a conclusion"),
    "expert_sign_in_demo": right(conclusions.SIGN, says="sign with the demonstration's development key"),
    "expert_withdraw": right(conclusions.SIGN, says="withdraw one's signature before the sealing"),
    "expert_dissent": right(conclusions.SIGN, says="state and sign a dissenting opinion"),
    "expert_dissent_pdf": right(conclusions.SIGN, says="exactly the bytes of one's own dissenting opinion"),
    "expert_revision_1": right(conclusions.SIGN, says="exactly the bytes to sign"),
}

CHECK: dict[str, Access] = {
    "check_home": public("where the code under a QR is typed in"),
    "track_home": public("where a party types in the code of its case"),
    "track_status": public("the state and the days of an order, by its code; no names, no numbers, no contents"),
    "check_conclusion": public("whether a conclusion is valid, replaced or withdrawn; shows no content"),
}

API: dict[str, Access] = {
    "api_docs": public("the description of the interface, to read"),
    "api_docs_asset": public("the program that shows the description"),
    "api-v1:openapi-json": public("the description of the interface, for programs"),
    "api-v1:api-root": public("nothing; the beginning of the interface's addresses"),
    "api-v1:orders": bearer(intake.INTAKE_SUBMIT, intake.INTAKE_VIEW, says="send an order; orders of the own body"),
    "api-v1:order": bearer(intake.INTAKE_VIEW, says="an order of the own body"),
    "api-v1:order_supplement": bearer(intake.INTAKE_SUBMIT, says="complete an order of the own body"),
    "api-v1:order_withdrawal": bearer(intake.INTAKE_SUBMIT, says="recall an order of the own body"),
    "api-v1:order_documents": bearer(
        intake.INTAKE_SUBMIT, intake.INTAKE_VIEW, says="attach a paper to an order; the papers that the body sent"
    ),
    "api-v1:order_document": bearer(intake.INTAKE_VIEW, says="a paper that the own body sent"),
    "api-v1:arrivals": bearer(intake.INTAKE_VIEW, says="what the own body sent, by incoming number"),
    "api-v1:arrival": bearer(intake.INTAKE_VIEW, says="something that the own body sent, with its first answer"),
    "api-v1:objects": bearer(custody.CUSTODY_VIEW, says="objects of the own body's orders; no inner places"),
    "api-v1:object": bearer(custody.CUSTODY_VIEW, says="an object of the own body's orders, with its chain"),
    "api-v1:hand_overs": bearer(custody.CUSTODY_VIEW, says="hand-overs of the own body's objects; no names"),
    "api-v1:examinations": bearer(examinations.VIEW, says="examinations ordered by the own body"),
    "api-v1:examination": bearer(examinations.VIEW, says="an examination ordered by the own body; no findings"),
    "api-v1:petitions": bearer(examinations.VIEW, says="petitions that wait for the own body"),
    "api-v1:petition": bearer(examinations.VIEW, says="a petition to the own body, with its answer"),
    "api-v1:petition_answer": bearer(examinations.ANSWER, says="answer a petition"),
    "api-v1:conclusions": bearer(conclusions.RECEIVE, says="sealed conclusions on the own body's orders"),
    "api-v1:conclusion": bearer(conclusions.RECEIVE, says="a sealed conclusion on an order of the own body"),
    "api-v1:conclusion_content": bearer(conclusions.RECEIVE, says="the sealed file"),
    "api-v1:dispatches": bearer(messaging.RECEIVE, says="what was sent to the own body"),
    "api-v1:dispatch": bearer(messaging.RECEIVE, says="something that was sent to the own body"),
    "api-v1:dispatch_content": bearer(messaging.RECEIVE, says="the sealed conclusion or the letter"),
    "api-v1:dispatch_receipt": bearer(messaging.RECEIVE, says="give the receipt"),
    "api-v1:dictionaries": bearer(says="which dictionaries there are"),
    "api-v1:dictionary": bearer(says="the codes of a dictionary"),
    "api-v1:specialties": bearer(says="types of examination and their specialties"),
    "api-v1:institutes": bearer(says="the institutes to which orders are addressed"),
    "api-v1:bodies": bearer(says="the register of appointing bodies"),
    "api-v1:checklist": bearer(says="what an order must contain"),
    "api-v1:calendar": bearer(says="the working calendar"),
    "api-v1:norms": bearer(says="the norms of the statutory clock"),
    "api-v1:typical_questions": bearer(says="questions often put to experts"),
    "api-v1:webhooks": bearer(messaging.WEBHOOKS, says="the addresses at which the own body's system is told"),
    "api-v1:webhook": bearer(messaging.WEBHOOKS, says="see, change or delete an address of the own body's system"),
    "api-v1:webhook_secret": bearer(messaging.WEBHOOKS, says="give an address a new signing secret"),
    "api-v1:webhook_test": bearer(messaging.WEBHOOKS, says="send a message that says nothing"),
    "api-v1:webhook_deliveries": bearer(messaging.WEBHOOKS, says="what was sent to an address"),
    "api-v1:redelivery": bearer(messaging.WEBHOOKS, says="send a message once more"),
    "api-v1:log_proof": public("proof that an act or a sealed file stands in the log"),
    "api-v1:log_checkpoint": public("the log's newest signed checkpoint"),
    "api-v1:log_key": public("the log's public key"),
    "api-v1:log_tile": public("the log's tiles: hashes and leaves, no case can be read from them"),
    "api_nothing": public("says that there is no such address in the interface"),
}

PORTAL: dict[str, Access] = {
    "portal_home": right(intake.INTAKE_SUBMIT, says="an appointing person's own orders, petitions and conclusions"),
    "portal_orders": right(intake.INTAKE_SUBMIT, says="the orders of the own body"),
    "portal_order": right(intake.INTAKE_SUBMIT, says="an order of the own body and its examinations"),
    "portal_withdraw": right(intake.INTAKE_SUBMIT, says="withdraw an order of the own body"),
    "portal_supplement": right(intake.INTAKE_SUBMIT, says="complete an order of the own body"),
    "portal_new": right(intake.INTAKE_SUBMIT, says="begin an order, or go on with a draft"),
    "portal_draft": right(intake.INTAKE_SUBMIT, says="a page of an order that is being written"),
    "portal_paper": right(intake.INTAKE_SUBMIT, says="a file uploaded to an order that is being written"),
    "portal_discard": right(intake.INTAKE_SUBMIT, says="discard an order that is being written"),
    "portal_petitions": right(examinations.ANSWER, says="petitions that wait for the own body"),
    "portal_petition": right(examinations.ANSWER, says="answer a petition"),
    "portal_dispatches": right(messaging.RECEIVE, says="what was sent to the own body"),
    "portal_dispatch": right(messaging.RECEIVE, says="receive a conclusion or a letter, and give the receipt"),
    "portal_dispatch_file": right(messaging.RECEIVE, says="a file that was sent to the own body"),
}

REGISTRY_DESK: dict[str, Access] = {
    "registry_home": right(intake.INTAKE_REGISTER, intake.INTAKE_RETURN, says="the records office: what arrived"),
    "registry_inbox": right(intake.INTAKE_REGISTER, intake.INTAKE_RETURN, says="orders that wait, by channel"),
    "registry_journal": right(intake.INTAKE_VIEW, says="the journal of orders, for the institute's own people"),
    "registry_dispatches": right(messaging.VIEW, says="what was sent to appointing bodies, and its receipts"),
    "registry_enter": right(intake.INTAKE_REGISTER, says="enter an order that came on paper"),
    "registry_order": right(intake.INTAKE_VIEW, says="an order beside its checklist, for the institute's own people"),
    "registry_file": right(intake.INTAKE_VIEW, says="a paper of the case"),
    "registry_check": right(intake.INTAKE_REGISTER, says="hold an order against the checklist"),
    "registry_register": right(intake.INTAKE_REGISTER, says="give an order its number"),
    "registry_supplement": right(intake.INTAKE_REGISTER, says="enter what completes an order"),
    "registry_request": right(intake.INTAKE_RETURN, says="ask the body for what its order lacks"),
    "registry_return": right(intake.INTAKE_RETURN, says="return an order on a lawful ground"),
    "registry_foresee": right(intake.INTAKE_REGISTER, says="what is known of an order while it is typed"),
    "registry_check_many": right(intake.INTAKE_REGISTER, says="hold several orders against the checklist"),
    "registry_scan": right(intake.INTAKE_VIEW, says="a scanned paper, shown inside a page"),
    "registry_attach": right(intake.INTAKE_REGISTER, says="keep a scan with an order"),
    "registry_label": right(intake.INTAKE_VIEW, says="the label of a case"),
    "registry_code": right(intake.INTAKE_VIEW, says="the code for the parties of a case, to be printed"),
    "registry_by_number": right(intake.INTAKE_VIEW, says="the order of a scanned label"),
    "registry_link": right(intake.INTAKE_REGISTER, says="say what an earlier order is to an order"),
    "registry_return_letter": right(intake.INTAKE_RETURN, says="the letter of a return before it goes out"),
    "registry_withdraw": right(intake.INTAKE_REGISTER, says="note that the body withdrew its order"),
}

CUSTODY_ROOM: dict[str, Access] = {
    "custody_home": right(custody.CUSTODY_ACCEPT, custody.CUSTODY_MOVE, says="what waits in the custody room"),
    "custody_expected": right(custody.CUSTODY_ACCEPT, says="orders whose objects are expected"),
    "custody_to_return": right(custody.CUSTODY_RETURN, says="orders whose objects can go back"),
    "custody_objects": right(custody.CUSTODY_MOVE, says="objects in custody"),
    "custody_find": right(custody.CUSTODY_VIEW, says="find an object by its label"),
    "custody_by_label": right(custody.CUSTODY_VIEW, says="the object of a scanned label"),
    "custody_object": right(custody.CUSTODY_VIEW, says="an object and its chain"),
    "custody_label": right(custody.CUSTODY_VIEW, says="the label of an object"),
    "custody_chain": right(custody.CUSTODY_VIEW, says="the chain of an object, to be checked offline"),
    "custody_labels": right(custody.CUSTODY_VIEW, says="the labels of an order's objects"),
    "custody_order": right(custody.CUSTODY_VIEW, says="the objects of an order"),
    "custody_accept": right(custody.CUSTODY_ACCEPT, says="accept the objects of an order"),
    "custody_offer": right(custody.CUSTODY_MOVE, says="offer objects to a person"),
    "custody_place": right(custody.CUSTODY_MOVE, says="put objects into a place"),
    "custody_hand_over": right(custody.CUSTODY_MOVE, says="a hand-over, and the receiver's confirmation"),
    "custody_decline": right(custody.CUSTODY_MOVE, says="decline a hand-over, or call it off"),
    "custody_return": right(custody.CUSTODY_RETURN, says="return the objects of an order"),
    "custody_return_confirm": right(custody.CUSTODY_RETURN, says="note that returned objects were received"),
    "custody_return_cancel": right(custody.CUSTODY_RETURN, says="call a return off"),
    "custody_places": right(custody.CUSTODY_ACCEPT, says="the storage tree"),
    "custody_place_move": right(custody.CUSTODY_ACCEPT, says="move a place with all that it holds"),
    "custody_place_close": right(custody.CUSTODY_ACCEPT, says="take an empty place out of use"),
    "custody_divide": right(custody.CUSTODY_MOVE, says="divide an object in hand, or take a sample"),
    "custody_consume": right(custody.CUSTODY_MOVE, says="note what of an object was used up"),
    "custody_seal": right(custody.CUSTODY_MOVE, says="pack and seal an object in hand anew"),
    "custody_permit": right(custody.CUSTODY_ACCEPT, says="put the body's answer on destruction on file"),
    "custody_lost": right(custody.CUSTODY_END, says="declare an object lost, with the act"),
    "custody_found": right(custody.CUSTODY_END, says="a lost object is found again"),
    "custody_destroy": right(custody.CUSTODY_END, says="destroy objects under an act"),
    "custody_incidents": right(custody.CUSTODY_VIEW, says="broken seals, losses, contents that changed"),
    "custody_incident": right(custody.CUSTODY_VIEW, says="an incident, and what came of it"),
    "custody_photos": right(custody.CUSTODY_MOVE, custody.CUSTODY_ACCEPT, says="add photographs of an object"),
    "custody_order_photos": right(custody.CUSTODY_MOVE, custody.CUSTODY_ACCEPT, says="photograph an order's objects"),
    "custody_photo": right(custody.CUSTODY_VIEW, says="a photograph as it was taken"),
    "custody_photo_small": right(custody.CUSTODY_VIEW, says="a photograph made small for the screen"),
    "custody_paper": right(custody.CUSTODY_VIEW, says="an act or letter that stands in an object's chain"),
    "custody_content": right(
        custody.CUSTODY_MOVE, custody.CUSTODY_ACCEPT, says="upload the content of a digital object"
    ),
    "custody_content_file": right(custody.CUSTODY_VIEW, says="the stored content of a digital object"),
    "custody_content_check": right(custody.CUSTODY_VIEW, says="read a stored content from end to end"),
    "custody_uploads": right(custody.CUSTODY_MOVE, custody.CUSTODY_ACCEPT, says="begin an upload that survives a cut"),
    "custody_upload": right(custody.CUSTODY_MOVE, custody.CUSTODY_ACCEPT, says="go on with one's own upload"),
    "custody_send": right(custody.CUSTODY_RETURN, says="send objects to another institute"),
    "custody_return_send": right(custody.CUSTODY_RETURN, says="give a return to the courier or the post"),
    "custody_parcels": right(custody.CUSTODY_ACCEPT, says="parcels on their way"),
    "custody_parcel": right(custody.CUSTODY_ACCEPT, says="a parcel, and its acceptance by the other institute"),
    "custody_overdue": right(custody.CUSTODY_ACCEPT, says="objects overdue for return"),
    "custody_unaccounted": right(custody.CUSTODY_ACCEPT, says="objects still here after the examinations ended"),
    "custody_hand_overs": right(custody.CUSTODY_MOVE, says="hand-overs that nobody confirmed"),
    "custody_on_the_spot": right(custody.CUSTODY_MOVE, says="the receiver confirms at the giver's device"),
}

ADMINISTRATION: dict[str, Access] = {
    "my_account": signed_in("one's own account: language, appearance, e-mail, the ways to password and sessions"),
    "my_calendar": signed_in("make or withdraw the secret address of one's own calendar"),
    "calendar_feed": public("a person's due dates for a calendar program, by the secret address alone"),
    "my_deputies": right(accounts.ACCOUNTS_DELEGATE, says="one's own deputies"),
    "admin_home": right(
        accounts.ACCOUNTS_VIEW, audit.AUDIT_VIEW, audit.AUDIT_EXPORT, says="what needs the administrator"
    ),
    "admin_people": right(accounts.ACCOUNTS_VIEW, says="the people of one's units"),
    "admin_person_new": right(accounts.ACCOUNTS_MANAGE, says="open an account"),
    "admin_person": right(accounts.ACCOUNTS_VIEW, says="a person's card; roles are given on it"),
    "admin_person_change": right(accounts.ACCOUNTS_MANAGE, says="change a person's particulars"),
    "admin_person_deputy": right(accounts.ACCOUNTS_MANAGE, says="name a deputy on somebody's behalf"),
    "admin_person_act": right(
        accounts.ACCOUNTS_MANAGE, says="close or open an account, password, second factor, sessions, lockout"
    ),
    "admin_role_end": right(accounts.ACCOUNTS_MANAGE, says="end a role"),
    "admin_roles": right(accounts.ACCOUNTS_VIEW, says="the catalogue of roles with their rights"),
    "admin_deputies": right(accounts.ACCOUNTS_VIEW, says="who stands in for whom"),
    "admin_deputy": right(accounts.ACCOUNTS_DELEGATE, accounts.ACCOUNTS_MANAGE, says="end a deputyship early"),
    "admin_machines": right(accounts.ACCOUNTS_MANAGE, says="information systems of appointing bodies"),
    "admin_machine_new": right(accounts.ACCOUNTS_MANAGE, says="connect an information system"),
    "admin_machine_act": right(accounts.ACCOUNTS_MANAGE, says="renew the secret of a system, or close it"),
    "admin_reference": right(reference.REFERENCE_EDIT, says="the lists of reference data"),
    "admin_calendar": right(reference.REFERENCE_EDIT, says="the working calendar, and a day changed with its effect"),
    "admin_norms": right(reference.REFERENCE_EDIT, says="the norms of the clock, and a new version with its effect"),
    "admin_redated": right(reference.REFERENCE_EDIT, says="the open examinations that another calendar would re-date"),
    "admin_calendar_apply": right(examinations.REDATE, says="apply the calendar to the open examinations"),
    "admin_corrections": right(reference.REFERENCE_EDIT, says="every application of a calendar"),
    "admin_correction_take_back": right(examinations.REDATE, says="take an application of a calendar back"),
    "admin_records": right(reference.REFERENCE_EDIT, says="the rows of a list"),
    "admin_record": right(reference.REFERENCE_EDIT, says="a code with its versions"),
    "admin_record_new": right(reference.REFERENCE_EDIT, says="add a code"),
    "admin_record_change": right(reference.REFERENCE_EDIT, says="a new version of a code, with its effect"),
    "admin_record_end": right(reference.REFERENCE_EDIT, says="end a code"),
    "admin_list_import": right(reference.REFERENCE_IMPORT, says="import a list after a look at the difference"),
    "admin_list_export": right(reference.REFERENCE_EDIT, says="a list as a file"),
    "admin_jobs": right(messaging.KEEP_JOBS, says="the queue of background jobs"),
    "admin_jobs_again": right(messaging.KEEP_JOBS, says="begin failed jobs again"),
    "admin_log": right(audit.AUDIT_VIEW, says="the state of the log and its verifications"),
    "admin_log_verify": right(audit.AUDIT_VIEW, says="have the log verified"),
    "admin_log_checkpoint": right(audit.AUDIT_VIEW, says="the newest signed checkpoint as a file"),
    "admin_log_key": right(audit.AUDIT_VIEW, says="the log's public key as a file"),
    "admin_case_acts": right(audit.AUDIT_EXPORT, says="find a case whose acts are looked at"),
    "admin_case": right(audit.AUDIT_EXPORT, says="the acts and reads of a case"),
    "admin_case_export": right(audit.AUDIT_EXPORT, says="the acts of a case as a file that proves them"),
    "admin_storage": right(KEEP_STORE, says="the store of files as a whole"),
    "admin_storage_inspect": right(KEEP_STORE, says="have every file re-checked"),
}

ACCESS: dict[str, Access] = {
    **ACCOUNT,
    **FRAME,
    **ADMINISTRATION,
    **SEARCH_AND_HELP,
    **EXAMINATION_PAGE,
    **REGISTRY_DESK,
    **CUSTODY_ROOM,
    **HEAD_DESK,
    **EXPERT_DESK,
    **CHECK,
    **API,
    **PORTAL,
    **(GALLERY if settings.DEBUG or settings.DEMO else {}),
}
