// Two SDKs that know nothing of the gate place, amend, list and cancel through it: a client token as the API key and a
// dummy secret, or the id and secret of a signed client, and nothing else changed but the base URL.
// Usage: node walk.mjs BASE_URL TOKEN, or: node walk.mjs BASE_URL ID SECRET
import assert from 'node:assert/strict';
import { RestClientV5 } from 'bybit-api';
import ccxt from 'ccxt';

const [, , base, token, secret = 'dummy'] = process.argv;

const sdk = new RestClientV5({ key: token, secret, baseUrl: base });
const limit = { category: 'linear', symbol: 'BTCUSDT', side: 'Buy', orderType: 'Limit', qty: '0.001', price: '20000' };
const placed = await sdk.submitOrder(limit);
assert.equal(placed.retCode, 0, placed.retMsg);
const named = { category: 'linear', symbol: 'BTCUSDT', orderId: placed.result.orderId };
assert.equal((await sdk.amendOrder({ ...named, qty: '0.002' })).retCode, 0);
const open = (await sdk.getActiveOrders({ category: 'linear', symbol: 'BTCUSDT' })).result.list;
assert.equal(open.find((order) => order.orderId === named.orderId).qty, '0.002');
assert.equal((await sdk.cancelOrder(named)).retCode, 0);
const both = await Promise.all([sdk.getAccountInfo(), sdk.getQueryApiKey(), sdk.getActiveOrders({ category: 'linear', symbol: 'BTCUSDT' })]);
assert.deepEqual(both.map((each) => each.retCode), [0, 0, 0], 'reads of one millisecond');
const denied = await sdk.submitWithdrawal({ coin: 'USDT', chain: 'ETH', address: 'x', amount: '1', timestamp: Date.now(), accountType: 'FUND' });
assert.equal(denied.retCode, 10005);
console.log('bybit-api placed, amended, listed, cancelled; withdrawal denied');

const exchange = new ccxt.bybit({ apiKey: token, secret });
for (const name of Object.keys(exchange.urls.api)) exchange.urls.api[name] = base;
const order = await exchange.createOrder('BTC/USDT:USDT', 'limit', 'buy', 0.001, 20000);
await exchange.editOrder(order.id, 'BTC/USDT:USDT', 'limit', 'buy', 0.002, 20001);
const listed = await exchange.fetchOpenOrders('BTC/USDT:USDT');
assert.equal(listed.find((each) => each.id === order.id).amount, 0.002);
assert.equal((await exchange.cancelOrder(order.id, 'BTC/USDT:USDT')).id, order.id);
assert.ok((await exchange.fetchBalance()).USDT.total > 0);
console.log('ccxt placed, amended, listed, cancelled, read the balance');
