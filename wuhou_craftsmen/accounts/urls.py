"""Addresses of sign-in and accounts."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path

from .views import firms, invitations, members, people, registrations, roles, units

app_name = "accounts"
urlpatterns = [
    path("sign-in/", login_not_required(people.SignIn.as_view()), name="sign_in"),
    path("sign-out/", login_not_required(LogoutView.as_view()), name="sign_out"),
    path("password/", people.password, name="password"),
    path("people/", people.people, name="people"),
    path("people/links/", invitations.first_links, name="first_links"),
    path("people/links/make/", invitations.make_first_links, name="make_first_links"),
    path("people/<int:pk>/", roles.person, name="person"),
    path("people/<int:pk>/link/", invitations.link, name="link"),
    path("people/<int:pk>/link/ask/", invitations.ask_link, name="ask_link"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("forgotten/", invitations.forgotten, name="forgotten"),
    path("registration/", registrations.register, name="register"),
    path("registrations/", registrations.listing, name="registrations"),
    path("registrations/<int:pk>/", registrations.detail, name="registration"),
    path("registrations/<int:pk>/letter/", registrations.letter, name="letter"),
    path("members/", members.members, name="members"),
    path("members/<int:pk>/owner/", members.owner, name="make_owner"),
    path("members/<int:pk>/end/", members.end, name="end_membership"),
    path("units/", units.units, name="units"),
    path("firms/", firms.listing, name="firms"),
    path("firms/<int:pk>/", firms.detail, name="firm"),
]
