"""A plugin that pytest loads before all others (pyproject.toml): it makes them start sooner."""

import gc
import sys

gc.disable()  # nothing that is imported or collected goes away again; then tests/conftest.py

# nbval imports jsonschema, which would make 38 parsers of this package, for 2.5 s, to check web
# addresses that no notebook has. It does without where the package is missing.
sys.modules["rfc3987_syntax"] = None
