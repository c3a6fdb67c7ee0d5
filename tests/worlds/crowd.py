"""A round whose scoring is open, with as many candidates as wanted: written straight into the tables, sheets and all."""

import random

from nominations.models import Nomination
from review.models import Candidacy, Recusal, Score
from tests.small_year import Year
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.ladder.models import Craftsman

SHEETS = 5  # of each candidate


class ScoredCrowd:
    """The small year at its scoring; `grow_by` adds candidates with five sheets each, and an expert who stands aside."""

    def __init__(self):
        self.year = Year().play("check")
        self.year.open_scoring()
        self.members = list(self.year.round.committee.members.select_related("expert__user"))
        self.dice, self.made = random.Random(2022), 0

    def grow_by(self, count: int) -> None:
        numbers, now, round = range(self.made, self.made + count), clock.now(), self.year.round
        people = Craftsman.objects.bulk_create(
            Craftsman(name=f"示例{n}", id_number="", id_fingerprint=f"{n:064d}", created_at=now)
            for n in numbers
        )
        files = Nomination.objects.bulk_create(
            (
                Nomination(
                    no=f"ZZ2022-{n:05d}", name=person.name, person=person, firm=self.year.firms[0], round=round,
                    state="qualified", sex="男", trade="钳工", route="unit", receipt_no=f"HZ2022-{n:06d}-9",
                    received_at=now, created_by=self.year.importer, created_at=now,
                )
                for n, person in zip(numbers, people, strict=True)
            ),
            batch_size=500,
        )  # fmt: skip
        candidacies = Candidacy.objects.bulk_create(Candidacy(nomination=file, round=round) for file in files)
        Recusal.objects.bulk_create(
            Recusal(candidacy=candidacy, member=self.members[6], cause="employer", at=now)
            for candidacy in candidacies
        )
        rubric = round.rubric
        weights = {criterion.code: criterion.weight for criterion in rubric.criteria.all()}
        dice = self.dice
        Score.objects.bulk_create(
            (
                Score(
                    candidacy=candidacy, member=member, rubric=rubric, endorsed=dice.random() < 0.8, sealed_at=now,
                    marks={code: dice.randrange(weight, 2 * weight + 1) for code, weight in weights.items()},
                )
                for candidacy in candidacies
                for member in self.members[:SHEETS]
            ),
            batch_size=2000,
        )  # fmt: skip
        self.made += count
