"""An adapter that one question makes fail: offender.py [NAME=VALUE...].

It rejects every token and signs every payload with a token that isn't one, until it's asked what it was told to fail at.

    kind=KIND       how it fails:
                      signal, exit, exit-0    it ends: by SIGSEGV, with status 4 or 0
                      hang                    it answers nothing any more
                      deaf                    it answers nothing any more and ignores SIGTERM
                      line, empty, garbage    it prints a line of text, an empty line, octets that aren't text
                      part                    it prints the beginning of a reply and ends
                      twice, early            it sends its reply twice; one to the question after it too
                      close                   it closes its standard output and keeps running
                      at-end-signal, at-end-exit, at-end-hang, at-end-line
                                              it does that when its input ends, and nothing before
                      none                    it doesn't
    at=T,T...       the tokens, or payloads to sign in base64url, that it fails at; at=* is every one. alg:NAME stands for all
                    that is signed with this algorithm, or verified with it alone
    from=N          of those, only from the Nth question of a process on; for what depends on company
    with=T          only if this process was asked T before
    delay=MS        how long after its answer it fails; without it, it fails in place of the answer
    jitter=SEED     the delay is random, between 0 and MS
    by=thread       while it's waiting, it goes on answering; by=main: it doesn't
    once=FILE       only if FILE isn't there, which it then makes: in one process of all
    unasked=MS      it fails that long after its start, whatever it's asked
    another=WHAT    each process says another name, version or order of its capabilities, or declares another algorithm
    answer=MS       how long each answer takes
    start=MS        how long it takes to start
    slow=T          the token whose answer takes 300 ms, so that others wait behind it
    log=FILE        writes each token that it's asked to FILE, with the id of the process
"""

import base64
import json
import os
import random
import signal
import sys
import threading
import time

options = {"kind": "signal", "at": "", "by": "thread"} | dict(text.split("=", 1) for text in sys.argv[1:])
kind, culprits = options["kind"], options["at"].split(",")
rng = random.Random(f"{options['jitter']} {os.getpid()} {time.time_ns()}" if "jitter" in options else 0)
lock = threading.Lock()
hangs = threading.Event()
asked = []
ending = []


def send(text):
    with lock:
        sys.stdout.write(text)
        sys.stdout.flush()


def line(reply):
    return json.dumps(reply) + "\n"


def sleep_for_ever():
    while True:
        time.sleep(600)


def fail(reply):
    """Fails, as KIND says; `reply` is the one that the failure belongs to."""
    match kind:
        case "signal":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "exit":
            os._exit(4)
        case "exit-0":
            os._exit(0)
        case "hang":
            hangs.set()
        case "deaf":
            hangs.set()
        case "line":
            send("debug: done\n")
        case "empty":
            send("\n")
        case "garbage":
            with lock:
                sys.stdout.buffer.write(b"\xff\xfe\x00{\n")
                sys.stdout.buffer.flush()
        case "part":
            send(line(reply)[:9])
            os._exit(0)
        case "twice":
            send(line(reply))
        case "early":
            send(line(reply | {"id": reply["id"] + 1}))
        case "close":
            with lock:
                os.close(1)
            hangs.set()


def payload(text):
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def answer(request):
    if request["op"] == "sign":
        return {"id": request["id"], "outcome": "ok", "token": "not.a.token"}
    if request["op"] != "verify":
        return {"id": request["id"], "outcome": "unsupported", "feature": f"operation:{request['op']}"}
    return {"id": request["id"], "outcome": "reject"}


def hello(request):
    profile = {"name": "offender", "version": "1", "language": "Python"}
    algorithms, policy = ["HS256", "RS256"], ["algorithms", "now", "issuer"]
    another = options.get("another")
    if another in ("name", "version"):
        profile[another] += f" {os.getpid()}"
    if another == "algorithm" and os.getpid() % 2:
        algorithms = ["HS256", f"X{os.getpid()}"]
    elif another == "algorithm":
        algorithms = [f"X{os.getpid()}"] + algorithms
    if another == "order":
        random.shuffle(policy)
    capabilities = {
        "operations": ["verify", "sign"], "algorithms": algorithms, "policy": policy, "keys": ["jwk", "none", "text"],
        "contents": ["claims", "bytes"], "clock": options.get("clock", "injected"), "sequences": True,
    }  # fmt: skip
    return {"id": request["id"], "protocol": 1, "implementation": profile, "capabilities": capabilities}


def algorithm_of(request):
    header, pinned = request.get("header", {}), request.get("policy", {}).get("algorithms")
    return "alg:" + (header.get("alg", "") if header else pinned[0] if isinstance(pinned, list) and pinned else "")


def is_reason(token, algorithm):
    if culprits != ["*"] and not {token, algorithm} & set(culprits):
        return False
    if len(asked) < int(options.get("from", 0)) or "with" in options and options["with"] not in asked:
        return False
    if "once" in options:
        try:
            os.close(os.open(options["once"], os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
    return kind != "none"


def later(action, milliseconds):
    if options["by"] == "thread":
        timer = threading.Timer(milliseconds / 1000, action)
        timer.daemon = True
        timer.start()
    else:
        time.sleep(milliseconds / 1000)
        action()


def delay():
    most = float(options["delay"])
    return rng.uniform(0, most) if "jitter" in options else most


if kind == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
time.sleep(float(options.get("start", 0)) / 1000)
if "unasked" in options:
    later(lambda: fail({"id": 0}), float(options["unasked"]))
for text in sys.stdin:
    if hangs.is_set():
        sleep_for_ever()
    request = json.loads(text)
    if request["op"] == "hello":
        send(line(hello(request)))
        continue
    token = request.get("token") or request.get("payload", "")
    asked.append(token)
    if "log" in options:
        with open(options["log"], "a") as log:
            log.write(f"{os.getpid()} {token}\n")
    time.sleep(0.3 if token == options.get("slow") else float(options.get("answer", 0)) / 1000)
    reply = answer(request)
    if not is_reason(token, algorithm_of(request)):
        send(line(reply))
    elif kind.startswith("at-end"):
        ending.append(kind)
        send(line(reply))
    elif "delay" not in options:
        # In place of the answer, if it's one of those that leave room for it.
        if kind in ("twice", "early"):
            send(line(reply))
        fail(reply)
        if not hangs.is_set():
            send(line(reply))
    elif kind in ("twice", "early") and delay() == 0:
        fail(reply)
        send(line(reply))
    else:
        send(line(reply))
        later(lambda reply=reply: fail(reply), delay())
    if hangs.is_set():
        sleep_for_ever()

if ending:
    match ending[0].removeprefix("at-end-"):
        case "signal":
            os.kill(os.getpid(), signal.SIGABRT)
        case "exit":
            os._exit(4)
        case "hang":
            sleep_for_ever()
        case "line":
            send("goodbye\n")
