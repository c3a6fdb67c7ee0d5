"""One order of locks: a withdrawal in the review and a change beside the file never wait for each other in a ring.

The two verbs run on two connections of a PostgreSQL of their own: python -m tests.review.test_lock_order.
"""

import threading

from tests.worlds import at_once


def test_a_withdrawal_waits_for_a_change_of_the_same_file_instead_of_for_ever():
    with at_once.portal() as place:
        assert at_once.run_in(place, "tests.review.test_lock_order") == "withdrawn"


def both_at_once() -> str:
    """The change holds the file and wants the candidate; the withdrawal comes in between. The candidate's state after."""
    from django.db import connection, transaction

    from nominations.models import Nomination
    from review.models import Candidacy
    from tests.small_year import Year
    from wuhou_craftsmen.common.kernel import audit
    from wuhou_craftsmen.common.kernel.two_person import confirm, propose

    year = Year().play("check")
    year.open_scoring()
    candidacy = year.candidate("002")
    asked = propose(year.first, "review.withdraw", candidacy_id=candidacy.pk, reason="本人书面申请")

    def withdraw():
        confirm(year.second, asked)
        connection.close()

    with transaction.atomic():
        Nomination.objects.select_for_update().get(pk=candidacy.nomination_id)
        other = threading.Thread(target=withdraw)
        other.start()
        other.join(2)  # long enough to come as far as its first wait
        Candidacy.objects.select_for_update().get(pk=candidacy.pk)
        audit.record(year.first, "登记变更", candidacy)
    other.join(30)
    candidacy.refresh_from_db()
    return candidacy.state


if __name__ == "__main__":
    at_once.tell(both_at_once)
