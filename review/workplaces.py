"""Where the experts work, for whoever hands them their links."""

from wuhou_craftsmen.accounts.workplaces import tells_workplaces

from .models import ExpertEmployer


@tells_workplaces
def employers(users) -> dict[int, str]:
    jobs = ExpertEmployer.objects.filter(expert__account__user__in=users, state="verified", until=None)
    return dict(jobs.order_by("pk").values_list("expert__account__user", "employer"))
