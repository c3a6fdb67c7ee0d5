"""What stands beside each field of the 申报表: what to write, and the clause it comes from."""

FIELD_HELP = {
    "name": "与居民身份证一致",
    "sex": "与居民身份证一致",
    "ethnicity": "如汉族、彝族；可以不填",
    "political_status": "如中共党员、共青团员、群众；可以不填",
    "education": "如初中、技工学校、大专；可以不填，不作门槛",
    "trade": "实际从事的工种，如焊工、制鞋工、汽车维修工",
    "skill_level": "按证书填最高等级，没有证书的选“无”；只作评分依据，不作门槛",
    "certificate_no": "最高等级证书上的编号，照证书填；没有证书的可以不填",
    "years_in_trade": "从事本工种的整年数，如 12；只作评分依据，不作门槛",
    "post": "现在的岗位，如数控车间班组长；可以不填",
    "frontline": "在生产、服务一线操作或带班的选“是”；重点评选一线工人，选“否”也可以申报",
    "tier": "本单位已授予的最高层级，没有的选“无”",
    "route": "单位研究推荐的选“单位推荐”，本人提出的选“个人自荐”，社会各方推荐的选“社会推荐”",
    "unit_rank": "单位推荐的，填本人在本单位推荐人选中的名次，如 1；其他方式可以不填",
    "deeds": "写清解决的难题、取得的成果和带徒情况，尽量用数字，如“合格率由 92% 提高到 99%”；不超过 2000 字",
}
REQUIREMENT_HELP = {
    "consented_on": "本人签字，单独同意使用其身份证号等敏感信息的日期；报送前必填",
    "pledged_on": "签署诚信承诺书的日期；报送前必填",
    "staff_meeting_on": "职工（代表）大会通过推荐人选的日期；报送前必填",
    "unit_notice_from": "在本单位公示的第一天，当天计入；报送前必填",
    "unit_notice_to": "公示的最后一天；须满规定的工作日（一般为 5 个），期满后报送",
}
# list of the 申报表 -> (what it is for, what its button says, column -> what to write)
ACHIEVEMENT_HELP = {
    "results": (
        "技术攻关、工艺改进、发明专利、先进操作法、五小成果等，一项一行；没有可不填",
        "再加一项成果",
        {
            "title": "如薄板焊接防变形工艺",
            "result": "尽量用数字，如“合格率由 92% 提高到 99%”",
            "on": "只知道年月的，填当月 1 日",
        },
    ),
    "contests": (
        "本人参加职业技能竞赛的名次、奖项，一次一行；没有可不填",
        "再加一项竞赛",
        {
            "title": "按获奖证书填，如成都市职工技能大赛焊工项目",
            "level": "按主办单位的级别选",
            "result": "如第二名、一等奖、优秀奖",
            "on": "按获奖证书；只有年月的，填当月 1 日",
        },
    ),
    "apprentices": (
        "带出的徒弟和他们的成绩，一人或一批一行；没有可不填",
        "再加一行带徒",
        {
            "title": "写姓名的，先征得徒弟同意；也可以只写人数，如“5 名”",
            "result": "如考取高级工、市级竞赛第三名",
            "on": "师徒协议或实际带徒的第一天",
        },
    ),
    "honours": (
        "先进、劳模、技术能手等荣誉称号，一项一行；没有可不填",
        "再加一项荣誉",
        {
            "title": "按证书填全称，如区技术能手",
            "level": "按颁发单位的级别选",
            "issuer": "证书上盖章的单位",
            "on": "按证书；只有年月的，填当月 1 日",
        },
    ),
}
EVIDENCE_HELP = {
    "photo": "近期正面免冠照片，用在申报表上；JPEG 或 PNG，只留最新的一张，原图中的拍摄地点等信息自动去除",
    "id_card": "正反两面；只由填报单位和少数经办人员查看，每次查看都有记录，不给评审专家",
    "qualification": "职业资格或技能等级证书；没有证书的不用上传",
    "honour": "荣誉证书、表彰文件；没有的不用上传",
    "achievement": "能证明主要事迹的材料，如工艺改进记录、验收报告、成果证书；必须上传",
    "unit_notice": "单位公示的照片或盖章的证明，看得清公示内容和起止日期；必须上传",
    "staff_meeting": "职工（代表）大会推荐人选的会议记录或决议；有则上传",
    "other": "以上没有列出、又有助于评审的材料；有则上传",
}
# clause 八 opens the door whatever age, education, seniority and status, and names the tiers; clause 二 says who is one
FIELD_CLAUSES = {
    "education": "8",
    "skill_level": "8",
    "years_in_trade": "8",
    "frontline": "8",
    "tier": "8",
    "deeds": "2",
}
