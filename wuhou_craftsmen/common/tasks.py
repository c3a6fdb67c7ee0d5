"""The queue's side of jobs and scans: thin, keyed by id."""

from celery import shared_task

from .files import scanning
from .jobs import jobs
from .messages import delivery
from .workbooks import preview


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


@shared_task(name="common.scan_file")
def scan_file(file_id: int) -> None:
    """Ask the antivirus about one file."""
    scanning.scan_or_wait(file_id)


@shared_task(name="common.scan_waiting_files")
def scan_waiting_files() -> None:
    """Find again what waits for the antivirus."""
    scanning.scan_waiting()


@shared_task(name="common.purge_previews")
def purge_previews() -> None:
    """Delete the workbooks that nobody confirmed in their day."""
    preview.purge()
