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


GOOD = {"qualified", "endorsed", "approved", "cleared", "named", "paid", "done", "proposed", "PAY", "TOP_UP"}
BAD = {
    "unqualified",
    "disqualified",
    "withdrawn",
    "failed",
    "not_selected",
    "annulled",
    "returned",
    "rejected",
}


@register.filter
def tone(state) -> str:
    """The colour class of a state badge."""
    return "good" if state in GOOD else "bad" if state in BAD else "wait"


@register.filter
def styled(field):
    """A bound form field with the theme's classes, tied to its help text and marked when wrong."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    css = "form-check-input" if kind == "checkbox" and not hasattr(widget, "optgroups") else "form-control"
    if kind == "select":
        css = "form-select"
    if kind in ("radio",) or (kind == "checkbox" and hasattr(widget, "optgroups")):
        css = "choice"
    return field.as_widget(attrs={"class": css + (" is-invalid" if field.errors else "")})


@register.filter
def get(mapping, key):
    """mapping[key], or nothing."""
    return mapping.get(key)
