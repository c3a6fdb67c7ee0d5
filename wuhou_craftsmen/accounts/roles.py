"""Groups of roles, each named once. A role that only reads costs its line in Role, its column in permissions.csv, and
its place in READ_ONLY (the year with its files, scores and money) or PRIVATE_READERS (whole ID numbers, with a record)."""

from .models import Role

READ_ONLY = (Role.AUDITOR,)
PRIVATE_READERS = (Role.AUDITOR,)
AUDIT_READERS = (Role.AUDITOR,)  # read everybody's acts and check the chain
FULL_EXPORTERS = (Role.UNION_STAFF, *PRIVATE_READERS)  # by two people, for a day
UNION_AND_LEADERS = (Role.UNION_STAFF, Role.LEADER)
OVERSIGHT = (*UNION_AND_LEADERS, *READ_ONLY)
REVIEW_OVERSIGHT = (Role.EXPERT_SECRETARY, *OVERSIGHT)
MONEY_OVERSIGHT = (*UNION_AND_LEADERS, Role.FINANCE, *READ_ONLY)
FIRM_SIDE = (Role.FIRM_HR, Role.ENDORSING_CLERK)
OFFICES = (Role.ENDORSING_CLERK, Role.UNION_STAFF)  # who receives and checks what firms hand in
FILE_WRITERS = (*FIRM_SIDE, Role.UNION_STAFF)
ACCOUNT_KEEPERS = (*UNION_AND_LEADERS, Role.SYSTEM_ADMIN)
