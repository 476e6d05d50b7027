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
                      one of SPOILT, utf-16, utf-16-be, utf-32, bom
                                              its reply comes in another encoding, or isn't one JSON object as it should be
                      at-end-signal, at-end-exit, at-end-hang, at-end-line
                                              it does that when its input ends, and nothing before
                      none                    it doesn't
    at=T,T...       the tokens, or payloads to sign in base64url, that it fails at; at=* is every one. alg:NAME stands for all
                    that is signed with this algorithm, or verified with it alone; hello for the first message
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
    big=PART        this part of each reply is almost as long as a line may be: payload, detail, reason, feature, token, escapes,
                      names, numbers, lists; hello, capabilities of the first one
    real=1          it verifies tokens by HS256 before that, and times its verifications
    log=FILE        writes each token that it's asked to FILE, with the id of the process
"""

import base64
import hashlib
import hmac
import json
import os
import random
import signal
import sys
import threading
import time

# What stands before the last brace of a reply, or in its place.
SPOILT = {
    "duplicate": b', "outcome": "accept"}', "duplicate-same": b', "id": ID}', "duplicate-escaped": b', "\\u006futcome": "accept"}',
    "duplicate-inside": b', "x": [{"a": 1, "\\u0061": 1}]}', "surrogate": b', "detail": "\\ud800"}',
    "surrogate-unread": b', "x": ["\\ud800"]}', "surrogate-low": b', "x": "\\udc00\\ud800"}',
    "surrogate-name": b', "\\udfff": 1}', "surrogate-octets": b', "x": "\xed\xa0\x80"}', "not-utf-8": b', "detail": "\xff"}',
    "not-utf-8-unread": b', "x": "\xc0\xaf"}', "not-utf-8-name": b', "\xff": 1}', "nul": b', "x": "a\0b"}',
    "nul-between": b',\0 "x": 1}', "nul-behind": b"}\0", "control": b', "x": "a\x01b"}', "more": b'} {"id": ID}',
    "comma": b",}", "comment": b"/**/}", "nan": b', "x": NaN}', "deep": b', "x": ' + b"[" * 10**5 + b"]" * 10**5 + b"}",
    "escape": b', "x": "\\q"}', "unclosed": b"", "apostrophes": b", 'x': 1}", "leading-zero": b', "x": 01}',
}  # fmt: skip
ENCODINGS = {"utf-16": "utf-16", "utf-16-be": "utf-16-be", "utf-32": "utf-32", "bom": "utf-8-sig"}
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


def spoilt(reply):
    """The octets of a reply that the protocol doesn't allow."""
    if kind in ENCODINGS:
        return line(reply).encode(ENCODINGS[kind])
    return json.dumps(reply).encode()[:-1] + SPOILT[kind].replace(b"ID", str(reply["id"]).encode()) + b"\n"


def send_octets(octets):
    with lock:
        sys.stdout.buffer.write(octets)
        sys.stdout.buffer.flush()


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
            send_octets(b"\xff\xfe\x00{\n")
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


def octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def verified(token, request):
    signed, _, signature = token.rpartition(".")
    digest = hmac.digest(octets(request["key"]["k"]), signed.encode(), hashlib.sha256)
    if not hmac.compare_digest(digest, octets(signature)):
        raise ValueError("signature")
    return signed.partition(".")[2]


def answer_by_hmac(request):
    """Verifies a token, or times the verification of many."""
    try:
        if request["op"] == "verify":
            return {"id": request["id"], "outcome": "accept", "payload": verified(request["token"], request)}
        start = time.perf_counter_ns()
        for number in range(request["iterations"]):
            verified(request["tokens"][number % len(request["tokens"])], request)
        elapsed = time.perf_counter_ns() - start
    except ValueError as error:
        return {"id": request["id"], "outcome": "reject", "detail": str(error)}
    return {"id": request["id"], "outcome": "ok", "iterations": request["iterations"], "elapsedNanoseconds": elapsed}


def big(reply, part):
    """The reply with a part that makes it nearly a mebibyte long."""
    size = (1 << 20) - 600
    text = "A" * (size - size % 4)
    is_hello = "implementation" in reply
    if is_hello != (part in ("hello", "capabilities")):
        return reply
    match part:
        case "payload":
            return reply | {"outcome": "accept", "payload": text}
        case "detail" | "reason":
            return reply | {"outcome": "reject", part: text}
        case "error":
            return reply | {"outcome": "error", "detail": text}
        case "feature":
            return reply | {"outcome": "unsupported", "feature": text}
        case "token":
            return reply | {"outcome": reply["outcome"], "token": text}
        case "escapes":
            return reply | {"outcome": "reject", "detail": "\x01" * (size // 6)}
        case "names":
            return reply | {"x": {f"{number:x}": 0 for number in range(size // 11)}}
        case "numbers":
            return reply | {"x": [1] * (size // 3)}
        case "lists":
            return reply | {"x": [[]] * (size // 4)}
        case "hello":
            return reply | {"implementation": {"name": text, "version": "1", "language": "Python"}}
        case "capabilities":
            names = {"algorithms": ["HS256"] + [f"A{number}" for number in range(size // 12)]}
            return reply | {"capabilities": reply["capabilities"] | names}
    return reply


def answer(request):
    if "real" in options and request["op"] in ("verify", "bench"):
        return answer_by_hmac(request)
    if request["op"] == "sign":
        return {"id": request["id"], "outcome": "ok", "token": "not.a.token"}
    if request["op"] != "verify":
        return {"id": request["id"], "outcome": "unsupported", "feature": f"operation:{request['op']}"}
    return {"id": request["id"], "outcome": "reject"}


def hello(request):
    profile = {"name": "offender", "version": "1", "language": "Python"}
    algorithms, policy = ["HS256", "HS384", "HS512"], ["algorithms", "now", "issuer"]
    another = options.get("another")
    if another in ("name", "version"):
        profile[another] += f" {os.getpid()}"
    if another == "algorithm" and os.getpid() % 2:
        algorithms = algorithms + [f"X{os.getpid()}"]
    elif another == "algorithm":
        algorithms = [f"X{os.getpid()}"] + algorithms
    if another == "order":
        random.shuffle(policy)
    capabilities = {
        "operations": ["verify", "bench"] if "real" in options else ["verify", "sign"], "algorithms": algorithms, "policy": policy, "keys": ["jwk", "none", "text"],
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
        is_spoilt = (kind in SPOILT or kind in ENCODINGS) and "hello" in culprits
        reply = big(hello(request), options.get("big"))
        send_octets(spoilt(reply) if is_spoilt else line(reply).encode())
        continue
    token = request.get("token") or request.get("payload", "")
    asked.append(token)
    if "log" in options:
        with open(options["log"], "a") as log:
            log.write(f"{os.getpid()} {token}\n")
    time.sleep(0.3 if token == options.get("slow") else float(options.get("answer", 0)) / 1000)
    reply = big(answer(request), options.get("big"))
    if not is_reason(token, algorithm_of(request)):
        send(line(reply))
    elif kind in SPOILT or kind in ENCODINGS:
        send_octets(spoilt(reply))
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
