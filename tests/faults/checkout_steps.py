"""The steps of a checkout in a live shop; loaded by its processes."""

import os
from pathlib import Path

from tests.faults.dying import arm

STEPS = {
    "basket claimed": ("shop.cart.services", "claim"),
    "number taken": ("shop.checkout.services", "take_number"),
    "amount chosen": ("shop.payments.receivables", "choose"),
    "event written": ("shop.orders.services", "record"),
    "goods reserved": ("shop.stock.services", "reserve"),
    "order written": ("shop.orders.services", "create"),
    "amount taken": ("shop.payments.receivables", "open_receivable"),
    "basket emptied": ("shop.cart.services", "empty"),
    "committed, not answered": ("shop.checkout.views", "_to_order"),
}

if os.environ.get("LAPAK_TEST_PATCH") == __name__:
    arm(STEPS, Path(os.environ["LAPAK_DATA"]), begin=("shop.checkout.views", "_post"))
