"""Addresses of the expert's desk. `config/urls.py` includes them under `expert/`."""

from django.urls import URLPattern, path

from saraptama.web.expert_desk.views import conclusion, figures, signing, work

urlpatterns: list[URLPattern] = [
    path("", work.home, name="expert_home"),
    path("examinations/<uuid:examination_id>/accept/", work.accept, name="expert_accept"),
    path("examinations/<uuid:examination_id>/decline/", work.decline, name="expert_decline"),
    path("examinations/<uuid:examination_id>/methods/", work.used_methods, name="expert_methods"),
    path("examinations/<uuid:examination_id>/notes/", work.notes, name="expert_notes"),
    path("examinations/<uuid:examination_id>/complexity/", work.complexity, name="expert_complexity"),
    path("examinations/<uuid:examination_id>/conclusion/", conclusion.of_examination, name="expert_conclusion"),
    path("examinations/<uuid:examination_id>/conclusion/begin/", conclusion.begin, name="expert_begin"),
    path("conclusions/<uuid:conclusion_id>/", conclusion.edit, name="expert_editor"),
    path("conclusions/<uuid:conclusion_id>/preview.pdf", conclusion.preview, name="expert_preview"),
    path("conclusions/<uuid:conclusion_id>/draft.docx", conclusion.docx, name="expert_docx"),
    path("conclusions/<uuid:conclusion_id>/autosave/", conclusion.autosave, name="expert_autosave"),
    path("conclusions/<uuid:conclusion_id>/figures/", figures.figures, name="expert_figures"),
    path("conclusions/<uuid:conclusion_id>/figures/<uuid:picture_id>.png", figures.picture, name="expert_picture"),
    path("conclusions/<uuid:conclusion_id>/submit/", conclusion.submit, name="expert_submit"),
    path("conclusions/<uuid:conclusion_id>/make-up/", signing.make_up, name="expert_make_up"),
    path("conclusions/<uuid:conclusion_id>/sign/", signing.signing, name="expert_sign"),
    path("conclusions/<uuid:conclusion_id>/sign/development/", signing.sign_in_demo, name="expert_sign_in_demo"),
    path("conclusions/<uuid:conclusion_id>/sign/withdraw/", signing.withdraw, name="expert_withdraw"),
    path("conclusions/<uuid:conclusion_id>/dissent/", signing.dissent, name="expert_dissent"),
    path("conclusions/<uuid:conclusion_id>/dissent.pdf", signing.dissent_pdf, name="expert_dissent_pdf"),
    path("conclusions/<uuid:conclusion_id>/revision-1.pdf", signing.revision_1, name="expert_revision_1"),
]
