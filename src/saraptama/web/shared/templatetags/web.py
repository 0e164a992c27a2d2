"""Components as tags. `{% load web %}` at the top of a template; how to use each: docs/components.md."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zlib import crc32

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from saraptama.web.shared import cells, components, formats, forms
from saraptama.web.shared.repeaters import Repeater
from saraptama.web.shared.statuses import status_of
from saraptama.web.shared.tables import Table
from saraptama.web.shared.timeline import Timeline
from saraptama.web.shared.tones import Tone

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite. Beside a word it is silent; alone it needs a label."""
    address = f"{static('vendor/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', str(label), address
        )
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', address)


@register.simple_tag
def chip(label: str, tone: str, icon: str = "", large: bool = False) -> cells.Chip:
    """A status chip from words and a tone."""
    return cells.Chip(label, Tone(tone), icon, large)


@register.simple_tag
def status(member: Any, large: bool = False) -> cells.Chip:
    """The chip of a status enum's member."""
    return status_of(member, large=large)


@register.inclusion_tag("components/table.html", takes_context=True)
def table(context: template.Context, table: Table[Any]) -> dict[str, Any]:
    """A desk's table with filters, order, pages and export."""
    return {"table": table, "request": context.get("request"), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/summary.html")
def summary(facts: Sequence[components.Fact]) -> dict[str, Any]:
    """Names and values under each other."""
    return {"facts": facts}


@register.inclusion_tag("components/tabs.html")
def tabs(tabs: Sequence[components.Tab], label: str) -> dict[str, Any]:
    """Parts of a record as links with counts."""
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("components/crumbs.html")
def crumbs(crumbs: Sequence[components.Crumb]) -> dict[str, Any]:
    """The way to this page."""
    return {"crumbs": crumbs}


@register.inclusion_tag("components/stats.html")
def stats(stats: Sequence[components.Stat]) -> dict[str, Any]:
    """Counts that open their lists."""
    return {"stats": stats}


@register.inclusion_tag("components/empty.html")
def empty(state: components.EmptyState) -> dict[str, Any]:
    """What would be here."""
    return {"state": state}


@register.inclusion_tag("components/next_step.html", takes_context=True)
def next_step(context: template.Context, step: components.NextStep) -> dict[str, Any]:
    """What to do now."""
    return {"step": step, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/not_yet.html")
def not_yet(label: str, why: str, icon: str = "") -> dict[str, Any]:
    """An act that cannot be done yet, disabled with the reason."""
    return {"label": label, "why": why, "icon": icon, "id": f"why-{crc32(f'{label}{why}'.encode()):x}"}


@register.inclusion_tag("components/record_head.html")
def record_head(head: components.RecordHead) -> dict[str, Any]:
    """The head of a record's page."""
    return {"head": head}


@register.inclusion_tag("components/timeline.html")
def timeline(timeline: Timeline) -> dict[str, Any]:
    """The statutory clock as a picture and as a list."""
    return {"timeline": timeline}


@register.inclusion_tag("components/handover.html", takes_context=True)
def handover(context: template.Context, handover: components.HandOver) -> dict[str, Any]:
    """A hand-over between two people."""
    return {"handover": handover, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/progress.html")
def progress(label: str, done: int, total: int) -> dict[str, Any]:
    """How far something has come."""
    return {"label": label, "done": done, "total": total}


@register.inclusion_tag("components/notice.html")
def notice(says: str, tone: str = "work", title: str = "") -> dict[str, Any]:
    """Something the reader should know before going on."""
    return {"says": says, "tone": Tone(tone), "title": title}


@register.inclusion_tag("components/forms/error_summary.html")
def error_summary(*parts: Any) -> dict[str, Any]:
    """All errors of the page's forms and repeaters, each leading to its field."""
    meanwhile = next((part.meanwhile for part in parts if getattr(part, "meanwhile", None)), None)
    return {"lines": forms.summary_of(parts), "meanwhile": meanwhile}


@register.inclusion_tag("components/forms/repeater.html")
def repeater(repeater: Repeater[Any]) -> dict[str, Any]:
    """Rows with buttons that add and remove."""
    return {"repeater": repeater}


@register.simple_tag
def field(bound: Any, **attrs: Any) -> SafeString:
    """One field with its label, hint, ground and error."""
    bound.field.widget.attrs.update({key.replace("_", "-"): value for key, value in attrs.items()})
    return bound.as_field_group()


@register.simple_block_tag
def panel(content: str, title: str = "", level: int = 2) -> SafeString:
    """A white box with a heading."""
    head = format_html('<div class="panel-head"><h{0}>{1}</h{0}></div>', level, title) if title else ""
    return format_html('<section class="panel">{}<div class="panel-body">{}</div></section>', head, content)


@register.filter
def day(value: date | datetime | None) -> str:
    """22.11.2026"""
    return formats.date_text(value)


@register.filter
def moment(value: datetime | None) -> str:
    """22.11.2026 14:05"""
    return formats.datetime_text(value)


@register.filter
def number(value: int | Decimal | float) -> str:
    """12 450"""
    return formats.number_text(value)


@register.filter
def days(value: int) -> str:
    """12 days"""
    return formats.days_text(value)


@register.filter
def money(tiyn: int) -> str:
    """12 450 ₸"""
    return formats.money_text(tiyn)


@register.filter
def size(octets: int) -> str:
    """1,4 MB"""
    return formats.size_text(octets)
