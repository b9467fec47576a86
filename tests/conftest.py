from hypothesis import settings

# The same examples every time, however slow the machine: a failure can be had again.
settings.register_profile(
    "cnnnotes", derandomize=True, deadline=None, database=None, max_examples=50
)
settings.load_profile("cnnnotes")
