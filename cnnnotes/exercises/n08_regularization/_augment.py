"""What the answer to exercise 08_augment and its mistakes share."""


def _seen(axis, *wanted):
    """Tell whether the moves along one axis are exactly these numbers."""
    return lambda found: set(found[:, axis]) == set(wanted)
