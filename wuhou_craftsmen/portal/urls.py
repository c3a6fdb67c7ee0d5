"""Addresses of the portal itself."""

from django.conf import settings
from django.urls import path

from . import views

app_name = "portal"
urlpatterns = [
    path("", views.public, name="public"),
    path("home/", views.home, name="home"),
    path("waiting/<int:place>/", views.waiting, name="waiting"),
    path("rounds/<int:pk>/unfinished/", views.unfinished_business, name="unfinished"),
    path("pending/", views.pending, name="pending"),
    path("pending/<int:pk>/", views.decide, name="decide"),
    path("pending/<int:pk>/back/", views.take_back, name="take_back"),
    path("filters/", views.save_filter, name="save_filter"),
    path("filters/<int:pk>/", views.forget_filter, name="forget_filter"),
    path("messages/", views.messages_list, name="messages"),
    path("messages/read/", views.messages_read, name="messages_read"),
    path("messages/<int:pk>/", views.message, name="message"),
    path("search/", views.search, name="search"),
    path("display/", views.display, name="display"),
    path("audit/", views.audit_log, name="audit"),
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<int:pk>/", views.job, name="job"),
    path("jobs/<int:pk>/result/", views.job_result, name="job_result"),
    path("healthz", views.health, name="health"),
]
if settings.DEBUG:
    urlpatterns.append(path("design/", views.design, name="design"))
