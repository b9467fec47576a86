"""Geometry (notebook 02): where a window fits, for every size, stride, padding and dilation."""

import numpy as np

from cnnnotes.explorers._controls import slider
from cnnnotes.explorers._explorer import Explorer, SettingError, Shown
from cnnnotes.figures.geometry import geometry_figure
from cnnnotes.ops import output_size

MOST = {"n": 13, "kernel": 7, "stride": 5, "padding": 3, "dilation": 3}


def geometry(
    n: int = 8,
    kernel: int = 3,
    stride: int = 2,
    padding: int = 0,
    dilation: int = 1,
    *,
    formula: bool = False,
) -> Explorer:
    """Move size, kernel, stride, padding and dilation; see all window positions, and the output.

    All integers: `n` pixels in a row, 3 to 13, `kernel` and what follows up to 7, 5, 3 and 3.
    A window that does not fit is explained in place of the picture. `formula` writes out the output
    size.

    >>> sizes = geometry(n=7, kernel=3, formula=True)
    >>> sizes.text.partition(" = ")[2].partition(".")[0]
    '⌊(7 + 2·0 − 1·(3 − 1) − 1)/2⌋ + 1 = ⌊4/2⌋ + 1 = 3 window positions'
    >>> sizes.stride.value = 3
    >>> sizes.state
    {'output': 2, 'never': [6]}
    """
    start = {"n": n, "kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation}
    least = {"n": 3, "padding": 0}
    fig, move = geometry_figure(MOST["n"], MOST["padding"])

    def update(n, kernel, stride, padding, dilation):
        taps = dilation * np.arange(kernel)
        try:
            output = output_size(n, kernel, stride, padding, dilation)
        except ValueError as error:
            move(n, padding, np.array([-padding]), taps)  # how far it hangs over
            raise SettingError(str(error)) from None
        starts = stride * np.arange(output) - padding
        alt = move(n, padding, starts, taps)
        never = sorted(set(range(n)) - set((starts[:, None] + taps).ravel().tolist()))
        room = n + 2 * padding - dilation * (kernel - 1) - 1
        words = f"{output} window position{'s' * (output > 1)}"
        if formula:
            words = (
                f"output size = ⌊({n} + 2·{padding} − {dilation}·({kernel} − 1) − 1)/{stride}⌋ + 1 "
                f"= ⌊{room}/{stride}⌋ + 1 = {words}"
            )
        text = (
            f"{words}. "
            f"{n}×{n} pixels become {output}×{output} numbers; "
            f"never visited: {n * n - (n - len(never)) ** 2} of {n * n} pixels."
        )
        return Shown(text, {"output": output, "never": never}, alt)

    labels = {"n": "input n", "kernel": "kernel k", "stride": "stride s"}
    labels |= {"padding": "padding p", "dilation": "dilation d"}
    controls = {
        name: slider(labels[name], range(least.get(name, 1), most + 1), start[name])
        for name, most in MOST.items()
    }
    return Explorer(fig, update, **controls)
