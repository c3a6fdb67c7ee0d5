"""What tests and drills do to a machine at work, and what must have come of the work."""

import json
import random
import subprocess
import time

import pytest


def wait_until(following: subprocess.Popen, finished: int) -> None:
    """Read on until the bar shows more than `finished` items."""
    for line in following.stdout:
        if line.startswith("公布") and int(line.split()[-1].split("/")[0]) > finished:
            return
    pytest.fail("the job ended, or its follower gave up, before it came so far")


def outcome(following: subprocess.Popen) -> dict:
    return json.loads(following.stdout.read().splitlines()[-1])


def everything_once(days: int) -> dict:
    return {"state": "done", "finished": days, "total": days, "left": 0, "acts": days, "different": days}


def kill_again_and_again(machine, days: int, kills) -> dict:
    """What came of a job whose pool or machine was killed after each of these numbers of days."""
    following = machine.publish(days)
    machine.start_worker()
    draw = random.Random(2018)
    for finished, whole in kills:
        wait_until(following, finished)
        time.sleep(draw.random() / 5)  # somewhere inside an item
        if whole:
            machine.kill("worker", "beat")
            machine.start_worker()
        else:
            machine.kill_pool()
    return outcome(following)
