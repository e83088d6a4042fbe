// A script for Node: fetch, once with a form and once with JSON.
import { createHmac } from 'node:crypto';

const BASE_URL = 'https://api-testnet.bybit.com';
const API_KEY = 'your_api_key';
const API_SECRET = 'your_api_secret';

async function signed(params) {
  const time = await (await fetch(BASE_URL + '/v2/public/time')).json();
  const all = { ...params, api_key: API_KEY, timestamp: time.result.server_time };
  const text = Object.keys(all).sort().map((key) => `${key}=${all[key]}`).join('&');
  return { ...all, sign: createHmac('sha256', API_SECRET).update(text).digest('hex') };
}

async function checked(response) {
  const answer = await response.json();
  if (answer.ret_code !== 0) {
    console.log('refused:', answer.ret_code, answer.ret_msg);
    process.exit(1);
  }
  return answer.result;
}

const order = { side: 'Buy', symbol: 'BTCUSD', order_type: 'Limit', qty: 20, price: 20000.5 };
const form = new URLSearchParams(await signed({ ...order, order_link_id: 'old-fetch-1' }));
const first = await checked(await fetch(BASE_URL + '/v2/private/order/create', { method: 'POST', body: form }));
console.log('placed', first.order_id);

const json = JSON.stringify(await signed({ ...order, order_link_id: 'old-fetch-2', time_in_force: 'GoodTillCancel' }));
const headers = { 'Content-Type': 'application/json' };
const second = await checked(
  await fetch(BASE_URL + '/v2/private/order/create', { method: 'POST', headers, body: json }),
);
console.log('placed', second.order_id);
