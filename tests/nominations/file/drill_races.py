"""Long races, run by `make drill`: every form of a district pressed twenty times at once (T26, T62)."""

from collections import Counter

from tests.nominations import rush

FORMS, TIMES, BROWSERS = 100, 20, 50


def test_a_hundred_forms_pressed_twenty_times_and_a_link_raced_by_fifty():
    with rush.portal() as portal:
        made = portal.run("ready", str(FORMS))
        statuses, slowest = Counter(), 0.0
        for file in made["files"]:
            answers = rush.press_submit(portal, made["session"], file, TIMES)
            statuses.update(answer.status for answer in answers)
            slowest = max(slowest, *(answer.seconds for answer in answers))
        raced = Counter(answer.status for answer in rush.open_link(portal, made["link"], BROWSERS))
        found = portal.run("count")
    print(f"\nsubmits {dict(statuses)}, slowest {slowest:.2f} s; link {dict(raced)}; {found}")
    assert statuses == {302: FORMS * TIMES}
    assert (found["submitted"], found["receipts"], found["recorded"]) == (FORMS, FORMS, FORMS)
    assert raced == {302: 1, 403: BROWSERS - 1}
    assert (found["links_used"], found["entered"]) == (1, 1)
    assert set(found["wrong"].values()) == {0}, found["wrong"]
