"""The words that a file may use, and the lists of the 申报表. Its fields are a table of their own (models/application.py)."""

SEXES = ["男", "女"]
SKILL_LEVELS = ["学徒工", "初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师", "无"]
TIERS = ["学徒", "企业技术能手", "企业首席技师", "企业工匠"]
# clause 八: these never justify a refusal
UNLAWFUL_GROUNDS = ["年龄", "学历", "文凭", "文化程度", "资历", "年限", "工龄", "身份", "户籍", "编制"]
# why somebody who checks, scores or decides stands aside
CONFLICT_CAUSES = [
    ("kin", "亲属关系"),
    ("mentorship", "师徒关系"),
    ("shared_work", "共同完成参评成果"),
    ("other", "其他可能影响公正的关系"),
]
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
# kind of evidence -> words in a file's name that tell of it; the first kind that is told of counts
EVIDENCE_WORDS = {
    "id_card": ["身份证"],
    "unit_notice": ["公示"],
    "staff_meeting": ["职工大会", "职工代表大会", "职代会", "会议记录", "会议纪要", "决议"],
    "qualification": ["职业资格", "技能等级", "资格证", "等级证", "技师证", "技能证"],
    "honour": ["荣誉", "奖状", "获奖", "奖牌", "表彰", "称号", "先进", "劳模"],
    "achievement": ["业绩", "成果", "验收", "专利", "论文", "工艺", "技改", "攻关", "操作法"],
    "photo": ["照片", "相片", "证件照", "免冠", "头像", "一寸", "二寸"],
}
