"""Long faults, run by `make drill`: as many kills as a bad week has."""

from tests.common.killing import everything_once, kill_again_and_again


def test_ten_kills_of_the_pool_and_ten_of_the_machine_in_320(machine):
    kills = [(15 * number, number % 2 == 0) for number in range(20)]
    assert kill_again_and_again(machine, 320, kills) == everything_once(320)
