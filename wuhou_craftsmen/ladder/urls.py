"""Addresses of the ladder."""

from django.urls import path

from .views import people, plans, rungs, transfers, upward, workbooks

app_name = "ladder"
urlpatterns = [
    path("", people.ladder_list, name="list"),
    path("new/", people.enrol, name="enrol"),
    path("export/", workbooks.export, name="export"),
    path("template/", workbooks.template, name="template"),
    path("import/", workbooks.import_workbook, name="import"),
    path("import/<int:pk>/marked/", workbooks.marked_copy, name="import_marked"),
    path("import/confirm/", workbooks.confirm, name="confirm"),
    path("upward/", upward.listing, name="upward"),
    path("upward/table/", upward.table, name="upward_table"),
    path("upward/<int:pk>/withdraw/", upward.withdraw, name="upward_withdraw"),
    path("<int:pk>/upward/", upward.recommend, name="recommend"),
    path("transfers/", transfers.listing, name="transfers"),
    path("transfers/<int:pk>/", transfers.answer, name="transfer_answer"),
    path("plans/", plans.plan_list, name="plans"),
    path("plans/own/", plans.own, name="own_plan"),
    path("plans/export/", plans.export, name="export_plans"),
    path("plans/<int:pk>/paper/", plans.paper, name="plan_paper"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/out/", people.transfer_out, name="transfer_out"),
    path("<int:pk>/name/", people.rename, name="rename"),
    path("<int:pk>/rungs/", rungs.add, name="add"),
    path("<int:pk>/city/", rungs.add_city_title, name="add_city_title"),
    path("<int:pk>/rungs/<int:rung_pk>/scan/", rungs.scan, name="scan"),
    path("<int:pk>/rungs/<int:rung_pk>/withdraw/", rungs.withdraw, name="withdraw"),
]
