"""Links and selectors that lead a reader to the very words of a page.

Takes an address and the words. Gives the address with a text fragment
(https://wicg.github.io/scroll-to-text-fragment/), or the W3C's TextQuoteSelector. Refuses
nothing: an address that is not a web page is given back as it is.
"""

from typing import Any
from urllib.parse import quote

from claimed_ground.fragments.passages import pieces_of

QUOTES = "\"'«»“”„‘’ "


def text_link(url: str, fragment: str, prefix: str = "", suffix: str = "") -> str:
    """The address that opens the page at these words, where the browser can.

    `prefix` and `suffix` are the words around them, from `anchors`, and tell two places apart.
    A fragment that leaves words out points to all from its first words to its last.
    """
    bare = fragment.strip(QUOTES)
    pieces = pieces_of(bare)
    if not url.startswith(("http://", "https://")) or not pieces:
        return url
    # Browsers look for whole words: a quotation mark belongs to the words around.
    opening, _, closing = fragment.partition(bare)
    prefix = _joined(prefix, opening.strip()) if prefix else ""
    suffix = _joined(closing.strip(), suffix) if suffix else ""
    parts = [f"{_encoded(prefix)}-"] if prefix else []
    parts += [_encoded(piece) for piece in ([pieces[0], pieces[-1]] if len(pieces) > 1 else pieces)]
    parts += [f"-{_encoded(suffix)}"] if suffix else []
    return f"{url}{'' if '#' in url else '#'}:~:text={','.join(parts)}"


def selector(exact: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    """A TextQuoteSelector, as JSON-LD has it; only the parts that there are."""
    parts = {"prefix": prefix, "exact": exact, "suffix": suffix}
    return {"type": "TextQuoteSelector", **{name: text for name, text in parts.items() if text}}


def _joined(one: str, other: str) -> str:
    """With a space where a word and a mark, or a mark and a word, would have one."""
    between = " " if one and other and (one[-1].isalnum() or other[0].isalnum()) else ""
    return f"{one}{between}{other}"


def _encoded(text: str) -> str:
    # The hyphen is part of the syntax, and the one sign of it that `quote` lets through.
    return quote(text, safe="").replace("-", "%2D")
