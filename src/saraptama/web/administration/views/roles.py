"""The catalogue of roles: who may do what, as the code declares it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from saraptama.foundation.accounts import selectors
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.selectors import ROLES, visible_users
from saraptama.web.administration.declared import right_in_words
from saraptama.web.administration.sections import acting, section_context


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Each role with its rights in words, how many people hold it, and what it takes to enter it."""
    seen = visible_users(acting(request)).values("pk")
    lines: list[dict[str, Any]] = []
    for code in RoleCode:
        role = ROLES[code]
        held = selectors.holders_of(code).filter(user__in=seen, user__is_active=True)
        lines.append(
            {
                "role": role,
                "label": code.label,
                "rights": [(right, right_in_words(right)) for right in sorted(role.rights)],
                "holders": held.values("user_id").distinct().count(),
                "url": f"{reverse('admin_people')}?role={code.value}",
            }
        )
    return render(request, "administration/roles.html", {**section_context(request, "admin_roles"), "roles": lines})
