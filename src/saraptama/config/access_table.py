"""Who may open which address: every URL of the service stands here by its name, or is refused.

A test walks the URLconf and fails on an address that is missing here and on a row that leads nowhere.
"""

from django.conf import settings

from saraptama.foundation.accounts.access import Access, public, signed_in

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

ACCESS: dict[str, Access] = {
    **ACCOUNT,
    **FRAME,
    **(GALLERY if settings.DEBUG or settings.DEMO else {}),
}
