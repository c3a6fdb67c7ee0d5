"""How money, scores and dates are written on every page."""

from django import template

register = template.Library()


@register.filter
def money(fen) -> str:
    """1000000 -> 10,000.00"""
    if fen is None:
        return ""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(int(fen)), 100)
    return f"{sign}{yuan:,}.{rest:02d}"


@register.filter
def points(hundredths) -> str:
    """9686 -> 96.86"""
    return "" if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02d}"


@register.filter
def halves(half_points) -> str:
    """25 -> 12.5"""
    if half_points is None:
        return ""
    return f"{half_points // 2}.5" if half_points % 2 else str(half_points // 2)


@register.filter
def cn_date(day) -> str:
    """2021年9月14日"""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
