"""The queue's side of jobs: thin, keyed by id."""

from celery import shared_task

from . import jobs


@shared_task(name="common.run_job")
def run_job(job_id: int) -> None:
    """Do what is left of one job."""
    jobs.run(job_id)


@shared_task(name="common.requeue_stuck_jobs")
def requeue_stuck_jobs() -> None:
    """Find again what a killed worker left."""
    jobs.requeue_stuck()
