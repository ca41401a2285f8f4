"""How far down the pages of a PDF text reaches, as Chromium writes PDFs."""

import re
import zlib
from collections.abc import Iterator

Matrix = tuple[float, float, float, float, float, float]
UNCHANGED: Matrix = (1, 0, 0, 1, 0, 0)


def filled(pdf: bytes) -> list[float]:
    """The lowest line of each page, as a part of the page's height, from the top."""
    objects = {int(found[1]): found[2] for found in re.finditer(rb"(?m)^(\d+) 0 obj\n(.*?)endobj", pdf, re.S)}
    lowest = []
    for body in objects.values():
        if not re.search(rb"/Type /Page\n", body):
            continue
        height = float(body.split(b"/MediaBox [0 0 ")[1].split(b"]")[0].split()[1])
        content = objects[int(body.split(b"/Contents ")[1].split()[0])]
        text = zlib.decompress(content.split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0])
        lowest.append(1 - min(_lines(text.decode("latin-1"))) / height)
    return lowest


def _lines(content: str) -> Iterator[float]:
    """The height of each piece of text above the bottom of its page."""
    kept: list[Matrix] = []
    now = UNCHANGED
    for line in content.splitlines():
        *numbers, operator = line.split() or [""]
        if operator == "q":
            kept.append(now)
        elif operator == "Q":
            now = kept.pop()
        elif operator in ("cm", "Tm"):
            a, b, c, d, e, f = map(float, numbers)
            moved = _within((a, b, c, d, e, f), now)
            if operator == "Tm":
                yield moved[5]
            else:
                now = moved


def _within(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
