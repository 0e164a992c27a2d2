"""Pictures and tables of the conclusion: added, described, put in order, taken back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions import services
from saraptama.casework.conclusions.policies import can_write, own_place
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.examination_page.acting import acting
from saraptama.web.examination_page.views import crumbs_to
from saraptama.web.expert_desk.figures import Figures, Shown, figures_of
from saraptama.web.expert_desk.forms import PicturesForm, TableForm
from saraptama.web.shared.forms import add_refusal

A_DAY = 24 * 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest, conclusion_id: UUID) -> HttpResponse:
    """One page for all of them; each button says what it does by `act` and to which by `id`."""
    actor = acting(request)
    conclusion = conclusions.conclusion_for(actor, conclusion_id)
    own_place(actor, conclusion)
    act = request.POST.get("act", "")
    shown = figures_of(conclusion)
    pictures = PicturesForm(request.POST if act == "upload" else None, request.FILES if act == "upload" else None)
    table = TableForm(request.POST if act == "add_table" else None, prefix="new")
    wrong: Any = None
    if request.method == "POST":
        desk = _Acts(request, conclusion_id, shown, pictures, table)
        try:
            done = desk.does(act)
        except Refusal as refusal:
            done, wrong = "", desk.form
            wrong.is_valid()
            add_refusal(wrong, refusal)
        else:
            if done:
                messages.success(request, done)
                return redirect("expert_figures", conclusion_id)
            wrong = desk.form
    context = {
        "crumbs": crumbs_to(conclusion.examination, _("Pictures and tables")),
        "conclusion": conclusion,
        "figures": shown if wrong in (None, pictures, table) else _with(shown, wrong),
        "pictures_form": pictures,
        "table_form": table,
        "wrong": wrong,
        "may_write": can_write(actor, conclusion),
        "back": reverse("expert_editor", args=[conclusion_id]),
    }
    return render(request, "expert_desk/figures.html", context)


class _Acts:
    """What the buttons of the page do; each answers with its message, or with nothing when a form must be mended."""

    def __init__(
        self, request: HttpRequest, conclusion_id: UUID, shown: Figures, pictures: PicturesForm, table: TableForm
    ) -> None:
        self._request, self._actor, self._id = request, acting(request), conclusion_id
        self._shown, self._pictures, self._table = shown, pictures, table
        self.form: Any = pictures

    def does(self, act: str) -> str:
        acts: dict[str, Callable[[], str]] = {
            "upload": self._upload,
            "add_table": self._add_table,
            "picture": self._picture,
            "table": self._change_table,
        }
        if act not in acts:
            raise NotVisible
        return acts[act]()

    @transaction.atomic
    def _upload(self) -> str:
        """All of them, or none: what was refused is chosen again together with the rest."""
        if not self._pictures.is_valid():
            return ""
        files = self._pictures.cleaned_data["pictures"]
        for file in files:
            caption = self._pictures.cleaned_data["caption"].strip() or file.name.rpartition(".")[0][:300] or file.name
            services.add_picture(
                self._actor,
                conclusion_id=self._id,
                data=file.read(),
                name=file.name,
                caption=caption,
                description=caption,
            )
        return ngettext("{number} picture is added.", "{number} pictures are added.", len(files)).format(
            number=len(files)
        )

    def _add_table(self) -> str:
        self.form = self._table
        if not self._table.is_valid():
            return ""
        data = self._table.cleaned_data
        services.add_table(self._actor, conclusion_id=self._id, caption=data["caption"], rows=data["cells"])
        return _("The table is added.")

    def _picture(self) -> str:
        found = self._chosen(self._shown.pictures)
        self.form = type(found.form)(self._request.POST, prefix=found.form.prefix)
        where = {"conclusion_id": self._id, "picture_id": found.row.pk}
        match self._request.POST.get("do", "save"):
            case "up" | "down" as way:
                place = self._shown.pictures.index(found) + (0 if way == "up" else 2)
                services.move_picture(self._actor, **where, place=place)
                return _("The order is changed; the references in the text follow.")
            case "remove":
                services.remove_picture(self._actor, **where)
                return _("The picture is taken out. Where the text refers to it, correct the text.")
        if not self.form.is_valid():
            return ""
        services.describe_picture(self._actor, **where, **self.form.cleaned_data)
        return _("Saved.")

    def _change_table(self) -> str:
        found = self._chosen(self._shown.tables)
        self.form = TableForm(self._request.POST, prefix=found.form.prefix)
        where = {"conclusion_id": self._id, "table_id": found.row.pk}
        match self._request.POST.get("do", "save"):
            case "up" | "down" as way:
                place = self._shown.tables.index(found) + (0 if way == "up" else 2)
                services.move_table(self._actor, **where, place=place)
                return _("The order is changed; the references in the text follow.")
            case "remove":
                services.remove_table(self._actor, **where)
                return _("The table is taken out. Where the text refers to it, correct the text.")
        if not self.form.is_valid():
            return ""
        data = self.form.cleaned_data
        services.change_table(self._actor, **where, caption=data["caption"], rows=data["cells"])
        return _("Saved.")

    def _chosen(self, among: list[Shown]) -> Shown:
        chosen = self._request.POST.get("id", "")
        found = next((shown for shown in among if str(shown.row.pk) == chosen), None)
        if found is None:
            raise NotVisible
        return found


def _with(shown: Figures, wrong: Any) -> Figures:
    """The page with the form that must be mended in its place."""

    def put(one: Shown) -> Shown:
        if one.form.prefix != wrong.prefix:
            return one
        return Shown(one.row, one.mark, wrong, one.address, one.is_first, one.is_last)

    return Figures([put(one) for one in shown.pictures], [put(one) for one in shown.tables])


@cache_control(private=True, max_age=A_DAY, immutable=True)
@require_safe
def picture(request: HttpRequest, conclusion_id: UUID, picture_id: UUID) -> HttpResponse:
    """A picture, small. What was stored never changes, so the browser keeps it."""
    small = conclusions.small_picture(acting(request), conclusion_id, picture_id)
    return HttpResponse(small, content_type="image/png")
