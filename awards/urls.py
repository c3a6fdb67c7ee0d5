"""Addresses of this room."""

app_name = "awards"
urlpatterns = []
