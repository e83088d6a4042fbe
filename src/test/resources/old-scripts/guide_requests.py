"""A script of 2022: requests, forms and JSON, both halves of the API, and what a bot does around an order."""
import hashlib
import hmac

import requests

BASE_URL = "https://api-testnet.bybit.com"
API_KEY = "your_api_key"
API_SECRET = "your_api_secret"


def signed(params):
    params = dict(params, api_key=API_KEY, recv_window=5000)
    params["timestamp"] = requests.get(BASE_URL + "/v2/public/time").json()["result"]["server_time"]
    text = "&".join("%s=%s" % (key, params[key]) for key in sorted(params))
    params["sign"] = hmac.new(API_SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()
    return params


def checked(response):
    answer = response.json()
    if answer["ret_code"] != 0:
        raise SystemExit("refused: %s %s" % (answer["ret_code"], answer["ret_msg"]))
    return answer["result"]


order = {
    "side": "Buy",
    "symbol": "BTCUSDT",
    "order_type": "Limit",
    "qty": 0.002,
    "price": 20000.5,
    "time_in_force": "PostOnly",
    "reduce_only": False,
    "close_on_trigger": False,
    "order_link_id": "old-requests-1",
}
created = checked(requests.post(BASE_URL + "/private/linear/order/create", data=signed(order)))
print("placed", created["order_id"], created["price"], created["qty"])

inverse = {
    "side": "Buy",
    "symbol": "BTCUSD",
    "order_type": "Limit",
    "qty": 10,
    "price": 20000,
    "time_in_force": "GoodTillCancel",
    "order_link_id": "old-requests-2",
}
created = checked(requests.post(BASE_URL + "/v2/private/order/create", json=signed(inverse)))
print("placed", created["order_id"], created["price"], created["qty"])

listed = checked(requests.get(BASE_URL + "/v2/private/order/list", params=signed({"symbol": "BTCUSD"})))
print("listed", [item["order_link_id"] for item in listed["data"]])
change = {"symbol": "BTCUSD", "order_id": created["order_id"], "p_r_price": "20001"}
print("replaced", checked(requests.post(BASE_URL + "/v2/private/order/replace", data=signed(change)))["order_id"])
which = {"symbol": "BTCUSD", "order_link_id": "old-requests-2"}
print("cancelled", checked(requests.post(BASE_URL + "/v2/private/order/cancel", json=signed(which)))["order_id"])
balance = checked(requests.get(BASE_URL + "/v2/private/wallet/balance", params=signed({"coin": "BTC"})))
print("balance", balance["BTC"]["wallet_balance"] > 0)
