"""What stands beside the lists of the 申报表 and the kinds of evidence; of its fields see models/application.py."""

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
# kind of evidence -> why it is wanted and what will do
EVIDENCE_HELP = {
    "photo": "印在申报表上；近期正面免冠，手机照片即可，只留最新的一张，拍摄地点等信息自动去除",
    "id_card": "核对本人身份；正反两面，只由填报单位和少数经办人员查看，每次查看都有记录，不给评审专家",
    "qualification": "证明技能等级；没有证书的不用上传",
    "honour": "证明荣誉和获奖；证书、表彰文件，没有的不用上传",
    "achievement": "证明主要事迹，专家据此评分；如工艺改进记录、验收报告、成果证书；必须上传",
    "unit_notice": "证明已在本单位公示；公示的照片或盖章的证明，看得清内容和起止日期；必须上传",
    "staff_meeting": "证明由职工（代表）大会推荐；会议记录或决议，有则上传",
    "other": "以上没有列出、又有助于评审的材料；有则上传",
}
