"""Who may change what proves a file, and who sees which kind of it."""

from nominations.models import EvidenceKind, Nomination
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no

from .nomination import may_edit, may_read_private, open_fields

# the copy that an expert reads has neither face nor number
NOT_FOR_EXPERTS = [EvidenceKind.PHOTO, EvidenceKind.ID_CARD]


def may_change_evidence(user, nomination: Nomination) -> Answer:
    """Upload, remove, restore: while the file may be edited, and of a returned one where the clerk marked it."""
    may = may_edit(user, nomination)
    if may and nomination.state == "returned" and "evidence" not in open_fields(nomination):
        return no("退回补正时没有标出“证明材料”，不能上传、删除或恢复材料。")
    return may


def may_read_id_card(user, nomination: Nomination) -> Answer:
    """The picture of the ID card: as the whole number, and the clerk of the firm's area (row 19)."""
    area = user.organisation_as(Role.ENDORSING_CLERK)
    if may_read_private(user, nomination) or (area and area == nomination.firm.endorsing_unit):
        return YES
    return no(
        "身份证照片只由填报单位、推荐单位经办人、区总工会、受函部门和纪检监督员按需查看，每次查看都有记录。"
    )
