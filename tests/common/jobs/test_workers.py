"""Real workers, killed: on SQLite with a queue of files, and on PostgreSQL with Redis."""

import pytest

from tests.common.killing import everything_once, kill_again_and_again, outcome, wait_until


def test_a_job_survives_kills_of_pool_and_machine_and_does_everything_once(machine):
    assert kill_again_and_again(machine, 30, [(0, True), (9, False), (19, True)]) == everything_once(30)


def test_two_workers_and_a_message_delivered_again_and_again_do_everything_once(machine):
    following = machine.publish(days=30)
    machine.start_worker(processes=2)
    wait_until(following, 0)
    machine.run_code(
        "from wuhou_craftsmen.common import models; from wuhou_craftsmen.common.jobs import jobs;"
        "[jobs.run.delay(models.Job.objects.get().pk) for _ in range(5)]"
    )
    assert outcome(following) == everything_once(30)


@pytest.mark.parametrize("surroundings", ["production"], indirect=True)
def test_a_job_started_while_redis_is_down_is_found_when_it_is_back(machine, redis):
    redis.stop()
    following = machine.publish(days=3)
    wait_until(following, -1)
    redis.start()
    machine.start_worker()
    assert outcome(following) == everything_once(3)
