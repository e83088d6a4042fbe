// The same with ccxt, unchanged but for its base URL: the token goes where the API key goes, the secret may be
// anything.
//
//     npm install ccxt
//     GATE_URL=http://127.0.0.1:8080 GATE_TOKEN=pcl_... node ccxt-bot.mjs
//
// The clientOrderId (Bybit's orderLinkId) is the key: repeated with it, an order is the same order, and the gate sends
// it once. Exit code: 0 placed, 1 refused, 3 still unknown (run it again), 4 proven not placed (decide anew).
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import ccxt from 'ccxt';

const { GATE_URL = 'http://127.0.0.1:8080', GATE_TOKEN, GATE_ACCOUNT = 'alpha', BOT_STATE = 'bot-state.json' } = process.env;
const PATIENCE_MILLIS = 60_000;
const ORDER = ['BTC/USDT:USDT', 'limit', 'buy', 0.001, 20000];

const UNKNOWN = 170007; // what ccxt throws as a RequestTimeout
const NOT_SENT = 990004;
const NOT_PLACED = 990005;

const exchange = new ccxt.bybit({ apiKey: GATE_TOKEN, secret: 'unused' });
for (const name of Object.keys(exchange.urls.api)) exchange.urls.api[name] = `${GATE_URL}/accounts/${GATE_ACCOUNT}`;

/** Repeats one and the same order until the outcome is certain. */
async function settle({ orderLinkId, order }) {
  const giveUp = Date.now() + PATIENCE_MILLIS;
  while (Date.now() < giveUp) {
    try {
      // Left to createOrder, ccxt would keep the first failure to load its markets for good.
      if (!exchange.markets) await exchange.loadMarkets(true);
      const placed = await exchange.createOrder(...order, { clientOrderId: orderLinkId });
      console.log(`placed: orderId ${placed.id}, orderLinkId ${orderLinkId}`);
      return 0;
    } catch (failure) {
      const code = retCodeOf(failure);
      if (code === NOT_PLACED) {
        console.log(`not placed, and that is proven; a new order needs a new id: ${failure.message}`);
        return 4;
      }
      if (code === UNKNOWN || failure instanceof ccxt.RequestTimeout) {
        console.log(`unknown: it may be live, so nothing else is sent; asking again by its id: ${failure.message}`);
        await sleep(1000);
      } else if (failure instanceof ccxt.RateLimitExceeded) {
        console.log(`rate limited: ${failure.message}`);
        await sleep(untilReset());
      } else if (code === NOT_SENT) {
        console.log(`not sent: ${failure.message}`);
        await sleep(250);
      } else if (code === undefined && failure instanceof ccxt.NetworkError) {
        console.log(`unknown: no answer of the gate, asking again by its id: ${failure.message}`);
        await sleep(1000);
      } else {
        console.log(`refused: ${failure.message}`);
        return 1;
      }
    }
  }
  console.log('still unknown; run again later, with the same state file');
  return 3;
}

/** The retCode in an error's message, which ends in the answer's body; undefined when there was no answer. */
function retCodeOf(failure) {
  const found = /"retCode":(\d+)/.exec(failure.message);
  return found ? Number(found[1]) : undefined;
}

/** How long the answer says to wait: Bybit's own header, which the gate sends too. */
function untilReset() {
  const reset = Number(exchange.last_response_headers?.['X-Bapi-Limit-Reset-Timestamp'] ?? 0);
  return Math.min(Math.max(reset - Date.now(), 50), 10_000);
}

/** Written whole or not at all, before anything is sent. */
function writeDown(intent) {
  writeFileSync(`${BOT_STATE}.new`, JSON.stringify(intent), { flush: true });
  renameSync(`${BOT_STATE}.new`, BOT_STATE);
}

if (existsSync(BOT_STATE)) {
  console.log('an earlier run did not learn the outcome of its order; it is settled first');
} else {
  writeDown({ orderLinkId: `ccxt-${randomUUID().slice(0, 30)}`, order: ORDER });
}
process.exitCode = await settle(JSON.parse(readFileSync(BOT_STATE, 'utf8')));
if (process.exitCode !== 3) rmSync(BOT_STATE);
