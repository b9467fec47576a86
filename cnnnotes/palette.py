"""The colours of all that people see: pictures, pages to draw on, cards. None stands elsewhere.

Okabe and Ito's palette (2008): told apart by people with any common colour blindness.
"""

BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, VERMILION, PURPLE = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"
PAPER = "#FFFFFF"
GREY = "#666666"  # of edges, and of words that stand back
MIDDLE_GREY = "#888888"  # seen on a light page and on a dark one
LIGHT_GREY = "#BBBBBB"  # of marks that stand back
PALE = "#E0E0E0"  # of padding, of gaps between tiles, and of what is covered

# Negative is vermilion, zero is paper, positive is blue; dark first, in equal steps of OKLab
# lightness.
BELOW = ("#B64100", "#CC7343", "#DFA182", "#EFCEBE")
ABOVE = ("#0071B1", "#5694C5", "#8EB6D8", "#C4D9EA")


def css(selector: str) -> str:
    """Return a rule that gives what `selector` matches the palette: `var(--cnnnotes-blue)` etc.

    >>> "--cnnnotes-light-grey: #BBBBBB;" in css(".card")
    True
    """
    colours = {n: c for n, c in globals().items() if n.isupper() and isinstance(c, str)}
    named = (f"--cnnnotes-{n.lower().replace('_', '-')}: {c};" for n, c in colours.items())
    return f"{selector} {{{' '.join(named)}}}\n"
