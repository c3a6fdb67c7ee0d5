"""A firm registers, the clerk of its endorsing unit decides, the first user sets a password with a link used once."""

import logging
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tests.pdfs import PDF
from tests.people import make_code, make_firm, make_user, on
from wuhou_craftsmen.accounts.domain import invitations, registrations
from wuhou_craftsmen.accounts.models import FirmRegistration, Membership, Organisation, Role, User
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.messages import links
from wuhou_craftsmen.common.models import AuditEntry, Message, OneTimeLink
from wuhou_craftsmen.common.security.logs import HideSecrets

pytestmark = pytest.mark.django_db
PASSWORD = "gongjiang-2022-lianxi"


def words(town, **changed):
    typed = {
        "name": "成都新示例有限公司", "credit_code": make_code(9), "nature": "民营", "endorsing_unit": town.street.pk,
        "contact_name": "周示例", "phone": "10000000009", "email": "", "username": "zhou9", "agreed": "on",
        "letter": SimpleUploadedFile("介绍信.pdf", PDF, "application/pdf"),
    }  # fmt: skip
    return typed | changed


class TestTheFirm:
    def test_anybody_may_register_a_firm_and_gets_a_receipt_number(self, town, client):
        assert 'href="/accounts/registration/"' in client.get("/").content.decode()
        page = client.post("/accounts/registration/", words(town)).content.decode()
        made = FirmRegistration.objects.get()
        assert made.receipt_no == f"DJ2022-{made.pk:05d}"
        assert made.receipt_no in page
        assert made.state == "waiting"

    @pytest.mark.parametrize(
        ("field", "value", "told"),
        [
            ("credit_code", make_code(9)[:-1] + "*", "应为营业执照上的 18 位"),
            ("credit_code", make_code(9)[:-1] + make_code(8)[-1], "末位与前面的字符对不上"),
            ("phone", "028-85000000", "11 位手机号码"),
            ("agreed", "", "请填写这一项"),
            ("username", "999999198501010018", "以字母开头"),
        ],
    )
    def test_what_is_wrong_is_told_beside_its_field(self, town, client, field, value, told):
        page = client.post("/accounts/registration/", words(town, **{field: value})).content.decode()
        assert told in page
        assert not FirmRegistration.objects.exists()

    def test_a_letter_that_is_no_paper_is_refused(self, town, client):
        letter = SimpleUploadedFile("介绍信.pdf", b"MZ program")
        page = client.post("/accounts/registration/", words(town, letter=letter)).content.decode()
        assert "不是 PDF，也不是" in page
        assert not FirmRegistration.objects.exists()

    def test_a_firm_that_has_users_is_told_whom_to_ask_and_no_name(self, town, client):
        code = town.firm.credit_code
        page = client.post("/accounts/registration/", words(town, credit_code=code)).content.decode()
        assert "请与本单位的单位管理员联系" in page
        assert town.owner.full_name not in page
        assert town.firm.name not in page

    def test_a_struck_off_firm_is_sent_to_the_union(self, town):
        other = make_firm(5)
        basis = {"struck_off_on": "2022-02-01", "reason": "已注销", "basis": "示例文1号"}
        together(town.first, town.second, "accounts.strike_off", firm_id=other.pk, **basis)
        with pytest.raises(Refusal, match="已经除名"):
            town.register(credit_code=other.credit_code)

    def test_twice_by_the_same_phone_is_one_by_another_phone_is_refused(self, town):
        assert town.register() == town.register()
        with pytest.raises(Refusal, match="已有一份注册等待确认"):
            town.register(phone="10000000008")

    def test_the_database_refuses_two_waiting_for_one_firm(self, town):
        made = town.register()
        made.pk, made.receipt_no = None, None
        with pytest.raises(IntegrityError), transaction.atomic():
            made.save(force_insert=True)

    def test_the_sixth_within_an_hour_from_one_address_is_refused(self, town):
        for number in range(20, 25):
            town.register(number)
        with pytest.raises(Refusal, match="一小时后再试"):
            town.register(25)
        town.register(26, address="192.0.2.2")
        on("2022-02-07", 11)
        town.register(25)

    def test_the_twenty_first_waiting_of_a_day_from_one_address_is_refused(self, town):
        for number in range(20):
            on("2022-02-07", 9 + 2 * (number // 5))
            town.register(100 + number)
        on("2022-02-07", 20)
        with pytest.raises(Refusal, match="一日内已有 20 份"):
            town.register(200)

    def test_phone_mailbox_and_network_address_are_not_readable_in_the_database(self, town):
        town.register(email="zhou@example.invalid")
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM accounts_firmregistration")
            row = str(cursor.fetchall())
        assert "10000000007" not in row
        assert "zhou@example" not in row
        assert "192.0.2.1" not in row


class TestTheClerk:
    def test_confirming_makes_firm_owner_and_a_link_shown_once(self, town, client):
        made = town.register()
        client.force_login(town.clerk)
        assert "待确认的单位注册" in client.get("/home/").content.decode()
        answer = client.post(f"/accounts/registrations/{made.pk}/", {"act": "confirm", "username": "zhou7"})
        page = answer.content.decode()
        assert "/accounts/invitation/" in page
        assert answer.headers["Cache-Control"] == "private, no-store"
        seat = Membership.objects.get(organisation__credit_code=made.credit_code)
        assert seat.owner
        assert seat.user.phone == "10000000007"
        assert seat.organisation.endorsing_unit == town.street
        again = client.post(f"/accounts/registrations/{made.pk}/", {"act": "confirm", "username": "zhou7"})
        assert again.status_code == 302
        assert User.objects.filter(username="zhou7").count() == 1
        assert "待确认的单位注册" not in client.get("/home/").content.decode()

    def test_a_taken_sign_in_name_is_told_and_nothing_is_made(self, town, client):
        made = town.register(username=town.owner.username)
        client.force_login(town.clerk)
        typed = {"act": "confirm", "username": town.owner.username}
        page = client.post(f"/accounts/registrations/{made.pk}/", typed).content.decode()
        assert "已被使用" in page
        made.refresh_from_db()
        assert made.state == "waiting"
        assert not Organisation.objects.filter(credit_code=made.credit_code).exists()

    def test_refusing_needs_a_reason_and_frees_the_code(self, town):
        made = town.register()
        with pytest.raises(Refusal, match="写明退回原因"):
            registrations.refuse(town.clerk, made, reason=" ")
        registrations.refuse(town.clerk, made, reason="公章不清")
        assert town.register() != made

    def test_another_street_neither_sees_nor_decides(self, town, client):
        made = town.register()
        client.force_login(town.stranger)
        for page in ("", "letter/"):
            assert client.get(f"/accounts/registrations/{made.pk}/{page}").status_code == 404
        with pytest.raises(Refusal, match="不属于您办理的范围"):
            registrations.confirm(town.stranger, made, username="zhou7")

    def test_nobody_decides_for_the_own_firm(self, town):
        made = town.register()
        registrations.confirm(town.clerk, made, username="zhou7")
        insider = User.objects.get(username="zhou7")
        Membership.objects.create(
            user=insider, organisation=town.street, role=Role.ENDORSING_CLERK, started_at=made.created_at
        )
        with pytest.raises(Refusal, match="应当回避"):
            registrations.refuse(User.objects.get(pk=insider.pk), made, reason="示例")

    def test_the_letter_is_an_attachment(self, town, client):
        made = town.register()
        client.force_login(town.clerk)
        answer = client.get(f"/accounts/registrations/{made.pk}/letter/")
        assert answer.content == PDF
        assert answer.headers["Content-Disposition"].startswith("attachment")

    def test_a_similar_name_is_a_warning(self, town, client):
        made = town.register(name="成都（示例）1号机械有限责任公司")
        client.force_login(town.clerk)
        page = client.get(f"/accounts/registrations/{made.pk}/").content.decode()
        assert "已有名称相近的企业" in page
        assert town.firm.name in page

    def test_a_firm_known_by_an_import_is_taken_over_with_the_name_that_the_clerk_chose(self, town, client):
        known = make_firm(7)
        made = town.register(credit_code=known.credit_code)
        client.force_login(town.clerk)
        address = f"/accounts/registrations/{made.pk}/"
        assert known.name in client.get(address).content.decode()
        typed = {"act": "confirm", "username": "zhou7", "name_choice": "correct", "basis": ""}
        assert "请写明更正的依据" in client.post(address, typed).content.decode()
        assert (
            "/accounts/invitation/" in client.post(address, typed | {"basis": "示例通知1号"}).content.decode()
        )
        known.refresh_from_db()
        assert known.name == made.name
        assert AuditEntry.objects.get(verb="更正单位名称").details["basis"] == "示例通知1号"
        assert known.memberships.get().user.username == "zhou7"

    def test_a_firm_of_another_area_is_taken_over_by_the_union_alone(self, town):
        known = make_firm(7, street="玉林街道")
        made = town.register(credit_code=known.credit_code)
        with pytest.raises(Refusal, match="由区总工会工作人员核对后确认"):
            registrations.confirm(town.clerk, made, username="zhou7")
        registrations.confirm(town.first, made, username="zhou7")
        known.refresh_from_db()
        assert known.endorsing_unit.name == "玉林街道"


def open_by_two(first, second, role, organisation) -> User:
    together(
        first, second, "accounts.open", username="new", full_name="新示例", role=role, organisation_id=organisation.pk
    )  # fmt: skip
    return User.objects.get(username="new")


class TestTheLink:
    def test_looking_uses_nothing_setting_the_password_signs_in_once(self, town, client):
        made = town.register()
        _, token = registrations.confirm(town.clerk, made, username="zhou7")
        address = f"/accounts/invitation/{token}/"
        for _ in range(2):
            assert "周示例" in client.get(address).content.decode()
        weak = client.post(address, {"new_password1": "short", "new_password2": "short"})
        assert "密码太短" in weak.content.decode()
        good = {"new_password1": PASSWORD, "new_password2": PASSWORD, "code": made.code}
        assert client.post(address, good).url == "/home/"
        assert "周示例，您好" in client.get("/home/").content.decode()
        late = Client().post(address, good)
        assert late.status_code == 403
        assert "已经失效" in late.content.decode()

    def test_the_secret_stands_in_no_audit_row(self, town):
        _, token = registrations.confirm(town.clerk, town.register(), username="zhou7")
        rows = str(list(AuditEntry.objects.values_list("details", "object_label", "object_id")))
        assert token not in rows
        assert "10000000007" not in rows

    def test_the_secret_stands_in_no_log(self, town):
        token = invitations.invite(town.clerk, town.owner)
        record = logging.LogRecord(
            "django.request", 30, "", 0, "Forbidden: %s", (f"/accounts/invitation/{token}/",), None
        )
        assert HideSecrets().filter(record)
        assert record.getMessage() == "Forbidden: /accounts/invitation/…/"

    def test_nobody_issues_a_link_for_himself(self, town):
        with pytest.raises(Refusal, match="不能为本人发链接"):
            invitations.invite(town.first, town.first)

    def test_the_clerk_who_confirms_a_firm_cannot_act_as_it(self, town, client):
        """The code was shown to whoever registered, once, and stands nowhere else."""
        answer = client.post("/accounts/registration/", words(town))
        made = FirmRegistration.objects.get()
        code = re.search(r"口令 <b>(\d{6})</b>", answer.content.decode())[1]
        client.force_login(town.clerk)
        page = client.post(f"/accounts/registrations/{made.pk}/", {"act": "confirm", "username": "zhou9"})
        token = re.search(r"/accounts/invitation/([\w-]+)/", page.content.decode())[1]
        assert code not in page.content.decode()
        for wrong in ("", "000000" if code != "000000" else "111111"):
            with pytest.raises(Refusal, match="口令在提交单位注册时显示给您"):
                invitations.accept(token, PASSWORD, wrong)
        assert invitations.accept(token, PASSWORD, f" {code[:3]} {code[3:]}").username == "zhou9"

    @pytest.mark.parametrize("actor", ["clerk", "owner", "first"])
    def test_nobody_uses_alone_the_link_of_a_firms_user_that_he_issued(self, town, actor):
        issuer, colleague = getattr(town, actor), make_user(Role.FIRM_HR, town.firm)
        invitations.invite(issuer, colleague)
        link = OneTimeLink.objects.get()
        assert link.second.has_role(Role.UNION_STAFF)
        assert link.second != issuer

    def test_a_link_that_goes_to_the_own_phone_is_shown_to_no_officer(self, town, client, settings):
        settings.SMS_URL = "http://127.0.0.1:9/"
        town.owner.phone = "10000000001"
        town.owner.save()
        client.force_login(town.clerk)
        page = client.post(f"/accounts/people/{town.owner.pk}/link/", {"firm": town.firm.pk}).content.decode()
        assert "已用短信发给本人" in page
        assert f'<a href="/accounts/firms/{town.firm.pk}/">{town.firm}</a> › 设置密码的链接' in page
        assert "/accounts/invitation/" not in page
        assert "/accounts/invitation/" in Message.objects.get(channel="sms").path

    def test_who_acts_for_the_union_gets_a_new_link_by_two_people(self, town):
        third = make_user(Role.UNION_STAFF)
        with pytest.raises(Refusal, match="发链接须另一人复核"):
            invitations.invite(town.first, town.second)
        with pytest.raises(Refusal, match="不能为本人换发"):
            together(town.first, town.second, "accounts.new_link", user_id=town.second.pk)
        together(town.first, third, "accounts.new_link", user_id=town.second.pk)
        assert invitations.invite(town.first, town.second)
        with pytest.raises(Refusal, match="发链接须另一人复核"):
            invitations.invite(town.first, town.second)

    @pytest.mark.parametrize("role", [role for role in Role if role != Role.FIRM_HR])
    def test_whoever_opens_an_account_can_never_use_it(self, town, role):
        """The administrator proposes, an officer confirms: one holds the link, the other the code."""
        opened = open_by_two(town.administrator, town.second, role, town.street)
        for other in (town.first, town.second):
            with pytest.raises(Refusal, match="由提请开通的人发"):
                invitations.invite(other, opened)
        token = invitations.invite(town.administrator, opened)
        link = OneTimeLink.objects.get()
        assert (link.issued_by, link.second) == (town.administrator, town.second)
        with pytest.raises(Refusal, match="口令不对"):
            invitations.accept(token, PASSWORD)
        client = Client()
        client.force_login(town.administrator)
        assert links.code_of(link) not in client.get("/accounts/people/").content.decode()
        client.force_login(town.second)
        assert links.code_of(link) in client.get("/accounts/people/").content.decode()
        assert invitations.accept(token, PASSWORD, links.code_of(link)) == opened

    def test_the_second_person_is_asked_to_tell_the_code_and_the_code_is_written_nowhere(self, town):
        opened = open_by_two(town.first, town.second, Role.FINANCE, town.street)
        invitations.invite(town.first, opened)
        told = Message.objects.get(kind="link_code")
        assert told.user == town.second
        code = links.code_of(OneTimeLink.objects.get())
        assert code not in told.text + told.path + str(list(AuditEntry.objects.values_list("details")))

    def test_five_wrong_codes_end_the_link(self, town, client):
        opened = open_by_two(town.first, town.second, Role.LEADER, town.street)
        token = invitations.invite(town.first, opened)
        address = f"/accounts/invitation/{token}/"
        typed = {"new_password1": PASSWORD, "new_password2": PASSWORD, "code": "not it"}
        for _ in range(4):
            page = client.post(address, typed).content.decode()
            assert f"口令由{town.second}告知您" in page
        assert "链接已经作废" in client.post(address, typed).content.decode()
        typed["code"] = links.code_of(OneTimeLink.objects.get())
        assert client.post(address, typed).status_code == 403

    def test_a_first_link_that_got_lost_is_asked_for_again_by_two(self, town):
        opened = open_by_two(town.first, town.second, Role.EXPERT, town.street)
        invitations.invite(town.first, opened)
        with pytest.raises(Refusal, match="另一人复核"):
            invitations.invite(town.first, opened)
        together(town.second, town.first, "accounts.new_link", user_id=opened.pk)
        assert invitations.invite(town.second, opened)

    def test_a_colleague_of_another_street_or_firm_issues_none(self, town):
        for actor in (town.stranger, make_user(Role.FIRM_HR, make_firm(2)), make_user(Role.AUDITOR)):
            with pytest.raises(Refusal):
                invitations.invite(actor, town.owner)

    def test_a_link_sets_an_old_session_out_and_lifts_the_lock(self, town, client):
        elsewhere = Client()
        town.owner.set_password("earlier-2022-mima")
        town.owner.save()
        elsewhere.force_login(town.owner)
        for _ in range(5):
            Client().post("/accounts/sign-in/", {"username": town.owner.username, "password": "wrong"})
        token = invitations.invite(town.clerk, town.owner)
        words = {"code": links.code_of(OneTimeLink.objects.get())}
        words |= {"new_password1": PASSWORD, "new_password2": PASSWORD}
        client.post(f"/accounts/invitation/{token}/", words)
        assert elsewhere.get("/home/").status_code == 302
        typed = {"username": town.owner.username, "password": PASSWORD}
        assert Client().post("/accounts/sign-in/", typed).url == "/home/"


class TestForgotten:
    def test_the_page_says_the_same_of_known_and_unknown_names(self, town, client, settings):
        settings.SMS_URL = "http://127.0.0.1:9/"
        town.owner.phone = "10000000001"
        town.owner.save()
        said = [
            client.post("/accounts/forgotten/", {"username": name}).content.decode().split("<main")[1]
            for name in (town.owner.username, "nobody")
        ]
        assert said[0] == said[1]
        assert Message.objects.filter(channel="sms").count() == 1

    def test_one_name_gets_at_most_three_an_hour(self, town, settings):
        settings.SMS_URL = "http://127.0.0.1:9/"
        town.owner.phone = "10000000001"
        town.owner.save()
        for _ in range(5):
            invitations.forgotten(town.owner.username)
        assert OneTimeLink.objects.count() == 3

    def test_where_nothing_is_sent_the_page_says_whom_to_ask_and_no_link_is_made(self, town, client):
        assert "领取新的链接" in client.get("/accounts/forgotten/").content.decode()
        invitations.forgotten(town.owner.username)
        assert not OneTimeLink.objects.exists()

    def test_whoever_left_can_no_longer_use_a_link(self, town):
        token = invitations.invite(town.clerk, town.owner)
        from wuhou_craftsmen.accounts.domain import people

        people.end_role(town.clerk, town.owner.memberships.get())
        with pytest.raises(Refusal):
            links.look(token, "password")
