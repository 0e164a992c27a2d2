"""Addresses of the head's desk. `config/urls.py` includes them under `head/`."""

from django.urls import URLPattern, path

from saraptama.web.head_desk.views import assigning, drafts, lists, standstill

urlpatterns: list[URLPattern] = [
    path("", lists.home, name="head_home"),
    path("examinations/", lists.journal, name="head_journal"),
    path("examinations/<uuid:examination_id>/accept/", assigning.accept, name="head_accept"),
    path("examinations/<uuid:examination_id>/direct/", assigning.direct, name="head_direct"),
    path("examinations/<uuid:examination_id>/assign/", assigning.assign, name="head_assign"),
    path("examinations/<uuid:examination_id>/reassign/", assigning.reassign, name="head_reassign"),
    path("examinations/<uuid:examination_id>/agreement/", drafts.agreement, name="head_agreement"),
    path("examinations/<uuid:examination_id>/agreement/draft.pdf", drafts.draft_pdf, name="head_draft_pdf"),
    path("examinations/<uuid:examination_id>/standstill/", standstill.standstill, name="head_standstill"),
    path(
        "examinations/<uuid:examination_id>/standstill/<uuid:suspension_id>/resume/",
        standstill.resume,
        name="head_resume",
    ),
    path("examinations/<uuid:examination_id>/return/", standstill.send_back, name="head_return"),
]
