"""Addresses of sign-in and accounts."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", login_not_required(views.SignIn.as_view()), name="sign_in"),
    path("sign-out/", login_not_required(LogoutView.as_view()), name="sign_out"),
    path("password/", views.password, name="password"),
    path("people/", views.people, name="people"),
]
