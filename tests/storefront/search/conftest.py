from tests.clock import clock
from tests.english import in_english

__all__ = ["clock", "in_english"]
