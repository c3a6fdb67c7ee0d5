"""Of another firm's records nothing is learnt and nothing is used up."""

import pytest

from wuhou_craftsmen.registers.models import Record

STUDIO = {
    "name": "示例焊接工作室",
    "kind": "技能大师工作室",
    "level": "区级",
    "named_on": "2021-05-01",
    "document": "示例人社发〔2021〕9号",
}


@pytest.fixture
def studio(programme) -> Record:
    """Of the first firm; its name is public."""
    values = STUDIO | {"person": programme.person("甲领办", 1).name, "firm": programme.firm.name}
    return programme.entered(programme.labour, "studios", paper=True, **values)


def test_a_firm_reports_nothing_below_another_firms_studio_and_learns_nothing_of_its_money(programme, studio):
    source = {"studio": studio.title, "source": "职工教育经费"}
    programme.entered(programme.labour, "studio-budgets", **source, year="2022", amount_fen="12345")
    spend = source | {"on": "2022-05-01", "amount_fen": "99999", "purpose": "焊机"}
    told = programme.fill(programme.other_hr, "studio-spending", **spend)
    assert f"没有找到“{studio.title}”" in told
    assert "12,345" not in told
    other = source | {"source": "企业自筹", "year": "2022", "amount_fen": "1"}
    assert "没有找到" in programme.fill(programme.other_hr, "studio-budgets", **other)
    assert "12,345.00 元" in programme.fill(programme.hr, "studio-spending", **spend)


def test_the_figures_of_a_year_lead_nobody_where_he_may_not_go(programme, studio):
    page = {user: programme.client(user).get("/registers/figures/?year=2021").content.decode()
            for user in (programme.education, programme.labour)}  # fmt: skip
    link = 'href="/registers/studios/"'
    assert link in page[programme.labour]
    assert link not in page[programme.education]
    assert "工作室" in page[programme.education]


def test_a_firms_form_names_no_other_firm(programme):
    page = programme.client(programme.hr).get("/registers/drills/new/").content.decode()
    assert programme.firm.name in page
    assert programme.firms[1].name not in page
    other = {"kind": "岗位练兵", "name": "示例", "held_on": "2022-05-01", "person_times": "1"}
    told = programme.fill(programme.hr, "drills", **other, firm=programme.firms[1].name)
    assert "没有找到" in told


def test_the_next_firm_of_a_person_reads_of_another_firms_records_those_that_count(programme):
    person = programme.person("甲示例", 1)
    step = {"person": person.name, "firm": programme.firm.name, "kind": "晋升", "track": "专业职级", "held": "技师",
            "reached": "高级技师", "on": "2022-05-01", "engineer_terms": "no"}  # fmt: skip
    record = programme.entered(programme.hr, "careers", **step)
    person.employments.update(firm=programme.firms[1])
    page = f"/registers/careers/{record.pk}/"
    assert programme.client(programme.other_hr).get(page).status_code == 404
    programme.press(programme.labour, record, "verify")
    assert programme.client(programme.other_hr).get(page).status_code == 200


def test_nobodys_number_stands_in_what_everybody_reads(programme):
    benefit = {"name": "免费体检", "content": "每年一次", "document": "示例", "since": "2022-01-01"}
    told = programme.fill(programme.staff, "benefits", **benefit, how="找张三，电话 100 0000 0001")
    assert "“办理方式”是公开的，不要写个人的身份证号、手机号或银行账号" in told
    assert programme.entered(programme.staff, "benefits", **benefit, how="区总工会，电话 028-85000000")
