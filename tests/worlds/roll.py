"""A small year that is named, with its roll of craftsmen: the union, the people by their links, and everybody."""

import re

from django.test import Client

from showcase.domain import profiles
from showcase.models import Profile
from tests.people import client_of, on
from tests.small_year import Year
from tests.worlds import deeds

DEED = "革新夹具三项，带出三名徒弟。"
LINK = re.compile(r'id="link" value="https?://[^/]+(/[^"]+)"')


class Roll:
    """Named on 28 April 2022; `first` is the first on the roll."""

    def __init__(self):
        self.year = Year().play("show")
        on("2022-04-28")
        deeds.name(self.year)
        profiles.begin()
        self.first = Profile.objects.order_by("pk").first()

    @property
    def union(self) -> Client:
        return client_of(self.year.first)

    def page(self, profile: Profile | None = None) -> str:
        """The craftsman's page, as everybody reads it."""
        return Client().get(f"/craftsmen/{(profile or self.first).pk}/").content.decode()

    def asked(self, profile: Profile | None = None, deed: str = DEED) -> str:
        """The address of the link, as the union's page shows it once."""
        place = f"/craftsmen/profiles/{(profile or self.first).pk}/"
        self.union.post(f"{place}draft/", {"deed": deed})
        return LINK.search(self.union.post(f"{place}ask/").content.decode())[1]

    def entered(self, profile: Profile | None = None, deed: str = DEED) -> Client:
        """The person's own browser, let in by the link."""
        client = Client()
        assert client.post(self.asked(profile, deed)).status_code == 200
        return client

    def approved(self, profile: Profile | None = None, portrait: bool = False) -> str:
        """The person said yes; gives the address of the link that takes it back."""
        said = {"approve": "", "seen": DEED} | ({"portrait": "yes"} if portrait else {})
        answer = self.entered(profile).post("/craftsmen/own/", said)
        return LINK.search(answer.content.decode())[1]
