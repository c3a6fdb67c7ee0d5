"""What this room tells on a person's page of the ladder, to those who may see it: the certificate, where the reward goes."""

from django.urls import reverse

from wuhou_craftsmen.common.text.masks import mask_account
from wuhou_craftsmen.ladder.facts import Fact, tells_of_person

from . import queries, rules


@tells_of_person
def certificates_of(person, user) -> list[Fact]:
    """To the firm of the file once it is made, to union and auditors."""
    if not rules.may_see_certificates(user):
        return []
    return [
        Fact("荣誉证书", title.certificate_no, reverse("awards:certificate", args=[title.pk]))
        for title in queries.certificates().filter(person=person)
        if rules.may_take_certificate(user, title)
    ]


@tells_of_person
def payee_of(person, user) -> list[Fact]:
    """Only of somebody who was named."""
    if not rules.may_see_payees(user) or not queries.payees(user).filter(pk=person.pk).exists():
        return []
    account = person.accounts.last()
    detail = f"{account.bank}　{mask_account(account.number)}" if account else "还没有登记"
    return [Fact("奖励收款账号", detail, reverse("awards:payee", args=[person.pk]))]
