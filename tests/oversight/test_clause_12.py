"""Clause 十二: publicity over five channels, the calendar of campaigns, exchange and talks."""

from django.test import Client

from tests.people import on

ITEM = {"name": "车间里的匠心", "channel": "微信", "outlet": "示例公众号", "on": "2022-05-01"}
TALK = {
    "name": "匠心进校园",
    "kind": "宣讲示范",
    "on": "2022-05-06",
    "host": "示例职业学校",
    "audience": "职业（技工）院校",
    "headcount": "200",
}


def test_s12_1_exactly_five_channels_and_a_list_by_channel(world):
    form = world.client(world.publicity).get("/registers/publicity/new/").content.decode()
    offered = form.split('name="channel"')[1].split("</select>")[0]
    assert [word for word in ("广播", "电视", "报刊", "网络", "微信", "短视频") if f">{word}<" in offered] == [
        "广播", "电视", "报刊", "网络", "微信",
    ]  # fmt: skip
    assert "不在可用的选项中" in world.fill(world.publicity, "publicity", **ITEM | {"channel": "户外"})
    world.verified(world.publicity, "publicity", by=world.staff, **ITEM)
    world.entered(world.staff, "publicity", **ITEM | {"name": "广播里的匠心", "channel": "广播"})
    listed = world.page(world.staff, "/registers/publicity/?channel=广播")
    assert "广播里的匠心" in listed
    assert "车间里的匠心" not in listed


def test_s12_2_each_campaign_is_reminded_of_two_weeks_before(world):
    assert "本年度集中宣传的日程待登记" in world.page(world.staff, "/home/")
    days = {"starts_on": "2022-07-15", "ends_on": "2022-07-15", "plan": "技能展示"}
    told = world.fill(
        world.staff,
        "campaigns",
        day="世界青年技能日",
        **days | {"starts_on": "2022-07-16", "ends_on": "2022-07-17"},
    )
    assert "世界青年技能日是 7 月 15 日" in told
    record = world.entered(world.staff, "campaigns", day="世界青年技能日", **days)
    for day, first, last in (
        ("“五一”国际劳动节", "2022-05-01", "2022-05-05"),
        ("职业教育活动周", "2022-05-08", "2022-05-14"),
    ):
        held = world.entered(world.staff, "campaigns", day=day, starts_on=first, ends_on=last, plan="示例")
        world.press(world.staff, held, "hold", held="已开展")
    assert "本年度集中宣传的日程待登记" not in world.page(world.staff, "/home/")
    reminder = "临近的集中宣传"
    on("2022-06-30")
    assert reminder not in world.page(world.staff, "/home/")
    on("2022-07-01")
    assert reminder in world.page(world.staff, "/home/")
    assert "还没有开始" in world.press(world.staff, record, "hold", held="已开展")
    on("2022-07-15")
    world.press(world.staff, record, "hold", held="三场展示，200 人参加")
    assert reminder not in world.page(world.staff, "/home/")


def test_s12_2_the_public_calendar_tells_the_days_that_were_entered(world):
    usual = Client().get("/calendar/?year=2022").content.decode()
    assert "2022年5月8日至2022年5月14日" in usual
    days = {"day": "职业教育活动周", "starts_on": "2022-05-15", "ends_on": "2022-05-21", "plan": "校园开放"}
    record = world.entered(world.publicity, "campaigns", **days)
    assert "2022年5月8日至2022年5月14日" in Client().get("/calendar/").content.decode()
    world.press(world.staff, record, "verify")
    told = Client().get("/calendar/").content.decode()
    assert "2022年5月15日至2022年5月21日" in told
    assert "2022年5月8日" not in told
    assert told.count("职业教育活动周集中宣传") == 1
    assert "/public/campaigns/?year=2022" in told
    listed = Client().get("/public/campaigns/?year=2022").content.decode()
    assert "校园开放" in listed
    assert "职业教育活动周" in listed
    assert "保存这个筛选" not in listed  # a visitor has no place to keep it


def test_s12_3_a_talk_has_host_audience_and_speaker(world):
    assert "须写明主讲的工匠" in world.fill(world.staff, "exchanges", **TALK)
    speaker = world.named("讲示例", 1)
    record = world.verified(world.hr, "exchanges", by=world.staff, **TALK, person=speaker.name)
    listed = world.page(world.staff, "/registers/exchanges/?audience=职业（技工）院校")
    assert record.title in listed
    assert "示例职业学校" in listed
    assert "匠心进校园" in world.page(world.hr, f"/ladder/{speaker.pk}/")
    meeting = TALK | {
        "name": "培育工作交流会",
        "kind": "培育工作交流会",
        "audience": "企业",
        "on": "2022-12-01",
    }
    assert "不能晚于今天" in world.fill(world.staff, "exchanges", **meeting)
    assert "匠心进校园" not in world.page(world.staff, "/registers/exchanges/?kind=培育工作交流会")
