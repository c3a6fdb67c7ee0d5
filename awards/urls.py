"""Addresses of the awards room."""

from django.urls import path

from .views import money, naming, payees

app_name = "awards"
urlpatterns = [
    path("rounds/<int:pk>/decision-draft.pdf", naming.decision_draft, name="decision_draft"),
    path("check/", naming.check_form, name="check_form"),
    path("check/<str:code>/", naming.check, name="check"),
    path("rounds/<int:pk>/", naming.round_awards, name="round"),
    path("decisions/<int:pk>/certificates/", naming.issue, name="issue"),
    path("decisions/<int:pk>/decision.pdf", naming.decision_download, name="decision"),
    path("titles/<int:pk>/certificate/", naming.certificate, name="certificate"),
    path("titles/<int:pk>/void/", naming.void, name="void_certificate"),
    path("titles/<int:pk>/revoke/", naming.revoke, name="revoke"),
    path("rounds/<int:pk>/claims/", money.claim_list, name="claims"),
    path("rounds/<int:pk>/claims/result/", money.claim_result, name="claim_result"),
    path("rounds/<int:pk>/claims/judge/", money.judge, name="judge"),
    path("claims/<int:pk>/flag/", money.flag, name="flag"),
    path("rounds/<int:pk>/ledger/", money.ledger, name="ledger"),
    path("rounds/<int:pk>/ledger/naming/", money.create_entries, name="create_entries"),
    path("entries/<int:pk>/reverse/", money.reverse, name="reverse"),
    path("rounds/<int:pk>/roster/", money.roster, name="roster"),
    path("payees/<int:pk>/", payees.payee, name="payee"),
    path("rounds/<int:pk>/export/", money.export, name="export"),
    path("rounds/<int:pk>/batches/new/", money.batch_new, name="batch_new"),
    path("batches/<int:pk>/", money.batch, name="batch"),
    path("batches/<int:pk>/approve/", money.batch_approve, name="batch_approve"),
    path("batches/<int:pk>/send/", money.batch_send, name="batch_send"),
    path("batches/<int:pk>/settle/", money.batch_settle, name="batch_settle"),
    path("batches/<int:pk>/cancel/", money.batch_cancel, name="batch_cancel"),
]
