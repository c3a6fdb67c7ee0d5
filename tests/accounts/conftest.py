"""A firm's papers and people for the tests of registration, members and the register of firms."""

from tests.pdfs import PDF
from tests.people import make_code, make_firm, make_user, on, reference, staff_pair, unit
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.domain import registrations
from wuhou_craftsmen.accounts.models import Role


class Town:
    """One street with its clerk, two officers of the union, a firm whose first HR user is its owner."""

    def __init__(self):
        reference()
        on("2022-02-07")
        self.street = unit("浆洗街街道")
        self.clerk = make_user(Role.ENDORSING_CLERK, self.street)
        self.stranger = make_user(Role.ENDORSING_CLERK, unit("玉林街道"))
        self.first, self.second = staff_pair()
        self.administrator = make_user(Role.SYSTEM_ADMIN)
        self.firm = make_firm(1)
        self.owner = make_user(Role.FIRM_HR, self.firm, name="李管理")

    def register(self, number: int = 7, **changed):
        words = {
            "credit_code": make_code(number), "name": f"成都新示例{number}号有限公司", "nature": "民营",
            "endorsing_unit": self.street, "contact_name": "周示例", "phone": "10000000007", "email": "",
            "username": f"zhou{number}", "letter": PDF, "letter_name": "介绍信.pdf", "address": "192.0.2.1",
        }  # fmt: skip
        return registrations.register(**words | changed)


@kept
def town():
    return Town()
