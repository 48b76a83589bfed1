"""Settings of every process that the suite starts: as the suite's own, and small pictures in a tenth of the time."""

from lapak.settings.test import *  # noqa: F403
from tests.rig import pictures

pictures.hurry()
