"""评分标准 as data, by version; the criteria are the policy's own words (clause 二), weights and anchors a setting."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Criterion:
    """One criterion: code, policy word, weight in points, and what earns 90 %, 75 %, 60 % or less."""

    code: str
    name: str
    weight: int
    evidence: str
    anchors: tuple[str, str, str, str]

    @property
    def heading(self) -> str:
        """As in the score workbook: C1 工艺专长（15分）"""
        return f"{self.code} {self.name}（{self.weight}分）"

    @property
    def field(self) -> str:
        return self.code.lower()

    @property
    def levels(self) -> list[tuple[str, str]]:
        """(range of marks, anchor) from the best down."""
        bounds = (("90%", "100%"), ("75%", "89%"), ("60%", "74%"), ("0", "60%以下"))
        return [
            (f"{low}—{high}" if low != "0" else high, text)
            for (low, high), text in zip(bounds, self.anchors, strict=True)
        ]


V1 = (
    Criterion("C1", "工艺专长", 15, "绝活、操作法、工法、专利、“五小”成果",
              ("命名的操作法被外单位采用", "操作法在本单位推广", "得到车间认可", "只有本人陈述")),
    Criterion("C2", "高超技能", 20, "技能等级、竞赛成绩、疑难任务",
              ("国家级、省级竞赛名列前茅，或以高级技师完成关键任务", "市级竞赛获奖，或以技师解决疑难任务", "高级工或区级成绩，工作扎实", "证明很少")),
    Criterion("C3", "精益求精", 10, "合格率、精度、返工数据",
              ("有可量化的改进并保持两年以上", "有可量化的改进，满一年", "有部分数据说明", "没有")),
    Criterion("C4", "严谨细致", 10, "安全与质量记录",
              ("无差错，并编写供他人使用的标准", "无差错，有自己的检查清单", "偶有小差错并改正", "差错重复出现")),
    Criterion("C5", "专业敬业", 10, "额外职责、学习、出勤",
              ("承担关键任务并持续钻研", "可靠并坚持学习", "胜任岗位", "存疑")),
    Criterion("C6", "长期坚守一线", 10, "在一线从事本工种的年限",
              ("十五年以上，或特殊艰苦岗位", "十至十四年", "五至九年", "不满五年（不作门槛）")),
    Criterion("C7", "公认度", 10, "荣誉、同行与客户评价、单位推荐票数",
              ("在全市本行业知名", "在全区或行业内知名", "在本单位知名", "没有")),
    Criterion("C8", "示范引领", 15, "带徒、宣讲、工作室、推广",
              ("徒弟获得称号，主持工作室", "多名徒弟达到高级工", "带过徒弟", "没有")),
)  # fmt: skip
RUBRICS = {"v1": V1}
