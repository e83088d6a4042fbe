"""A script of 2021: the standard library alone, a form, the time under the name `time`."""
import hashlib
import hmac
import json
import urllib.parse
import urllib.request

BASE_URL = "https://api-testnet.bybit.com"
API_KEY = "your_api_key"
API_SECRET = "your_api_secret"


def server_time():
    with urllib.request.urlopen(BASE_URL + "/v2/public/time") as response:
        return json.load(response)["result"]["server_time"]


def signed(params):
    params["api_key"] = API_KEY
    params["time"] = server_time()
    text = "&".join("%s=%s" % (key, params[key]) for key in sorted(params))
    params["sign"] = hmac.new(API_SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()
    return params


order = signed({"side": "Buy", "symbol": "BTCUSD", "order_type": "Limit", "qty": 10, "price": 20000.5})
request = urllib.request.Request(
    BASE_URL + "/v2/private/order/create", data=urllib.parse.urlencode(order).encode(), method="POST"
)
with urllib.request.urlopen(request) as response:
    answer = json.load(response)
if answer["ret_code"] != 0:
    raise SystemExit("refused: %s %s" % (answer["ret_code"], answer["ret_msg"]))
print("placed", answer["result"]["order_id"], answer["result"]["order_status"], answer["rate_limit_status"])
