"""How far two pictures agree, and sheets that show where they do not."""
import numpy as np
from PIL import Image, ImageDraw, ImageFilter


def load(path):
    with Image.open(path) as image:
        return image.convert("RGBA")


def premultiplied(image):
    """Colors as they are seen: transparent pixels of any color are the same."""
    pixels = np.asarray(image, dtype=float)
    pixels[..., :3] *= pixels[..., 3:] / 255
    return pixels


def agreement(expected, actual):
    """Share of pixels within 40/255 after a 3×3 blur: the measure for the recorded answers of Kartotherian."""
    blurred = [image.filter(ImageFilter.BoxBlur(1)) for image in (expected, actual)]
    a, b = (np.asarray(image, dtype=int) for image in blurred)
    return float((abs(a - b).max(axis=2) <= 40).mean())


def strict(expected, actual):
    """(mean difference of a channel, share of pixels within 16/255), without a blur."""
    difference = abs(premultiplied(expected) - premultiplied(actual))
    return float(difference.mean()), float((difference.max(axis=2) <= 16).mean())


def inked(expected, actual):
    """Share of the pixels drawn on in either picture that are within 16/255, and how many are drawn on.

    Most of a picture is background, where agreeing is no merit.
    """
    a, b = premultiplied(expected), premultiplied(actual)
    ground = np.median(a.reshape(-1, 4), axis=0)
    drawn = (abs(a - ground).max(axis=2) > 8) | (abs(b - ground).max(axis=2) > 8)
    if not drawn.any():
        return 1.0, 0
    return float((abs(a - b).max(axis=2) <= 16)[drawn].mean()), int(drawn.sum())


def difference(expected, actual):
    """A picture of where two pictures differ: white where they agree, the darker the farther apart."""
    apart = abs(premultiplied(expected) - premultiplied(actual)).max(axis=2)
    return Image.fromarray((255 - np.minimum(apart * 2, 255)).astype("uint8")).convert("RGB")


def on_ground(image, color=(255, 0, 255)):
    ground = Image.new("RGBA", image.size, (*color, 255))
    ground.alpha_composite(image)
    return ground.convert("RGB")


def sheet(rows, path, zoom=1):
    """Writes rows of (caption, expected, actual): expected, actual and their difference side by side."""
    height = 16 + max(max(e.height, a.height) for _, e, a in rows) * zoom
    width = max(max(e.width, a.width) for _, e, a in rows) * zoom + 6
    canvas = Image.new("RGB", (3 * width, height * len(rows)), (110, 110, 110))
    draw = ImageDraw.Draw(canvas)
    for row, (caption, expected, actual) in enumerate(rows):
        apart = difference(expected, actual) if expected.size == actual.size else on_ground(actual)
        for column, picture in enumerate((on_ground(expected), on_ground(actual), apart)):
            larger = picture.resize((picture.width * zoom, picture.height * zoom), Image.NEAREST)
            canvas.paste(larger, (column * width, row * height + 14))
        draw.text((2, row * height + 1), caption, fill=(255, 255, 0))
    canvas.save(path)
