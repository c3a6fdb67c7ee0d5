"""The words that a file may use, and the fields of the 申报表 with their headings."""

SEXES = ["男", "女"]
SKILL_LEVELS = ["学徒工", "初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师", "无"]
TIERS = ["学徒", "企业技术能手", "企业首席技师", "企业工匠"]
# clause 八: these never justify a refusal
UNTOUCHABLE = ["年龄", "学历", "文凭", "文化程度", "资历", "年限", "工龄", "身份", "户籍", "编制"]
# why somebody who checks, scores or decides stands aside
CONFLICT_CAUSES = [
    ("kin", "亲属关系"),
    ("mentorship", "师徒关系"),
    ("shared_work", "共同完成参评成果"),
    ("other", "其他可能影响公正的关系"),
]
# field -> heading, in the order of the form
FIELDS = {
    "name": "姓名",
    "sex": "性别",
    "ethnicity": "民族",
    "political_status": "政治面貌",
    "education": "文化程度",
    "trade": "职业（工种）",
    "skill_level": "技能等级",
    "certificate_no": "证书编号",
    "years_in_trade": "从业年限",
    "post": "岗位",
    "frontline": "是否一线",
    "tier": "梯队层级",
    "route": "推荐方式",
    "unit_rank": "单位推荐排序",
    "deeds": "主要事迹",
}
REQUIREMENTS = {
    "consented_on": "本人单独同意日期",
    "pledged_on": "诚信承诺日期",
    "staff_meeting_on": "职工（代表）大会推荐日期",
    "unit_notice_from": "单位公示开始",
    "unit_notice_to": "单位公示结束",
}
# the lists of the 申报表, each row one thing; all may stay empty
ACHIEVEMENTS = {"results": "业绩成果", "contests": "竞赛获奖", "apprentices": "带徒", "honours": "荣誉"}
# list -> its columns with their headings, in the order of filling
ACHIEVEMENT_COLUMNS = {
    "results": {"title": "成果名称", "result": "取得的成效", "on": "完成日期"},
    "contests": {"title": "竞赛名称", "level": "竞赛级别", "result": "名次或奖项", "on": "获奖日期"},
    "apprentices": {"title": "徒弟姓名或人数", "result": "徒弟的成绩", "on": "带徒开始日期"},
    "honours": {"title": "荣誉名称", "level": "荣誉级别", "issuer": "颁发单位", "on": "颁发日期"},
}
LEVELS = ["国家级", "省级", "市级", "区（县）级", "行业级", "企业级"]
# everything that is written into the form
WRITTEN = FIELDS | REQUIREMENTS | ACHIEVEMENTS
# what a clerk may ask to be corrected
MARKABLE = WRITTEN | {"evidence": "证明材料"}
# the form in steps: title -> its fields, in the order of filling
SECTIONS = {
    "基本情况": ["name", "sex", "ethnicity", "political_status", "education"],
    "职业与岗位": ["trade", "skill_level", "certificate_no", "years_in_trade", "post", "frontline", "tier"],
    "主要事迹": ["deeds"],
    "业绩与荣誉": list(ACHIEVEMENTS),
    "单位推荐": ["route", "unit_rank", "staff_meeting_on", "unit_notice_from", "unit_notice_to"],
    "同意与承诺": ["consented_on", "pledged_on"],
}
# what a draft begins with; the rest may follow at leisure
BEGIN_WITH = ["name", "sex", "trade", "route"]
