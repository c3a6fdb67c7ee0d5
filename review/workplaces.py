"""Where the experts work, for whoever hands them their links."""

from wuhou_craftsmen.accounts.workplaces import tells_workplaces

from .models import Expert


@tells_workplaces
def employers(users) -> dict[int, str]:
    return dict(Expert.objects.filter(user__in=users).exclude(employer="").values_list("user", "employer"))
