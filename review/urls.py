"""Addresses of the review room."""

from django.urls import path

from .views import assignment, committee, outcome, recusal, reopening, scores, scoring, strokes, withdrawal

app_name = "review"
urlpatterns = [
    path("files/", scoring.my_files, name="files"),
    path("files/pledge/", scoring.pledge, name="pledge"),
    path("files/sheet/", scoring.sheet, name="sheet"),
    path("files/upload/", scoring.upload, name="upload"),
    path("files/<int:pk>/", scoring.score, name="score"),
    path("files/recusal/", recusal.stand_aside, name="stand_aside"),
    path("files/<int:pk>/recusal/", recusal.declare, name="declare"),
    path("files/<int:pk>/evidence/<int:evidence_pk>/", scoring.evidence, name="evidence"),
    path(
        "files/<int:pk>/evidence/<int:evidence_pk>/pages/<int:number>/",
        scoring.evidence_page,
        name="evidence_page",
    ),
    path("rounds/<int:pk>/", committee.round_review, name="round"),
    path("rounds/<int:pk>/roster/", committee.import_roster, name="roster"),
    path("rounds/<int:pk>/committee/", committee.propose_committee, name="propose_committee"),
    path("rounds/<int:pk>/opening/", committee.propose_opening, name="propose_opening"),
    path("rounds/<int:pk>/recusal/", recusal.impose, name="impose"),
    path("rounds/<int:pk>/recusal/lift/", recusal.lift, name="lift"),
    path("rounds/<int:pk>/assignments/", assignment.assignments, name="assignments"),
    path("rounds/<int:pk>/reopening/", reopening.reopening, name="reopening"),
    path("candidates/<int:pk>/scores/", scores.scores, name="scores"),
    path("candidates/<int:pk>/names/", scores.ask_names, name="ask_names"),
    path("rounds/<int:pk>/withdrawal/", withdrawal.withdraw, name="withdrawal"),
    path("rounds/<int:pk>/close/", committee.close, name="close"),
    path("rounds/<int:pk>/ranking/", outcome.ranking, name="ranking"),
    path("rounds/<int:pk>/ranking.xlsx", outcome.ranking_download, name="ranking_download"),
    path("rounds/<int:pk>/statistics/", outcome.statistics, name="statistics"),
    path("rounds/<int:pk>/meeting/", outcome.meeting, name="meeting"),
    path("rounds/<int:pk>/notice/", outcome.notice_new, name="notice_new"),
    path("notices/<int:pk>/", outcome.public_notice, name="notice"),
    path("notices/<int:pk>/notice.pdf", outcome.public_notice_pdf, name="notice_pdf"),
    path("notices/<int:pk>/objection/", outcome.objection_new, name="object"),
    path("notices/<int:pk>/end/", outcome.notice_end, name="notice_end"),
    path("notices/<int:pk>/objections/", outcome.objection_list, name="objections"),
    path("objections/<int:pk>/objector/", outcome.objector, name="objector"),
    path("strokes/", strokes.strokes, name="strokes"),
    path("objections/<int:pk>/decide/", outcome.objection_decide, name="objection_decide"),
]
