"""The demo's pages for everybody: profiles at every point of their way, and a desk book of calls and visits."""

MARK = "示例数据，纯属虚构"
ANSWERS = (
    ["approve"] * 11 + ["ask"] * 3 + ["decline"] * 2 + ["take_back"]
)  # of the first on the roll; the others wait
