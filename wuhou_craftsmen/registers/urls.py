"""Addresses of the registers: one set of pages for all of them."""

from django.urls import path

from .views import keeping, reading, workbooks

app_name = "registers"
urlpatterns = [
    path("", reading.index, name="index"),
    path("figures/", reading.figures, name="figures"),
    path("waiting/", keeping.waiting, name="waiting"),
    path("<int:pk>/", reading.anywhere, name="any"),
    path("<slug:key>/", reading.listing, name="list"),
    path("<slug:key>/new/", keeping.enter, name="enter"),
    path("<slug:key>/export/", workbooks.export, name="export"),
    path("<slug:key>/blank/", workbooks.blank, name="blank"),
    path("<slug:key>/import/", workbooks.import_workbook, name="import"),
    path("<slug:key>/import/<int:pk>/marked/", workbooks.marked_copy, name="import_marked"),
    path("<slug:key>/import/confirm/", workbooks.confirm, name="confirm"),
    path("<slug:key>/<int:pk>/", reading.record, name="record"),
    path("<slug:key>/<int:pk>/paper/", reading.paper, name="paper"),
    path("<slug:key>/<int:pk>/edit/", keeping.correct, name="correct"),
    path("<slug:key>/<int:pk>/verify/", keeping.verify, name="verify"),
    path("<slug:key>/<int:pk>/back/", keeping.send_back, name="send_back"),
    path("<slug:key>/<int:pk>/withdraw/", keeping.withdraw, name="withdraw"),
    path("<slug:key>/<int:pk>/<slug:act>/", keeping.step, name="step"),
]
