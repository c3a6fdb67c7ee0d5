"""Clause 三: schools, courses, projects, both certificates, training; each row of the domain's table by its pages."""

SCHOOL = {
    "name": "示例职业技术学校",
    "kind": "职业院校",
    "nature": "公办",
    "model_school": "no",
    "invited": "no",
    "same_terms": "yes",
}


def school(programme, **changes):
    return programme.entered(programme.education, "schools", **(SCHOOL | changes))


def test_s3_1_a_school_is_marked_model_with_year_and_document(programme):
    told = programme.fill(programme.education, "schools", **(SCHOOL | {"model_school": "yes"}))
    assert "示范院校须写明认定年度和认定文件" in told
    made = school(programme, model_school="yes", model_year="2021", model_document="示例教发〔2021〕5号")
    assert made.state == "verified"  # the lead unit's own word counts
    listed = programme.page(programme.labour, "/registers/schools/")
    assert "示例职业技术学校" in listed
    assert "2,021" not in listed
    assert "已经填报，不能重复" in programme.fill(programme.labour, "schools", **SCHOOL)


def test_s3_2_a_course_is_added_on_a_firms_demand(programme):
    made = school(programme)
    change = programme.entered(
        programme.education, "courses", school="示例职业技术学校", year="2021", course="工业机器人运维", kind="新增",
        demand="示例企业A需要运维工 20 人",
    )  # fmt: skip
    assert change.title == "2021年新增工业机器人运维"
    page = programme.page(programme.education, f"/registers/schools/{made.pk}/")
    assert "2021年新增工业机器人运维" in page


def test_s3_4_both_certificates_cannot_be_more_than_graduates(programme):
    school(programme)
    counts = {"school": "示例职业技术学校", "year": "2021", "graduates": "120"}
    told = programme.fill(programme.education, "graduates", **counts, both="121")
    assert "取得双证书的 121 人多于毕业生 120 人" in told
    programme.entered(programme.education, "graduates", **counts, both="96")
    assert "毕业生人数 120 取得双证书人数 96" in programme.page(
        programme.staff, "/registers/figures/?year=2021"
    )


def test_s3_3_one_project_lists_the_school_and_the_firm(programme):
    made = school(programme)
    project = {
        "school": made.title,
        "name": "数控实训共建",
        "kind": "共建共享",
        "started_on": "2022-03-01",
        "trainees": "30",
    }
    told = programme.fill(
        programme.education,
        "joint-projects",
        **project,
        firm=programme.firm.credit_code,
        ended_on="2022-02-01",
    )
    assert "结束日期不能早于开始日期" in told
    record = programme.entered(
        programme.education, "joint-projects", **project, firm=programme.firm.credit_code
    )
    page = programme.page(programme.education, f"/registers/joint-projects/{record.pk}/")
    assert made.title in page
    assert programme.firm.name in page
    assert "参加人数 30" in programme.page(programme.staff, "/registers/figures/?year=2022")


def test_s3_5_private_schools_stand_in_the_same_table_on_the_same_terms(programme):
    school(programme)
    school(programme, name="示例民办技工学校", kind="技工院校", nature="民办")
    private = programme.page(programme.education, "/registers/schools/?nature=民办")
    assert "示例民办技工学校" in private
    assert "示例职业技术学校" not in private
    both = programme.page(programme.education, "/registers/schools/")
    assert both.count("享受同等待遇") == 1  # one column for both


def test_s3_6_workers_and_people_who_look_for_work_are_counted_apart(programme):
    session = {"name": "焊工提能班", "trade": "焊工", "held_on": "2022-05-10", "headcount": "40"}
    programme.entered(programme.labour, "training", **session, group="在职职工")
    other = session | {"name": "创业培训班", "headcount": "25", "group": "有就业创业意愿的群众"}
    programme.entered(programme.labour, "training", **other)
    workers = programme.page(programme.labour, "/registers/training/?group=在职职工")
    assert "焊工提能班" in workers
    assert "创业培训班" not in workers
    figures = programme.page(programme.staff, "/registers/figures/?year=2022")
    assert "在职职工 1 参加人数 40" in figures
    assert "有就业创业意愿的群众 1 参加人数 25" in figures
