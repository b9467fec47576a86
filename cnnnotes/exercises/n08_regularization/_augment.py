"""What the answer to exercise 08_augment and its mistakes share."""


def _seen(axis, *wanted):
    """Tell whether the moves along one axis are exactly these numbers."""
    return lambda found: set(found[:, axis]) == set(wanted)


def stuck(rng: dict) -> bool:
    """Tell whether all numbers of the generator that was handed in are the same."""
    return rng["fixture"] == "stuck_rng"
