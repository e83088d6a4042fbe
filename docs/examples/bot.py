#!/usr/bin/env python3
"""Places one order through the gate, and does not end before it is known what became of it. Standard library only.

    GATE_URL=http://127.0.0.1:8080 GATE_TOKEN=pcl_... python3 bot.py

The order and its key are written down before they are sent. A run that finds them still there, because the one before
was killed, first settles that order: the same request under the same key is the same order, and the gate sends it once.

Exit code: 0 placed, 1 refused, 3 still unknown (run it again), 4 proven not placed (decide anew).
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

GATE = os.environ.get("GATE_URL", "http://127.0.0.1:8080")
TOKEN = os.environ["GATE_TOKEN"]
ACCOUNT = os.environ.get("GATE_ACCOUNT", "alpha")
STATE = Path(os.environ.get("BOT_STATE", "bot-state.json"))
PATIENCE_SECONDS = 60

ORDER = {"symbol": "BTCUSDT", "side": "buy", "type": "limit", "qty": "0.001", "price": "20000"}


def main():
    if not STATE.exists():
        write_down({"key": str(uuid.uuid4()), "order": ORDER})
    else:
        print("an earlier run did not learn the outcome of its order; it is settled first")
    intent = json.loads(STATE.read_text())
    code = settle(intent["key"], intent["order"])
    if code != 3:
        STATE.unlink()
    return code


def settle(key, order):
    """Repeats one and the same request until the outcome is certain."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up:
        status, headers, answer = send(key, order)
        outcome = headers.get("X-Portcullis-Outcome")
        if outcome in ("acked", "adopted"):
            print(f"placed: orderId {answer.get('orderId')}, orderLinkId {answer['orderLinkId']}")
            return 0
        if outcome == "not_placed":
            print(f"not placed, and that is proven: {answer.get('detail')}; a new order needs a new key")
            return 4
        if outcome == "unknown" or status >= 500 and outcome is None:
            print(f"unknown: it may be live, so nothing else is sent; asking again by its key ({answer.get('detail')})")
            time.sleep(1)
        elif answer.get("retryable"):
            print(f"{'rate limited' if status in (422, 429) else 'not sent'}: {answer['detail']}")
            time.sleep(answer["retryAfterMillis"] / 1000)
        else:
            print(f"refused ({status}): {answer.get('detail')} {answer.get('errors', '')}")
            return 1
    print("still unknown; run again later, with the same state file")
    return 3


def send(key, order):
    """Status, headers and JSON of the answer; a connection that broke proves nothing, so it counts as a 504."""
    request = urllib.request.Request(
        f"{GATE}/v1/accounts/{ACCOUNT}/orders",
        data=json.dumps(order).encode(),
        headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json", "Idempotency-Key": key},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, json.load(answer)
    except urllib.error.HTTPError as problem:
        return problem.code, problem.headers, problem_of(problem)
    except OSError as broken:
        return 504, {}, {"detail": f"no answer of the gate: {broken}"}


def problem_of(answer):
    """The problem document (RFC 9457); something between bot and gate may have answered with a page of its own."""
    text = answer.read().decode(errors="replace")
    try:
        return json.loads(text)
    except ValueError:
        return {"detail": text[:200]}


def write_down(intent):
    """Durable before anything is sent."""
    unfinished = STATE.with_suffix(".new")
    with unfinished.open("w") as file:
        json.dump(intent, file)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(STATE)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    sys.exit(main())
