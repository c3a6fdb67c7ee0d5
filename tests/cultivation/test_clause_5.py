"""Clause 五: studios, their money and checks, the 五小 on their way into use."""

import pytest

STUDIO = {
    "name": "示例焊接工作室",
    "kind": "技能大师工作室",
    "level": "区级",
    "named_on": "2021-05-01",
    "document": "示例人社发〔2021〕9号",
}
RESULT = {
    "name": "快换夹具",
    "kind": "小革新",
    "content": "换型时间由 40 分钟减到 8 分钟",
    "finished_on": "2022-03-01",
}


@pytest.fixture
def leader(programme):
    return programme.person("甲领办", 1)


def studio(programme, leader, **changes):
    values = STUDIO | {"person": leader.name, "firm": programme.firm.name} | changes
    return programme.entered(programme.labour, "studios", paper=True, **values)


def test_s5_1_a_studios_leader_is_a_registered_person(programme, leader):
    values = STUDIO | {"person": "无此人", "firm": programme.firm.name}
    assert "没有找到“无此人”" in programme.fill(programme.labour, "studios", paper=True, **values)
    record = studio(programme, leader)
    assert record.title in programme.page(programme.hr, f"/ladder/{leader.pk}/")


def test_of_namesakes_the_form_asks_which(programme, leader):
    twin = programme.person(leader.name, 2)
    values = STUDIO | {"person": leader.name, "firm": programme.firm.name}
    told = programme.fill(programme.labour, "studios", paper=True, **values)
    assert "有 2 个同名的" in told
    chosen = f"{twin.name}（{programme.firm}，编号{twin.pk}）"
    assert chosen in told
    assert studio(programme, leader, person=chosen).person == twin
    assert (
        studio(programme, leader, name="又一工作室", person=f"{leader.name}(编号{leader.pk})").person
        == leader
    )


def test_s5_2_studios_are_counted_by_level(programme, leader):
    for number, level in enumerate(["省级", "市级", "市级", "区级"]):
        studio(programme, leader, name=f"示例{number}工作室", kind="劳模和工匠人才创新工作室", level=level)
    listed = programme.page(programme.staff, "/registers/studios/?level=市级")
    assert "符合条件的 2 条" in listed


def test_s5_3_spending_beyond_the_budget_of_its_source_is_refused(programme, leader):
    record = studio(programme, leader)
    budget = {"studio": record.title, "year": "2022", "source": "职工教育经费", "amount_fen": "10000"}
    spend = {"studio": record.title, "source": "职工教育经费", "on": "2022-05-01", "purpose": "焊机"}
    assert "预算 0.00 元" in programme.fill(programme.labour, "studio-spending", **spend, amount_fen="1")
    programme.entered(programme.labour, "studio-budgets", **budget)
    programme.entered(programme.labour, "studio-spending", **spend, amount_fen="9999.99")
    told = programme.fill(programme.labour, "studio-spending", **spend, amount_fen="0.02")
    assert "超出预算" in told
    page = programme.page(programme.labour, f"/registers/studios/{record.pk}/")
    assert "9,999.99 元" in page


def test_s5_4_a_sixth_kind_is_not_in_the_list(programme, leader):
    values = RESULT | {"firm": programme.firm.name, "person": leader.name}
    told = programme.fill(programme.hr, "innovations", **values | {"kind": "小改造"})
    assert "小改造" in told
    assert "不在可用的选项中" in told
    assert programme.entered(programme.hr, "innovations", **values).title == "快换夹具"


def test_s5_5_a_result_goes_from_collected_to_used_step_by_step(programme, leader):
    values = RESULT | {"firm": programme.firm.name, "person": leader.name}
    record = programme.verified(programme.hr, "innovations", by=programme.staff, **values)
    used = {"used_at": "示例二号公司", "used_on": "2022-06-01", "benefit_fen": "120000"}
    assert "现在不能办理“登记转化”" in programme.press(programme.staff, record, "use", **used)
    programme.press(programme.staff, record, "assess", assessed_on="2022-04-01", assessment="可试用")
    programme.press(programme.staff, record, "try", trial_at="示例二号公司", trial_on="2022-04-15")
    told = programme.press(programme.staff, record, "use", used_on="2022-06-01", benefit_fen="1")
    assert "请填写这一项" in told
    programme.press(programme.staff, record, "use", **used)
    page = programme.page(programme.staff, f"/registers/innovations/{record.pk}/")
    assert "已转化" in page
    assert "120,000.00 元" in page


def test_s5_6_an_exchange_is_attached_to_a_result(programme, leader):
    values = RESULT | {"firm": programme.firm.name, "person": leader.name}
    record = programme.verified(programme.hr, "innovations", by=programme.staff, **values)
    event = {
        "innovation": record.title,
        "kind": "技术推广",
        "on": "2022-06-02",
        "place": "示例二号公司",
        "headcount": "30",
    }
    programme.entered(programme.staff, "spreads", **event)
    assert "快换夹具技术推广" in programme.page(programme.staff, f"/registers/innovations/{record.pk}/")


def test_a_studio_is_checked_once_a_year(programme, leader):
    record = studio(programme, leader, named_on="2020-05-01")
    assert "还没有上年度考核的工作室" in programme.page(programme.labour, "/home/")
    check = {
        "studio": record.title,
        "year": "2021",
        "apprentices": "10",
        "skilled": "3",
        "projects": "1",
        "result": "合格",
    }
    assert "多于全年带徒" in programme.fill(programme.labour, "studio-checks", **check | {"skilled": "11"})
    programme.entered(programme.labour, "studio-checks", **check)
    assert "不能重复" in programme.fill(programme.staff, "studio-checks", **check)
    assert "还没有上年度考核的工作室" not in programme.page(programme.labour, "/home/")
