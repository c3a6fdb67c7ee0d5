"""Addresses of the pages for everybody, and of those behind the roll of craftsmen."""

from django.urls import path

from .views import keeping, news, person, roll

app_name = "showcase"
urlpatterns = [
    path("craftsmen/", roll.roll, name="roll"),
    path("craftsmen/<int:pk>/", roll.craftsman, name="craftsman"),
    path("craftsmen/<int:pk>/portrait.webp", roll.portrait, name="portrait"),
    path("craftsmen/profiles/", keeping.listing, name="profiles"),
    path("craftsmen/profiles/<int:pk>/", keeping.profile, name="profile"),
    path("craftsmen/profiles/<int:pk>/draft/", keeping.draft, name="draft"),
    path("craftsmen/profiles/<int:pk>/ask/", keeping.ask, name="ask"),
    path("craftsmen/profiles/<int:pk>/withdraw/", keeping.withdraw, name="withdraw"),
    path("craftsmen/link/<str:token>/", person.enter, name="enter"),
    path("craftsmen/own/", person.own, name="own"),
    path("craftsmen/own/portrait/", person.own_portrait, name="own_portrait"),
    path("craftsmen/back/<str:token>/", person.take_back, name="take_back"),
    path("notices/", news.notices, name="notices"),
    path("notices/<int:year>/", news.results, name="results"),
    path("calendar/", news.calendar, name="calendar"),
    path("questions/", news.questions, name="questions"),
]
