"""The register of firms: found, renamed, struck off, put back."""

import pytest

from nominations.domain.file import drafts, submission
from tests.people import make_code, make_firm, make_id, make_user
from tests.small_year import Year
from wuhou_craftsmen.accounts.domain import firms
from wuhou_craftsmen.accounts.models import Organisation, Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import propose, together
from wuhou_craftsmen.common.models import AuditEntry, PendingAct

pytestmark = pytest.mark.django_db
STRIKE = {"struck_off_on": "2022-02-01", "reason": "已注销", "basis": "示例文1号"}


def test_a_clerk_lists_the_firms_of_the_own_area(town, client):
    elsewhere = make_firm(2, street="玉林街道")
    client.force_login(town.clerk)
    page = client.get("/accounts/firms/").content.decode()
    assert town.firm.name in page
    assert elsewhere.name not in page
    assert client.get(f"/accounts/firms/{elsewhere.pk}/").status_code == 404


@pytest.mark.parametrize("words", ["示例1号", make_code(1)[-6:], make_code(1)[-10:].lower()])
def test_a_firm_is_found_by_its_name_or_the_last_characters_of_its_code(town, client, words):
    make_firm(2)
    client.force_login(town.first)
    page = client.get("/accounts/firms/", {"q": words}).content.decode().split('id="list"')[1]
    assert "成都示例1号" in page
    assert "成都示例2号" not in page


def test_the_list_shows_how_many_hr_users_and_narrows_to_firms_without_one(town, client):
    make_firm(2)
    client.force_login(town.first)
    assert "1 人" in client.get("/accounts/firms/", {"q": "示例1号"}).content.decode()
    page = client.get("/accounts/firms/", {"state": "nobody"}).content.decode().split('id="list"')[1]
    assert "成都示例2号" in page
    assert "成都示例1号" not in page


def test_the_list_costs_at_most_ten_queries(town, client, django_assert_max_num_queries):
    client.force_login(town.first)
    client.get("/home/")  # the session is written down once
    for number in range(2, 8):
        make_firm(number)
    with django_assert_max_num_queries(10):
        client.get("/accounts/firms/")


def test_a_name_is_corrected_with_its_document_and_the_old_one_stays_on_record(town, client):
    with pytest.raises(Refusal, match="依据"):
        firms.rename_firm(town.clerk, town.firm, name="成都新名有限公司", basis=" ")
    firms.rename_firm(town.clerk, town.firm, name="成都新名有限公司", basis="示例通知2号")
    client.force_login(town.clerk)
    page = client.get(f"/accounts/firms/{town.firm.pk}/").content.decode()
    assert "原名称：成都示例1号机械有限公司；新名称：成都新名有限公司；依据：示例通知2号" in page
    for actor in (town.stranger, town.owner):
        with pytest.raises(Refusal):
            firms.rename_firm(actor, town.firm, name="别的", basis="示例")


def test_what_was_submitted_keeps_the_name_of_its_day():
    year = Year()
    year.play("nominate")
    file = year.file("001")
    firms.rename_firm(year.first, file.firm, name="成都新名有限公司", basis="示例通知2号")
    file.refresh_from_db()
    assert file.frozen["firm"] == "成都示例1号机械有限公司"
    assert submission.content_hash(file.frozen) == file.frozen_sha256


def test_only_the_owner_changes_the_contact_and_no_number_goes_on_record(town, client):
    client.force_login(town.owner)
    typed = {"act": "contact", "contact_name": "郑示例", "phone": "10000000006", "email": ""}
    assert client.post("/accounts/members/", typed).status_code == 302
    town.firm.refresh_from_db()
    assert town.firm.contact_phone == "10000000006"
    assert "10000000006" not in str(AuditEntry.objects.get(verb="修改单位联系方式").details)
    with pytest.raises(Refusal):
        firms.set_contact(
            make_user(Role.FIRM_HR, town.firm), town.firm, contact_name="甲", phone="", email=""
        )


def test_one_person_strikes_nobody_off(town, client):
    client.force_login(town.first)
    client.post(f"/accounts/firms/{town.firm.pk}/", {"act": "strike_off", **STRIKE})
    town.firm.refresh_from_db()
    assert town.firm.struck_off_on is None
    assert PendingAct.objects.get().act == "accounts.strike_off"
    with pytest.raises(Refusal):
        propose(town.clerk, "accounts.strike_off", firm_id=town.firm.pk, **STRIKE)


@pytest.mark.parametrize("wrong", [{"struck_off_on": "2022-02-08"}, {"reason": " "}, {"basis": " "}])
def test_a_strike_off_needs_its_day_its_reason_and_its_document(town, wrong):
    with pytest.raises(Refusal):
        propose(town.first, "accounts.strike_off", firm_id=town.firm.pk, **STRIKE | wrong)


def test_a_struck_off_firm_neither_begins_nor_submits_and_still_reads_its_draft(client):
    year = Year()
    firm = year.firms[0]
    hr, words = year.hr[firm.pk], {"name": "新示例", "sex": "男", "trade": "钳工", "route": "unit"}

    def begin(number):
        return drafts.create(
            hr, year.round, firm, id_number=make_id(number), phone="10000000050", fields=words
        )

    file = begin(50)
    together(year.first, year.second, "accounts.strike_off", firm_id=firm.pk, **STRIKE)
    firm.refresh_from_db()
    with pytest.raises(Refusal, match="已于2022年2月1日除名"):
        begin(51)
    with pytest.raises(Refusal, match="已于2022年2月1日除名"):
        submission.submit(hr, file)
    client.force_login(hr)
    page = client.get(f"/nominations/{file.pk}/")
    assert page.status_code == 200
    assert "除名，不能申报" in page.content.decode()
    together(year.first, year.second, "accounts.put_back", firm_id=firm.pk, reason="恢复登记")
    firm.refresh_from_db()
    assert (firm.struck_off_on, firm.struck_off_reason) == (None, "")
    begin(51)
    with pytest.raises(Refusal, match="还不能报送"):  # only what is missing stands in the way now
        submission.submit(hr, file)


def test_the_database_refuses_a_reason_without_a_day(town):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=town.firm.pk).update(struck_off_reason="示例")
