"""The queue's side of jobs: thin, keyed by id."""

from celery import shared_task

from . import delivery, jobs


@shared_task(name="common.run_job")
def run_job(job_id: int) -> None:
    """Do what is left of one job."""
    jobs.run(job_id)


@shared_task(name="common.requeue_stuck_jobs")
def requeue_stuck_jobs() -> None:
    """Find again what a killed worker left."""
    jobs.requeue_stuck()


@shared_task(name="common.deliver_messages")
def deliver_messages() -> None:
    """Send what the outbox holds."""
    delivery.deliver_due()
