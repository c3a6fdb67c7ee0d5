"""Addresses of the policy room."""

from django.urls import path

from . import views

app_name = "policy"
urlpatterns = [
    path("", views.text, name="text"),
    path("<int:pk>/", views.text, name="version"),
    path("register/", views.register, name="register"),
    path("settings/", views.settings, name="settings"),
    path("bodies/", views.bodies, name="bodies"),
    path("calendar/", views.calendar_page, name="calendar"),
    path("rubric/", views.rubric, name="rubric"),
    path("rubric/register/", views.register_rubric, name="register_rubric"),
    path("rubric/<slug:version>/", views.rubric, name="rubric_version"),
]
