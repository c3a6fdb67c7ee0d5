"""The experts known so far become entries of the register, each with the employer of today; committees keep what they were approved with."""

from django.db import migrations

from wuhou_craftsmen.common.text.keys import match_key


def carry_over(apps, schema_editor):
    """Who entered them is no longer known: the first of the committee's keepers stands for it, else the expert's account."""
    experts = apps.get_model("review", "Expert").objects.filter(entry=None).select_related("user").order_by("pk")
    memberships = apps.get_model("accounts", "Membership").objects.order_by("pk")
    people = apps.get_model("ladder", "Craftsman").objects
    keeper = memberships.filter(role__in=["expert_secretary", "union_staff"]).first()
    union = apps.get_model("accounts", "Organisation").objects.filter(kind="union").order_by("pk").first()
    for expert in experts:
        actor = keeper.user_id if keeper else expert.user_id
        known = {
            "unit_id": union.pk if union else memberships.filter(user=expert.user_id).first().organisation_id,
            "state": "verified", "entered_by_id": actor, "verified_by_id": actor,
            "entered_at": expert.user.date_joined, "verified_at": expert.user.date_joined,
        }
        expert.entry = apps.get_model("review", "RegisteredExpert").objects.create(
            register="experts", title=expert.name, once=f"experts:{expert.id_fingerprint}", name=expert.name, kind="expert",
            id_number=expert.id_number, id_fingerprint=expert.id_fingerprint, qualification=expert.title,
            person=people.filter(id_fingerprint=expert.id_fingerprint).first(), **known,
        )
        expert.save(update_fields=["entry"])
        if expert.employer:
            once = f"expert-employers:{expert.entry.pk}:{match_key(expert.employer)}:"
            apps.get_model("review", "ExpertEmployer").objects.create(
                register="expert-employers", title=f"{expert.name}{expert.employer}"[:150], once=once[:200],
                expert=expert.entry, employer=expert.employer, **known,
            )


def keep_as_approved(apps, schema_editor):
    """The best that is known of who was approved: what the register of experts says today."""
    members = apps.get_model("review", "CommitteeMember").objects.filter(committee__approved_at__isnull=False)
    seats = apps.get_model("review", "SeatAsApproved").objects
    for member in members.select_related("expert").order_by("pk"):
        expert = member.expert
        seats.create(member=member, name=expert.name, employer=expert.employer, qualification=expert.title)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_former_names"),
        ("ladder", "0006_trade_named_as_elsewhere"),
        ("review", "0013_experts_register"),
    ]
    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RunPython(keep_as_approved, migrations.RunPython.noop),
    ]
