// Places one order through the gate, and does not end before it is known what became of it. Node 18 or newer, no
// packages: fetch does it.
//
//     GATE_URL=http://127.0.0.1:8080 GATE_TOKEN=pcl_... node bot.mjs
//
// The order and its key are written down before they are sent. A run that finds them still there, because the one
// before was killed, first settles that order: the same request under the same key is the same order, and the gate
// sends it once. Exit code: 0 placed, 1 refused, 3 still unknown (run it again), 4 proven not placed (decide anew).
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const { GATE_URL = 'http://127.0.0.1:8080', GATE_TOKEN, GATE_ACCOUNT = 'alpha', BOT_STATE = 'bot-state.json' } = process.env;
const PATIENCE_MILLIS = 60_000;
const ORDER = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', qty: '0.001', price: '20000' };

/** Repeats one and the same request until the outcome is certain. */
async function settle({ key, order }) {
  const giveUp = Date.now() + PATIENCE_MILLIS;
  while (Date.now() < giveUp) {
    const { status, outcome, answer } = await send(key, order);
    if (outcome === 'acked' || outcome === 'adopted') {
      console.log(`placed: orderId ${answer.orderId}, orderLinkId ${answer.orderLinkId}`);
      return 0;
    }
    if (outcome === 'not_placed') {
      console.log(`not placed, and that is proven: ${answer.detail}; a new order needs a new key`);
      return 4;
    }
    if (outcome === 'unknown' || (status >= 500 && !outcome)) {
      console.log(`unknown: it may be live, so nothing else is sent; asking again by its key (${answer.detail})`);
      await sleep(1000);
    } else if (answer.retryable) {
      console.log(`${status === 422 || status === 429 ? 'rate limited' : 'not sent'}: ${answer.detail}`);
      await sleep(answer.retryAfterMillis);
    } else {
      console.log(`refused (${status}): ${answer.detail} ${JSON.stringify(answer.errors ?? '')}`);
      return 1;
    }
  }
  console.log('still unknown; run again later, with the same state file');
  return 3;
}

/** Status, outcome and JSON of the answer; a connection that broke proves nothing, so it counts as a 504. */
async function send(key, order) {
  try {
    const response = await fetch(`${GATE_URL}/v1/accounts/${GATE_ACCOUNT}/orders`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${GATE_TOKEN}`, 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify(order),
      signal: AbortSignal.timeout(10_000),
    });
    const outcome = response.headers.get('X-Portcullis-Outcome');
    return { status: response.status, outcome, answer: parsed(await response.text()) };
  } catch (broken) {
    return { status: 504, outcome: null, answer: { detail: `no answer of the gate: ${broken.cause ?? broken}` } };
  }
}

/** Something between bot and gate may have answered with a page of its own. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 200) };
  }
}

/** Written whole or not at all, before anything is sent. */
function writeDown(intent) {
  writeFileSync(`${BOT_STATE}.new`, JSON.stringify(intent), { flush: true });
  renameSync(`${BOT_STATE}.new`, BOT_STATE);
}

if (existsSync(BOT_STATE)) {
  console.log('an earlier run did not learn the outcome of its order; it is settled first');
} else {
  writeDown({ key: randomUUID(), order: ORDER });
}
process.exitCode = await settle(JSON.parse(readFileSync(BOT_STATE, 'utf8')));
if (process.exitCode !== 3) rmSync(BOT_STATE);
