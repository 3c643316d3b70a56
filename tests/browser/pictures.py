"""Pictures of what stands on a page: taken in one font that comes with the lock, and compared with a tolerance."""

import io
from dataclasses import dataclass
from pathlib import Path

import matplotlib
from PIL import Image, ImageChops
from playwright.async_api import Page, Route

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_STYLE = """
@font-face { font-family: Pictured; src: url(/pictured/DejaVuSans.ttf); }
@font-face { font-family: Pictured; font-weight: 600 900; src: url(/pictured/DejaVuSans-Bold.ttf); }
*, *::before, *::after { font-family: Pictured, "Noto Color Emoji" !important; animation: none !important; }
"""
_COLOURS = 256
_UNLIKE = 48
"""So much may a pixel's red, green or blue differ: how letters' edges are smoothed is the machine's affair."""


async def same_font(page: Page) -> None:
    """From now on this page is drawn alike on every machine; it must not be held to its content policy."""
    await page.route("**/pictured/*", _font)
    await page.add_style_tag(content=_STYLE)
    await page.evaluate("document.fonts.load('16px Pictured').then(() => document.fonts.load('bold 16px Pictured'))")


async def _font(route: Route) -> None:
    await route.fulfill(path=FONTS / route.request.url.rsplit("/", 1)[1])


def small(picture: bytes) -> bytes:
    """The same picture in few colours, as a PNG of few bytes."""
    made = io.BytesIO()
    seen = Image.open(io.BytesIO(picture)).convert("RGB")
    few = seen.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(made, "PNG", optimize=True)
    return made.getvalue()


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How unlike two pictures are: the share of pixels (0 to 1), and whether they are of one size."""

    share: float
    same_size: bool


def difference(one: bytes, other: bytes) -> Difference:
    """What is outside one of the pictures counts as different."""
    first, second = (Image.open(io.BytesIO(picture)).convert("RGB") for picture in (one, other))
    width, height = max(first.width, second.width), max(first.height, second.height)
    unlike = ImageChops.difference(_on(first, width, height), _on(second, width, height))
    worst = max_of_bands(unlike)
    many = sum(count for level, count in enumerate(worst.histogram()) if level > _UNLIKE)
    return Difference(share=many / (width * height), same_size=first.size == second.size)


def max_of_bands(picture: Image.Image) -> Image.Image:
    """Of each pixel its strongest colour."""
    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _on(picture: Image.Image, width: int, height: int) -> Image.Image:
    ground = Image.new("RGB", (width, height), (255, 0, 255))
    ground.paste(picture)
    return ground
