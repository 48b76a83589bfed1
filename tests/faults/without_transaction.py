"""The control: a checkout whose steps are committed one by one, and that dies between two of them."""

import os
from pathlib import Path

from shop.checkout import services
from tests.faults.checkout_steps import STEPS
from tests.faults.dying import arm

if os.environ.get("LAPAK_TEST_PATCH") == __name__:
    services._place = services._place.__wrapped__
    arm(STEPS, Path(os.environ["LAPAK_DATA"]))
