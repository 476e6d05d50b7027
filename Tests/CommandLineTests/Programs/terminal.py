"""Runs a command on a terminal of its own and copies what it writes there: terminal.py COMMAND ARGUMENT…"""

import os
import pty
import sys

status = pty.spawn(sys.argv[1:], lambda descriptor: os.read(descriptor, 4096), lambda descriptor: b"")
sys.exit(os.waitstatus_to_exitcode(status))
