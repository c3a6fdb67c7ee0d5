"""Addresses of the policy room."""

from django.urls import path

from .views import settings, versions

app_name = "policy"
urlpatterns = [
    path("", versions.text, name="text"),
    path("<int:pk>/", versions.text, name="version"),
    path("register/", versions.register, name="register"),
    path("versions/", versions.all_versions, name="versions"),
    path("settings/", settings.settings, name="settings"),
    path("bodies/", settings.bodies, name="bodies"),
    path("calendar/", settings.calendar_page, name="calendar"),
    path("rubric/", settings.rubric, name="rubric"),
    path("rubric/register/", settings.register_rubric, name="register_rubric"),
    path("rubric/<slug:version>/", settings.rubric, name="rubric_version"),
]
