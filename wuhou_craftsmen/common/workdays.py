import datetime as dt

import chinese_calendar


class NotPublished(Exception):
    pass


def is_working_day(day, ex):
    return ex.get(day, day.weekday() < 5)


def nth_working_day(s, n, ex):
    while True:
        if is_working_day(s, ex):
            n -= 1
            if n == 0:
                return s
        s += dt.timedelta(1)


def working_days_between(a, b, ex):
    return sum(is_working_day(a + dt.timedelta(i), ex) for i in range((b - a).days + 1))


def working_days_back(d, n, ex):
    while n:
        d -= dt.timedelta(1)
        if is_working_day(d, ex):
            n -= 1
    return d


def published_exceptions(year):
    out = {}
    d = dt.date(year, 1, 1)
    while d.year == year:
        try:
            w = chinese_calendar.is_workday(d)
        except NotImplementedError:
            raise NotPublished
        if w != (d.weekday() < 5):
            out[d] = w
        d += dt.timedelta(1)
    return out
