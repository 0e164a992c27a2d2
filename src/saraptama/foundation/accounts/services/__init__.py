"""Acts upon accounts, each with its audit entry; and the way from a user to an actor."""

from saraptama.foundation.accounts.actors import actor_for, actor_for_login
from saraptama.foundation.accounts.machine import actor_for_client
from saraptama.foundation.accounts.services.calendar_feeds import make_calendar_feed, withdraw_calendar_feed
from saraptama.foundation.accounts.services.changing import change_own_address, change_user
from saraptama.foundation.accounts.services.machines import (
    MachineCredentials,
    add_machine,
    register_machine,
    revoke_machine,
    rotate_secret,
)
from saraptama.foundation.accounts.services.on_the_spot import confirm_identity
from saraptama.foundation.accounts.services.people import (
    change_password,
    choose_language,
    close_access,
    create_user,
    restore_access,
)
from saraptama.foundation.accounts.services.roles import assign_role, delegate, end_delegation, end_role
from saraptama.foundation.accounts.services.second_factor import enrol_demo_totp
from saraptama.foundation.accounts.services.security import (
    end_sessions,
    lift_lockout,
    remove_second_factor,
    reset_password,
)

__all__ = [
    "MachineCredentials",
    "actor_for",
    "actor_for_client",
    "actor_for_login",
    "add_machine",
    "assign_role",
    "change_own_address",
    "change_password",
    "change_user",
    "choose_language",
    "close_access",
    "confirm_identity",
    "create_user",
    "delegate",
    "end_delegation",
    "end_role",
    "end_sessions",
    "enrol_demo_totp",
    "lift_lockout",
    "make_calendar_feed",
    "register_machine",
    "remove_second_factor",
    "reset_password",
    "restore_access",
    "revoke_machine",
    "rotate_secret",
    "withdraw_calendar_feed",
]
