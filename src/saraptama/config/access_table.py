"""Who may open which address: every URL of the service stands here by its name, or is refused.

A test walks the URLconf and fails on an address that is missing here and on a row that leads nowhere.
"""

from django.conf import settings

from saraptama.casework.conclusions import rights as conclusions
from saraptama.casework.examinations import rights as examinations
from saraptama.foundation.accounts.access import Access, public, right, signed_in
from saraptama.foundation.documents.rights import READ as READ_FILES

ACCOUNT: dict[str, Access] = {
    "account_login": public("sign in with login and password"),
    "account_logout": public("sign out"),
    "account_inactive": public("says that the account is closed"),
    "account_reauthenticate": signed_in("the password once more before a sensitive change", before_second_factor=True),
    "account_change_password": signed_in("change one's own password"),
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

GALLERY: dict[str, Access] = {
    "gallery": public("every component of the pages"),
    "gallery_form": public("every kind of form field"),
    "gallery_refusal": public("every kind of refusal"),
}

EXAMINATION_PAGE: dict[str, Access] = {
    "examination": right(examinations.VIEW, examinations.PERFORM, says="the page of an examination"),
    "examination_part": right(examinations.VIEW, examinations.PERFORM, says="a part of an examination's page"),
    "examination_term": right(examinations.VIEW, examinations.PERFORM, says="why the examination is due on its day"),
    "examination_petition": right(examinations.PETITION, says="petition the appointing body"),
    "examination_file": right(READ_FILES, says="a paper of the case"),
    "examination_conclusion": right(conclusions.VIEW, says="the sealed conclusion"),
}

HEAD_DESK: dict[str, Access] = {
    "head_home": right(examinations.ASSIGN, conclusions.CHECK, says="what waits for a head"),
    "head_journal": right(examinations.ASSIGN, conclusions.CHECK, says="the journal of the unit's examinations"),
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
    "expert_submit": right(conclusions.DRAFT, says="submit a draft for agreement"),
    "expert_make_up": right(conclusions.SIGN, says="make up the document to be signed"),
    "expert_sign": right(conclusions.SIGN, says="sign a conclusion"),
    "expert_sign_in_demo": right(conclusions.SIGN, says="sign with the demonstration's development key"),
    "expert_revision_1": right(conclusions.SIGN, says="exactly the bytes to sign"),
}

ACCESS: dict[str, Access] = {
    **ACCOUNT,
    **FRAME,
    **EXAMINATION_PAGE,
    **HEAD_DESK,
    **EXPERT_DESK,
    **(GALLERY if settings.DEBUG or settings.DEMO else {}),
}
