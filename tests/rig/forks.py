"""`python -m tests.rig.forks COMMANDS REPORT`: each of the commands in a process of its own, all of them forks of one
that has loaded the shop, for starting costs seconds.

COMMANDS is the JSON of lists of arguments of manage.py. REPORT becomes the JSON of [exit code, what it said on stderr]
for each; stdout is that of whoever started this.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(arguments: list[str]) -> tuple[int, str]:
    from django.core.management import execute_from_command_line

    with tempfile.TemporaryFile("w+") as said:
        child = os.fork()
        if not child:
            os.dup2(said.fileno(), sys.stderr.fileno())
            execute_from_command_line(["manage.py", *arguments])
            sys.exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said.seek(0)
        return code, said.read()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "site"))
    import django

    django.setup()
    Path(sys.argv[2]).write_text(json.dumps([run(arguments) for arguments in json.loads(sys.argv[1])]))
