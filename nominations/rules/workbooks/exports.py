"""Who may take the list of files out of the portal, and who says why (permissions row 58)."""

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import READ_ONLY
from wuhou_craftsmen.accounts.rules import holds

OWN_ONLY = (Role.FIRM_HR, Role.ENDORSING_CLERK, Role.DEPARTMENT_OFFICER)
WITH_REASON = (Role.EXPERT_SECRETARY, Role.UNION_STAFF, Role.FINANCE, *READ_ONLY)
may_export_list = holds(*OWN_ONLY, *WITH_REASON)


def says_why(user) -> bool:
    """Whoever sees more than the own files says what the list is for."""
    return user.has_role(*WITH_REASON)
