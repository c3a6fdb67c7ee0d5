"""Large type and high contrast: each person's choice, kept in a cookie and drawn by the server (适老化, GB/T 37668)."""

from dataclasses import dataclass

SIZES = [("standard", "标准"), ("large", "大"), ("larger", "特大")]
CONTRASTS = [("standard", "标准"), ("high", "高")]
COOKIE = "display"
COOKIE_SECONDS = 365 * 24 * 3600  # seconds


@dataclass(frozen=True)
class Display:
    """How pages are drawn for this person."""

    size: str = "standard"
    contrast: str = "standard"

    def changed(self, wanted) -> "Display":
        """With what `wanted` (a mapping) says of size or contrast; unknown words change nothing."""
        size, contrast = wanted.get("size"), wanted.get("contrast")
        return Display(
            size if size in dict(SIZES) else self.size,
            contrast if contrast in dict(CONTRASTS) else self.contrast,
        )


def display_of(request) -> Display:
    """The choice that came with the request; the standard one where there is none or it makes no sense."""
    size, _, contrast = request.COOKIES.get(COOKIE, "").partition(".")
    return Display().changed({"size": size, "contrast": contrast})


def keep(response, display: Display) -> None:
    """Remember the choice for a year."""
    response.set_cookie(
        COOKIE, f"{display.size}.{display.contrast}", max_age=COOKIE_SECONDS, samesite="Lax", httponly=True
    )
