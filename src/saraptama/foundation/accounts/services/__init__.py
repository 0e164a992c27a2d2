"""Acts upon accounts, each with its audit entry; and the way from a user to an actor."""

from saraptama.foundation.accounts.actors import actor_for, actor_for_login
from saraptama.foundation.accounts.machine import actor_for_client
from saraptama.foundation.accounts.services.machines import MachineCredentials, register_machine, revoke_machine
from saraptama.foundation.accounts.services.people import (
    change_password,
    choose_language,
    close_access,
    create_user,
    restore_access,
)
from saraptama.foundation.accounts.services.roles import assign_role, delegate, end_delegation, end_role
from saraptama.foundation.accounts.services.second_factor import enrol_demo_totp

__all__ = [
    "MachineCredentials",
    "actor_for",
    "actor_for_client",
    "actor_for_login",
    "assign_role",
    "change_password",
    "choose_language",
    "close_access",
    "create_user",
    "delegate",
    "end_delegation",
    "end_role",
    "enrol_demo_totp",
    "register_machine",
    "restore_access",
    "revoke_machine",
]
