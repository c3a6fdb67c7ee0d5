"""Every address of the portal."""

from django.urls import include, path

urlpatterns = [
    path("", include("wuhou_craftsmen.portal.urls")),
    path("accounts/", include("wuhou_craftsmen.accounts.urls")),
    path("policy/", include("wuhou_craftsmen.policy.urls")),
    path("ladder/", include("wuhou_craftsmen.ladder.urls")),
    path("registers/", include("wuhou_craftsmen.registers.urls")),
    path("public/", include("wuhou_craftsmen.registers.urls_public")),
    path("nominations/", include("nominations.urls")),
    path("review/", include("review.urls")),
    path("awards/", include("awards.urls")),
    path("ceremony/", include("ceremony.urls")),
    path("oversight/", include("oversight.urls")),
    path("", include("showcase.urls")),
]
