"""What the frame of every page shows."""

from wuhou_craftsmen.common import clock


def frame(request) -> dict:
    return {"business_date": clock.business_date()}
