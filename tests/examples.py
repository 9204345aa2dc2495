"""How many examples a random test takes whose every example costs a load: few every day, many in `make soak`."""

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("TIMES_EXAMPLES", "1"))


def examples(few: int) -> settings:
    """So many examples, or a multiple of them; the test is marked `random`."""
    return settings(max_examples=few * TIMES, suppress_health_check=[HealthCheck.too_slow])
