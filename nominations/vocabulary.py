"""The words that a file may use, and the lists of the 申报表. Its fields are a table of their own (models/application.py)."""

SEXES = ["男", "女"]
SKILL_LEVELS = ["学徒工", "初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师", "无"]
TIERS = ["学徒", "企业技术能手", "企业首席技师", "企业工匠"]
# GB/T 3304: the fifty-six, in its order
ETHNICITIES = [
    "汉族", "蒙古族", "回族", "藏族", "维吾尔族", "苗族", "彝族", "壮族", "布依族", "朝鲜族", "满族", "侗族", "瑶族", "白族", "土家族",
    "哈尼族", "哈萨克族", "傣族", "黎族", "傈僳族", "佤族", "畲族", "高山族", "拉祜族", "水族", "东乡族", "纳西族", "景颇族", "柯尔克孜族",
    "土族", "达斡尔族", "仫佬族", "羌族", "布朗族", "撒拉族", "毛南族", "仡佬族", "锡伯族", "阿昌族", "普米族", "塔吉克族", "怒族",
    "乌孜别克族", "俄罗斯族", "鄂温克族", "德昂族", "保安族", "裕固族", "京族", "塔塔尔族", "独龙族", "鄂伦春族", "赫哲族", "门巴族", "珞巴族",
    "基诺族", "其他",
]  # fmt: skip
# GB/T 4762, with the names that are usual on forms
POLITICAL_STATUSES = [
    "中共党员", "中共预备党员", "共青团员", "民革党员", "民盟盟员", "民建会员", "民进会员", "农工党党员", "致公党党员", "九三学社社员",
    "台盟盟员", "无党派人士", "群众",
]  # fmt: skip
EDUCATIONS = ["小学", "初中", "高中", "职业高中", "中专", "技工学校", "大专", "本科", "硕士", "博士", "其他"]
# other ways to write one of these words
WRITTEN_ALSO = {
    "ethnicity": {word.removesuffix("族"): word for word in ETHNICITIES},
    "political_status": {
        "党员": "中共党员", "共产党员": "中共党员", "中国共产党党员": "中共党员", "预备党员": "中共预备党员",
        "中国共产党预备党员": "中共预备党员", "团员": "共青团员", "中国共产主义青年团团员": "共青团员", "无党派": "无党派人士",
        "无党派民主人士": "无党派人士", "普通群众": "群众",
    },
    "education": {
        "小学毕业": "小学", "初中毕业": "初中", "高中毕业": "高中", "普通高中": "高中", "职高": "职业高中", "中等专科": "中专", "中技": "技工学校",
        "技校": "技工学校", "专科": "大专", "大学专科": "大专", "高职": "大专", "大学本科": "本科", "大学": "本科",
        "硕士研究生": "硕士", "博士研究生": "博士",
    },
}  # fmt: skip
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
