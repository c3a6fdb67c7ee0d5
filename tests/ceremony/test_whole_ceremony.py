"""A naming ceremony by its pages: from planning to the last certificate that was fetched."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from ceremony.models import Ceremony
from tests.people import client_of, on
from tests.uploads import photo
from tests.worlds import hall
from tests.worlds.kept import kept
from tests.worlds.programme import words_of
from wuhou_craftsmen.common.models import Message
from wuhou_craftsmen.portal.home import todos_of

pytestmark = pytest.mark.django_db


@kept
def year():
    return hall.named()


def post(client, address, **given) -> str:
    """The words of the page that the press leads to."""
    return words_of(client.post(address, given, follow=True))


def labels(user) -> set[str]:
    return {todo.label for todo in todos_of(user)}


def text_of(answer) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_from_planning_to_the_last_certificate(year):
    staff = client_of(year.first)
    told = post(staff, f"/ceremony/decisions/{hall.decision(year).pk}/new/", **hall.TYPED)
    assert "名单上有 2 人" in told
    ceremony = Ceremony.objects.get()
    base = f"/ceremony/{ceremony.pk}/"
    assert "筹备中的命名大会，待发通知" in labels(year.first)
    items = {"item-TOTAL_FORMS": 2, "item-INITIAL_FORMS": 0}
    items |= {"item-0-at": "10:00", "item-0-what": "颁发证书", "item-0-who": "高示例"}
    items |= {"item-1-at": "9:30", "item-1-what": "宣读命名决定", "item-1-who": ""}
    agenda = post(staff, f"{base}agenda/", **items)
    assert agenda.index("宣读命名决定") < agenda.index("颁发证书")
    post(staff, f"{base}guests/", name="高示例", unit="区委副书记", order="")
    assert "已编成 2 组" in post(staff, f"{base}groups/", size=1)
    guest = hall.of(ceremony, "高示例")
    post(staff, f"/ceremony/groups/{ceremony.groups.first().pk}/presenter/", presenter=guest.pk)
    assert "已为 3 人排好座位" in post(staff, f"{base}seats/all/")
    assert "通知已发给" in post(staff, f"{base}notify/")

    first, second = hall.of(ceremony, "丁示例"), hall.of(ceremony, "甲示例")
    hr = year.hr[year.firms[0].pk]
    notice = Message.objects.get(kind="ceremony_notice", user=hr, channel="portal")
    assert "区文化馆报告厅" in notice.text
    assert "丁示例（第2排1座）、甲示例（第2排2座）" in notice.text
    assert "命名大会待回复是否到会的人" in labels(hr)
    own, reply = client_of(hr), "/ceremony/people/{}/reply/".format
    assert "本人参加" in post(own, reply(first.pk), answer="self")
    assert "请写明代领人的姓名" in post(own, reply(second.pk), answer="proxy")
    post(own, reply(second.pk), answer="proxy", proxy_name="代示例", proxy_relation="同事", reason="出差")
    assert "命名大会待回复是否到会的人" not in labels(hr)

    invitation = text_of(own.post(f"/ceremony/people/{first.pk}/invitation/"))
    assert first.name in invitation
    assert "签到码" in invitation
    assert first.code not in invitation

    on(str(hall.DAY))
    scan = "/ceremony/c/{}/".format
    shown = words_of(staff.get(scan(second.code)))
    assert "证书由 代示例 代领" in shown
    assert f"{first.name}已签到" in post(staff, scan(first.code), came="self", reason="")
    assert "1 / 2 获得称号的人已签到" in words_of(staff.get(f"{base}count/"))
    post(staff, scan(second.code), came="proxy", reason="")
    again = post(staff, scan(second.code), came="proxy", reason="")
    assert "已签到（代领人代示例）" in again
    second.refresh_from_db()
    assert (second.arrived_as, second.arrived_proxy) == ("proxy", "代示例")

    on(str(hall.DAY), 15)
    assert "登记已举行" in words_of(staff.get(base))
    post(staff, f"{base}hold/")
    assert "登记会上颁发（2 份）" in words_of(staff.get(f"{base}certificates/"))
    assert "命名大会后还没有领取的证书" in labels(year.first)
    post(staff, f"{base}certificates/stage/")
    assert "命名大会后还没有领取的证书" not in labels(year.first)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.taken_by, second.taken_by) == ("本人", "代领人代示例")

    names = {"丁示例.jpg": "navy", "合影.jpg": "red", "DSC0002.jpg": "green"}
    upload = {"file": [SimpleUploadedFile(name, photo(colour=colour)) for name, colour in names.items()]}
    told = words_of(staff.post(f"{base}photos/", upload, follow=True))
    assert "已上传 3 张，其中 2 张已按文件名归到人" in told
    place = f"/ceremony/people/{first.pk}/"
    assert words_of(own.get(place)).count("下载") == 3  # two photos, the invitation
    picture = first.photos.get()
    assert own.post(f"{place}photos/{picture.pk}/").status_code == 200
    assert "照片 2 张" in words_of(own.get(f"/ladder/{first.title.person_id}/"))
