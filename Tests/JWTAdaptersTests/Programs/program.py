"""A small adapter with bad manners: program.py WAY.

It accepts every token, with the token as payload, until it's asked about the token "bad": then it misbehaves in the
way that its argument names. The token "process" is answered with the ids of the processes to look for.
"""

import base64
import json
import os
import signal
import subprocess
import sys
import time

way = sys.argv[1]
helpers = []


def hello(request, **changes):
    return {
        "id": request["id"],
        "protocol": 1,
        "implementation": {"name": "program", "version": "1", "language": "Python", "unknown": [1]},
        "capabilities": {"algorithms": ["HS256"], "policy": ["algorithms"], "clock": "system"},
    } | changes


def accept(request, **changes):
    token = request["token"]
    if token == "process":
        token = " ".join(str(process) for process in [os.getpid(), *helpers])
    payload = base64.urlsafe_b64encode(token.encode()).decode().rstrip("=")
    return {"id": request["id"], "outcome": "accept", "payload": payload} | changes


def line(reply):
    return json.dumps(reply) + "\n"


def send(text):
    sys.stdout.write(text)
    sys.stdout.flush()


def start_helper(escapes=False):
    # It holds all three streams open.
    helpers.append(subprocess.Popen(["sleep", "600"], start_new_session=escapes).pid)


def start_daemon(command, clears_environment=False):
    # Its parents have ended before anyone looks: it's nobody's child, in a session that is its own.
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(writing, str(os.getpid()).encode())
            os.execvpe(command[0], command, {} if clears_environment else os.environ)
        os._exit(0)
    os.wait()
    helpers.append(int(os.read(reading, 100)))


def start_bomb():
    # As quick as can be, and it ends by itself if nobody ends it.
    for _ in range(20):
        if os.fork() == 0:
            os.setsid()
            while time.monotonic() < started + 20:
                if os.fork() == 0:
                    time.sleep(0.02)
                    os.setsid()
                else:
                    os._exit(0)
            os._exit(0)


started = time.monotonic()
EAT = "x = []\nimport time\nwhile True:\n    x.append(bytearray(b'x' * (4 << 20)))\n    time.sleep(0.005)"


def misbehave(request):
    match way:
        case "eat-memory":
            exec(EAT)
        case "helper-eats-memory":
            helpers.append(subprocess.Popen([sys.executable, "-c", EAT]).pid)
            time.sleep(600)
        case "daemon-eats-memory":
            start_daemon([sys.executable, "-c", EAT])
            time.sleep(600)
        case "daemon-clears-environment" | "daemon" | "daemon-ignores-signals":
            os._exit(7)
        case "fork-bomb":
            start_bomb()
            os._exit(7)
        case "spin":
            send(line(accept(request)))
            while True:
                pass
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "exit-0":
            sys.exit(0)
        case "exit-3":
            print("out of cheese", file=sys.stderr)
            sys.exit(3)
        case "half-a-line":
            send(line(accept(request))[:9])
            sys.exit(1)
        case "helper-holds-the-pipe" | "helper-escapes":
            os._exit(7)
        case "hang":
            time.sleep(600)
        case "ignore-sigterm":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            while True:
                time.sleep(600)
        case "garbage":
            send("Traceback (most recent call last):\n")
        case "empty-line":
            send("\n")
        case "not-utf-8":
            sys.stdout.buffer.write(b'{"id":1,"outcome":"\xff"}\n')
            sys.stdout.buffer.flush()
        case "array":
            send("[]\n")
        case "no-id":
            send('{"outcome":"accept","payload":""}\n')
        case "wrong-id":
            send(line(accept(request, id=4711)))
        case "unknown-outcome":
            send(line(accept(request, outcome="maybe")))
        case "no-outcome":
            send(line({"id": request["id"]}))
        case "no-payload":
            send(line({"id": request["id"], "outcome": "accept"}))
        case "bad-payload":
            send(line(accept(request, payload="a+b=")))
        case "unsupported-what":
            send(line({"id": request["id"], "outcome": "unsupported"}))
        case "extra-reply":
            send(line(accept(request)) * 2)
        case "late-exit":
            send(line(accept(request)))
            sys.exit(4)
        case "endless-line":
            send("x" * 10_000_000)
            time.sleep(600)
        case "long-line":
            send("x" * 10_000_000 + "\n")
            time.sleep(600)
        case "close-stdout":
            os.close(1)
            time.sleep(600)
        case "loud":
            for number in range(20_000):
                print(f"complaint {number} " + "x" * 50, file=sys.stderr)
            send(line(accept(request)))
        case "loud-exit":
            for number in range(20_000):
                print(f"complaint {number} " + "x" * 50, file=sys.stderr)
            sys.stderr.flush()
            sys.exit(9)
        case _:
            send(line(accept(request)))


def greet(request):
    match way:
        case "mute":
            time.sleep(600)
        case "shy":
            print("no licence", file=sys.stderr)
            sys.exit(0)
        case "babble":
            send("Welcome!\n")
        case "protocol-2":
            send(line(hello(request, protocol=2)))
        case "nameless":
            send(line({"id": request["id"], "protocol": 1}))
        case "hello-unsupported":
            send(line({"id": request["id"], "outcome": "unsupported", "feature": "op:hello"}))
        case _:
            send(line(hello(request)))


if way in ("helper-holds-the-pipe", "helper-escapes", "leave-a-helper"):
    start_helper(escapes=way == "helper-escapes")

if way.startswith("daemon") and way != "daemon-eats-memory":
    if way == "daemon-ignores-signals":
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
    start_daemon(["sleep", "600"], clears_environment=way == "daemon-clears-environment")

batch = []
for text in sys.stdin:
    request = json.loads(text)
    if request["op"] == "hello":
        greet(request)
    elif way == "split":
        for character in line(accept(request)):
            send(character)
            time.sleep(0.001)
    elif way == "batch":
        batch.append(request)
        if len(batch) == 8:
            send("".join(line(accept(waiting)) for waiting in batch))
            batch = []
    elif way == "out-of-order":
        batch.append(request)
        if len(batch) == 2:
            send("".join(line(accept(waiting)) for waiting in reversed(batch)))
            batch = []
    elif way == "slow":
        time.sleep(0.25)
        send(line(accept(request)))
    elif way == "echo":
        # What was asked, as the payload.
        send(line(accept({"id": request["id"], "token": text})))
    elif request["token"] == "bad":
        misbehave(request)
    else:
        send(line(accept(request)))

if way == "linger":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        time.sleep(600)
