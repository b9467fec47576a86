"""Two dots (notebook 04): pool them again and again until they are one."""

import numpy as np

from cnnnotes import ops
from cnnnotes.explorers._controls import slider
from cnnnotes.explorers._explorer import Explorer, SettingError, Shown
from cnnnotes.figures.two_dots import two_dots_figure

WIDTH, MOST = 32, 4


def two_dots() -> Explorer:
    """Move two dots in a row of 32 pixels, pool them by 2, and see where they are.

    >>> dots = two_dots()
    >>> dots.gap.value, dots.offset.value, dots.levels.value = 3, 5, 3
    >>> dots.text
    'columns 5 and 8 → 2 and 4 → 1 and 2 → 0 and 1: still two after 3 poolings'
    >>> dots.state
    {'columns': [[5, 8], [2, 4], [1, 2], [0, 1]], 'two': True}
    """
    fig, move = two_dots_figure(WIDTH, MOST)

    def update(gap, offset, levels):
        if offset + gap >= WIDTH:
            raise SettingError(
                f"A dot in column {offset} + {gap} = {offset + gap} is outside: the last column of "
                f"{WIDTH} is {WIDTH - 1}."
            )
        picture = np.zeros((1, 2**MOST, WIDTH, 1))
        picture[0, 0, [offset, offset + gap]] = 1
        pictures = [picture]
        for _ in range(levels):
            pictures.append(ops.max_pool2d(pictures[-1]))
        columns = [np.flatnonzero(one[0, 0, :, 0]).tolist() for one in pictures]
        way = " → ".join(" and ".join(map(str, dots)) for dots in columns)
        merged = next((level for level, dots in enumerate(columns) if len(dots) == 1), None)
        poolings = f"{levels} pooling{'s' * (levels != 1)}"
        verdict = f"one since pooling {merged}" if merged else f"still two after {poolings}"
        numbers = {"columns": columns, "two": merged is None}
        return Shown(f"columns {way}: {verdict}", numbers, move(columns))

    return Explorer(
        fig,
        update,
        gap=slider("gap", range(1, WIDTH // 2 + 1), 3),
        offset=slider("offset", range(WIDTH), 4),
        levels=slider("levels", range(MOST + 1), 2),
    )
