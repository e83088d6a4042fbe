#!/usr/bin/env python3
"""The same with pybit, unchanged but for its endpoint: the token goes where the API key goes, the secret may be
anything.

    pip install pybit
    GATE_URL=http://127.0.0.1:8080 GATE_TOKEN=pcl_... python3 pybit_bot.py

The orderLinkId is the key: repeated with it, an order is the same order, and the gate sends it once. pybit itself waits
and repeats after 10006, until the time that the answer's reset header names.

Exit code: 0 placed, 1 refused, 3 still unknown (run it again), 4 proven not placed (decide anew).
"""

import json
import os
import sys
import time
import uuid
from pathlib import Path

import requests
from pybit.exceptions import FailedRequestError, InvalidRequestError
from pybit.unified_trading import HTTP

GATE = os.environ.get("GATE_URL", "http://127.0.0.1:8080")
TOKEN = os.environ["GATE_TOKEN"]
ACCOUNT = os.environ.get("GATE_ACCOUNT", "alpha")
STATE = Path(os.environ.get("BOT_STATE", "bot-state.json"))
PATIENCE_SECONDS = 60

UNKNOWN, NOT_SENT, NOT_PLACED = 170007, 990004, 990005

ORDER = {
    "category": "linear",
    "symbol": "BTCUSDT",
    "side": "Buy",
    "orderType": "Limit",
    "qty": "0.001",
    "price": "20000",
}


def main():
    if not STATE.exists():
        write_down({**ORDER, "orderLinkId": str(uuid.uuid4())})
    else:
        print("an earlier run did not learn the outcome of its order; it is settled first")
    session = HTTP(api_key=TOKEN, api_secret="unused")
    session.endpoint = f"{GATE}/accounts/{ACCOUNT}"
    code = settle(session, json.loads(STATE.read_text()))
    if code != 3:
        STATE.unlink()
    return code


def settle(session, order):
    """Repeats one and the same order until the outcome is certain."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up:
        try:
            placed = session.place_order(**order)["result"]
            print(f"placed: orderId {placed['orderId']}, orderLinkId {placed['orderLinkId']}")
            return 0
        except InvalidRequestError as answer:
            if answer.status_code == NOT_PLACED:
                print(f"not placed, and that is proven; a new order needs a new orderLinkId: {answer.message}")
                return 4
            if answer.status_code not in (UNKNOWN, NOT_SENT):
                print(f"refused ({answer.status_code}): {answer.message}")
                return 1
            print(f"{'not sent' if answer.status_code == NOT_SENT else 'unknown'}: {answer.message}")
            time.sleep(0.25 if answer.status_code == NOT_SENT else 1)
        except FailedRequestError as failed:
            print(f"rate limited, or no JSON; the same id again: {failed.message}")
            time.sleep(1)
        except requests.exceptions.RequestException as broken:
            print(f"unknown: no answer of the gate, asking again by its id: {broken}")
            time.sleep(1)
    print("still unknown; run again later, with the same state file")
    return 3


def write_down(order):
    """Durable before anything is sent."""
    unfinished = STATE.with_suffix(".new")
    with unfinished.open("w") as file:
        json.dump(order, file)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(STATE)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    sys.exit(main())
