"""Drawings that stand in the demo for a photo and for the picture of an ID card: of nobody."""

import io

from PIL import Image, ImageDraw

PAPER, FIGURE, LINE = (246, 236, 214), (143, 28, 22), (199, 154, 59)


def portrait() -> bytes:
    """Head and shoulders in outline."""
    image = Image.new("RGB", (300, 400), PAPER)
    pen = ImageDraw.Draw(image)
    pen.ellipse((95, 80, 205, 210), fill=FIGURE)
    pen.pieslice((35, 240, 265, 560), 180, 360, fill=FIGURE)
    return _png(image)


def card() -> bytes:
    """A card with nothing written on it."""
    image = Image.new("RGB", (428, 270), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((8, 8, 419, 261), 18, outline=LINE, width=4)
    for top in (60, 105, 150, 205):
        pen.line((40, top, 240, top), fill=LINE, width=10)
    pen.rectangle((290, 55, 385, 180), outline=LINE, width=4)
    return _png(image)


def scene(people: int) -> bytes:
    """A stage with so many figures and one more."""
    image = Image.new("RGB", (800, 600), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((60, 60, 740, 150), fill=FIGURE)
    pen.rectangle((0, 470, 800, 600), fill=LINE)
    for place in range(people + 1):
        x = 800 * (place + 1) // (people + 2)
        pen.ellipse((x - 35, 230, x + 35, 300), fill=FIGURE)
        pen.rounded_rectangle((x - 50, 310, x + 50, 500), 24, fill=FIGURE)
        pen.rectangle((x - 28, 380, x + 28, 420), fill=PAPER)
    return _png(image)


def _png(image: Image.Image) -> bytes:
    drawn = io.BytesIO()
    image.save(drawn, "PNG")
    return drawn.getvalue()
