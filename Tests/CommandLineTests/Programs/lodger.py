"""An adapter that's hard to get rid of: lodger.py WAY FILE.

It writes the ids of its processes to FILE. WAY is any of these words, joined by "+": "slow" takes a third of a second
for an answer, "hang" gives none, "mute" doesn't even say hello, "stubborn" ignores the signals that ask it to end,
"daemon" leaves a process that is nobody's child in a session of its own, "clean" gives it an empty environment,
"guest" has a child in a session of its own.
"""

import json
import os
import signal
import subprocess
import sys
import time

ways = sys.argv[1].split("+")
processes = [os.getpid()]

if "stubborn" in ways:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)

environment = {} if "clean" in ways else os.environ

if "guest" in ways:
    processes.append(subprocess.Popen(["/bin/sleep", "600"], start_new_session=True, env=environment).pid)

if "daemon" in ways:
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(writing, str(os.getpid()).encode())
            os.execve("/bin/sleep", ["sleep", "600"], environment)
        os._exit(0)
    os.wait()
    processes.append(int(os.read(reading, 100)))

with open(sys.argv[2] + ".new", "w") as file:
    print(*processes, file=file)

for line in sys.stdin:
    request = json.loads(line)
    reply = {"id": request["id"], "outcome": "reject", "reason": "signature"}
    if request["op"] == "hello":
        reply = {
            "id": request["id"],
            "protocol": 1,
            "implementation": {"name": "Lodger", "version": "1", "language": "Python"},
            "capabilities": {
                "operations": ["verify", "sign"],
                "algorithms": ["HS256"],
                "serializations": ["compact"],
                "keys": ["jwk"],
                "contents": ["bytes"],
                "policy": ["algorithms"],
                "clock": "injected",
            },
        }
        if "mute" in ways:
            os.rename(sys.argv[2] + ".new", sys.argv[2])
            time.sleep(600)
    else:
        # From now on it's at work.
        if os.path.exists(sys.argv[2] + ".new"):
            os.rename(sys.argv[2] + ".new", sys.argv[2])
        if "hang" in ways:
            time.sleep(600)
        if "slow" in ways:
            time.sleep(0.3)
    print(json.dumps(reply), flush=True)
