"""Addresses of the head's desk. `config/urls.py` includes them under `head/`."""

from django.urls import URLPattern, path

from saraptama.web.head_desk.views import (
    assigning,
    board,
    conflicts,
    drafts,
    experts,
    lists,
    queues,
    replacing,
    standstill,
)

urlpatterns: list[URLPattern] = [
    path("", lists.home, name="head_home"),
    path("examinations/", lists.journal, name="head_journal"),
    path("queue/", queues.queue, name="head_queue"),
    path("queue/assign/", queues.bulk_assign, name="head_bulk_assign"),
    path("queue/direct/", queues.bulk_direct, name="head_bulk_direct"),
    path("due/", queues.due, name="head_due"),
    path("agreements/", queues.drafts, name="head_drafts"),
    path("workload/", board.board, name="head_board"),
    path("workload/cases/", board.cases, name="head_board_cases"),
    path("experts/", experts.experts, name="head_experts"),
    path("experts/<uuid:expert_id>/", experts.expert, name="head_expert"),
    path("examinations/<uuid:examination_id>/lead/", assigning.lead_group, name="head_lead_group"),
    path("examinations/<uuid:examination_id>/assignments/", replacing.assignments, name="head_assignments"),
    path("examinations/<uuid:examination_id>/conflicts/", conflicts.conflicts, name="head_conflicts"),
    path("examinations/<uuid:examination_id>/conflicts/new/", conflicts.state_recusal, name="head_recusal"),
    path(
        "examinations/<uuid:examination_id>/conflicts/<uuid:recusal_id>/decision/",
        conflicts.decide_recusal,
        name="head_recusal_decide",
    ),
    path(
        "examinations/<uuid:examination_id>/conflicts/exception/<uuid:expert_id>/",
        conflicts.override,
        name="head_override",
    ),
    path(
        "examinations/<uuid:examination_id>/conflicts/exceptions/<uuid:override_id>/",
        conflicts.decide_override,
        name="head_override_decide",
    ),
    path("examinations/<uuid:examination_id>/accept/", assigning.accept, name="head_accept"),
    path("examinations/<uuid:examination_id>/direct/", assigning.direct, name="head_direct"),
    path("examinations/<uuid:examination_id>/assign/", assigning.assign, name="head_assign"),
    path("examinations/<uuid:examination_id>/reassign/", replacing.reassign, name="head_reassign"),
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
