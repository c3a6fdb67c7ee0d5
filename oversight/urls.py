"""Addresses of the oversight room; its registers stand under those of the registers."""

from django.urls import path

from .views import dashboard, pages

app_name = "oversight"
urlpatterns = [
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/pdf/", dashboard.dashboard_pdf, name="dashboard_pdf"),
    path("dashboard/statistics/", dashboard.statistics, name="statistics"),
    path("dashboard/briefing/", dashboard.briefing, name="briefing"),
    path("targets/", pages.targets, name="targets"),
    path("targets/export/", pages.export, name="export"),
    path("tasks/draw/", pages.draw, name="draw"),
    path("outcomes/", pages.outcomes, name="outcomes"),
    path("confirming/", pages.confirming, name="confirming"),
    path("bulletins/<int:pk>/pdf/", pages.bulletin_pdf, name="bulletin_pdf"),
    path("bulletins/<int:pk>/docx/", pages.bulletin_docx, name="bulletin_docx"),
]
