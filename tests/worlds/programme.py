"""The district's programme: units that lead the clauses, firms with their people, each with a browser of its own."""

import re
from urllib.parse import unquote

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.pdfs import PDF
from tests.people import client_of, make_firm, make_id, make_user, on, reference, unit
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Craftsman
from wuhou_craftsmen.registers.models import Record


class Programme:
    """The cast, on a day of 2022."""

    def __init__(self):
        reference()
        on("2022-06-07")
        self.firms = [make_firm(number) for number in range(1, 4)]
        self.firm = self.firms[0]
        self.hr = make_user(Role.FIRM_HR, self.firm)
        self.other_hr = make_user(Role.FIRM_HR, self.firms[1])
        self.clerk = make_user(Role.ENDORSING_CLERK, unit("浆洗街街道"))
        self.education = make_user(Role.DEPARTMENT_OFFICER, unit("区教育局"))
        self.labour = make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
        self.finance_office = make_user(Role.DEPARTMENT_OFFICER, unit("区财政局"))
        self.organisation = make_user(Role.DEPARTMENT_OFFICER, unit("区委组织部"))
        self.staff = make_user(Role.UNION_STAFF)
        self.leader = make_user(Role.LEADER)
        self.auditor = make_user(Role.AUDITOR)
        self._clients: dict[int, Client] = {}

    def person(self, name: str, number: int, firm=None) -> Craftsman:
        """Somebody of the firm, known to the ladder."""
        firm = firm or self.firm
        hr = self.hr if firm == self.firm else self.other_hr
        found = people.enrol(hr, firm, name=name, id_number=make_id(number), sex="男", trade="钳工")
        return found.person

    def client(self, user) -> Client:
        return self._clients.setdefault(user.pk, client_of(user))

    def page(self, user, path: str) -> str:
        """The words of a page, without its marks."""
        return words_of(self.client(user).get(path))

    def fill(self, user, key: str, *, paper: bool = False, **values) -> str:
        """Fill in the form of a register as people do, by name; gives the words of the page that follows."""
        return words_of(self._post(user, f"/registers/{key}/new/", values, paper))

    def entered(self, user, key: str, *, paper: bool = False, **values) -> Record:
        """The same, and the record that came of it."""
        answer = self._post(user, f"/registers/{key}/new/", values, paper)
        assert answer.redirect_chain, words_of(answer)
        return Record.objects.get(pk=int(unquote(answer.redirect_chain[-1][0]).split("/")[3]))

    def verified(self, user, key: str, *, by, paper: bool = False, **values) -> Record:
        """Reported by one and verified by another, on their pages."""
        record = self.entered(user, key, paper=paper, **values)
        self.press(by, record, "verify")
        record.refresh_from_db()
        assert record.state == "verified"
        return record

    def press(self, user, record: Record, what: str, **values) -> str:
        """A button of the record's page."""
        return words_of(self._post(user, f"/registers/{record.register}/{record.pk}/{what}/", values, False))

    def _post(self, user, path: str, values: dict, paper: bool):
        sent = dict(values)
        if paper:
            sent["paper"] = SimpleUploadedFile("证明.pdf", PDF, "application/pdf")
        return self.client(user).post(path, sent, follow=True)


def words_of(answer) -> str:
    text = re.sub(r"<(script|style|datalist)\b.*?</\1>", "", answer.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))
