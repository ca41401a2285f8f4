"""How wide a text may become, without asking any font.

Takes text and a size. Gives a width that holds in every common sans-serif font,
and text cut to a width. Refuses nothing.
"""

# Advance widths of Helvetica (and so of Arial and Liberation Sans) in thousandths of the size.
_WIDTHS = {
    278: " !,./:;I[\\]ftij'·",
    222: "l|‘’ı",
    333: "-()r`“”²³ ",
    355: '"',
    500: "ckszxvyJ",
    556: "0123456789#$?abdeghnopqu_LĐ–",
    584: "+<=>~≈≤≥−→↑↓▲▼",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
# The widest common substitutes (Verdana, DejaVu Sans) run about 17 percent wider.
SAFETY = 1.17


def width(text: str, size: float, bold: bool = False) -> float:
    """Pixels that `text` takes at most in the fonts we may meet."""
    thousandths = sum(_WIDTH.get(letter, 600) for letter in text)
    return thousandths / 1000 * size * SAFETY * (1.07 if bold else 1)


def shorten(text: str, size: float, room: float) -> str:
    """`text`, cut with an ellipsis so that it fits into `room` pixels."""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1].rstrip()
    return text + "…"


def wrap(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """`text` in lines of at most `room` pixels; a single longer word stays whole."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
