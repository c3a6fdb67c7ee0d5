"""Addresses of the nominations room."""

from django.urls import path

from .views import checks, deadlines, evidence, files, rounds, writing

app_name = "nominations"
urlpatterns = [
    path("", files.nomination_list, name="list"),
    path("new/", writing.new, name="new"),
    path("import/", rounds.import_workbook, name="import"),
    path("template/", rounds.template, name="template"),
    path("confirm/", checks.confirm_many, name="confirm_many"),
    path("<int:pk>/", files.detail, name="detail"),
    path("<int:pk>/edit/", writing.edit, name="edit"),
    path("<int:pk>/autosave/", writing.autosave, name="autosave"),
    path("<int:pk>/evidence/", evidence.step, name="evidence_step"),
    path("<int:pk>/evidence/<int:evidence_pk>/", evidence.evidence, name="evidence"),
    path("<int:pk>/evidence/<int:evidence_pk>/id-card/", evidence.id_card, name="id_card"),
    path("<int:pk>/photo/", evidence.photo, name="photo"),
    path("<int:pk>/evidence/<int:evidence_pk>/remove/", evidence.remove_evidence, name="remove_evidence"),
    path("<int:pk>/evidence/<int:evidence_pk>/restore/", evidence.restore_evidence, name="restore_evidence"),
    path("<int:pk>/private/", files.private, name="private"),
    path("<int:pk>/submit/", files.submit, name="submit"),
    path("<int:pk>/receipt/", files.receipt, name="receipt"),
    path("<int:pk>/withdraw/", files.withdraw, name="withdraw"),
    path("<int:pk>/delete/", files.delete, name="delete"),
    path("<int:pk>/endorse/", checks.endorse, name="endorse"),
    path("<int:pk>/check/", checks.check, name="check"),
    path("<int:pk>/ask/", checks.ask, name="ask"),
    path("opinions/<int:pk>/reply/", checks.reply, name="reply"),
    path("<int:pk>/confirm/", checks.confirm, name="confirm"),
    path("rounds/", rounds.round_list, name="rounds"),
    path("rounds/<int:pk>/deadline/", deadlines.deadline, name="deadline"),
    path("rounds/new/", rounds.round_new, name="round_new"),
    path("rounds/<int:pk>/open/", rounds.round_open, name="round_open"),
    path("rounds/<int:pk>/close/", rounds.round_close, name="round_close"),
]
