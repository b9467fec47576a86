"""Arguments that are not plain data, built anew for each call from plain settings.

A case names one as `fixture(name, *settings)`. Like `calling`, this file needs NumPy and nothing
else of the course. A fixture with an attribute `changed` tells whether it was left in another
state than it came in.
"""

import numpy as np

FIXTURES = {"rng": np.random.default_rng}
