"""Addresses of what is open to everybody: one set of pages for all registers."""

from django.urls import path

from .views import public

app_name = "open"
urlpatterns = [
    path("", public.index, name="index"),
    path("<slug:key>/", public.listing, name="list"),
]
