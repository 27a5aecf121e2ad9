import { createHmac, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  API_SECRET,
  bearer,
  deliver,
  MUG_HOUSE,
  runShell,
  sessionToken,
  TOKYO_PAPER,
  type RunningShell,
} from '#tests/setup/running-shell.ts';

let shell: RunningShell;

beforeAll(async () => {
  shell = await runShell();
  await shell.ask('/app.data', bearer(sessionToken()));
});
afterAll(() => shell.close());
beforeEach(async () => {
  await shell.sql('DELETE FROM webhook_deliveries');
});

const order = {
  id: 450789469,
  admin_graphql_api_id: 'gid://shopify/Order/450789469',
  email: 'jon@example.com',
  phone: '+48600700800',
};
const recorded = () =>
  shell.sql<{ shop_id: string; webhook_id: string; event_id: string; topic: string; subject: unknown }>(
    'SELECT shop_id, webhook_id, event_id, topic, subject, handled_at FROM webhook_deliveries',
  );
const nothingHappened = async () => {
  expect(await recorded()).toEqual([]);
};

describe('a webhook', () => {
  it('is recorded with both ids and what it is about, and waits to be handled', async () => {
    const [webhookId, eventId] = [randomUUID(), randomUUID()];
    const answer = await deliver(shell, { topic: 'orders/updated', payload: order, webhookId, eventId });
    expect(answer.status).toBe(200);
    expect(await recorded()).toEqual([
      {
        shop_id: MUG_HOUSE,
        webhook_id: webhookId,
        event_id: eventId,
        topic: 'orders/updated',
        subject: { orderId: '450789469' },
        handled_at: null,
      },
    ]);
  });

  it('without a signature is refused with 401', async () => {
    expect((await deliver(shell, { topic: 'orders/updated', payload: order, hmac: null })).status).toBe(401);
    await nothingHappened();
  });

  it('with a wrong signature is refused with 401', async () => {
    const hmac = createHmac('sha256', 'not-the-secret').update(JSON.stringify(order)).digest('base64');
    expect((await deliver(shell, { topic: 'orders/updated', payload: order, hmac })).status).toBe(401);
    expect((await deliver(shell, { topic: 'orders/updated', payload: order, hmac: 'x' })).status).toBe(401);
    await nothingHappened();
  });

  it('whose body was changed by one byte is refused with 401', async () => {
    const tampered = JSON.stringify(order).replace('450789469', '450789468');
    expect((await deliver(shell, { topic: 'orders/updated', payload: order, tampered })).status).toBe(401);
    await nothingHappened();
  });

  it('that says the same in other bytes is refused with 401', async () => {
    const tampered = JSON.stringify(order, null, 1);
    expect((await deliver(shell, { topic: 'orders/updated', payload: order, tampered })).status).toBe(401);
    await nothingHappened();
  });

  it('that comes again, or is the same event in another delivery, has no second effect', async () => {
    const [webhookId, eventId] = [randomUUID(), randomUUID()];
    const first = { topic: 'orders/updated', payload: order, webhookId, eventId };
    const answers = await Promise.all(Array.from({ length: 8 }, () => deliver(shell, first)));
    expect(answers.map((answer) => answer.status)).toEqual(Array<number>(8).fill(200));
    expect((await deliver(shell, { ...first, webhookId: randomUUID() })).status).toBe(200);
    expect(await recorded()).toHaveLength(1);
  });

  it('is one row also when deliveries of the same event arrive at the same moment', async () => {
    const same = { topic: 'orders/updated', payload: order, eventId: randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => deliver(shell, { ...same, webhookId: randomUUID() })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array<number>(8).fill(200));
    expect(await recorded()).toHaveLength(1);
  });

  it('under the header of another topic does nothing: the signature does not cover headers', async () => {
    for (const topic of ['app/uninstalled', 'app/scopes_update', 'refunds/create', 'fulfillments/update']) {
      expect((await deliver(shell, { topic, payload: order })).status, topic).toBe(200);
    }
    const redaction = { shop_id: 1, shop_domain: MUG_HOUSE, customer: { id: 7 }, orders_to_redact: [] };
    for (const topic of ['shop/redact', 'customers/data_request']) {
      expect((await deliver(shell, { topic, payload: redaction, path: '/webhooks/compliance' })).status, topic).toBe(
        200,
      );
    }
    await nothingHappened();
  });

  it('under the header of another shop does nothing when the payload names its shop', async () => {
    const payload = { id: 1, myshopify_domain: MUG_HOUSE };
    expect((await deliver(shell, { topic: 'app/uninstalled', payload, shop: TOKYO_PAPER })).status).toBe(200);
    await nothingHappened();
  });

  it('for something that is no shop is refused', async () => {
    for (const shop of ['shop.example.com', `${MUG_HOUSE}.evil.example`]) {
      expect((await deliver(shell, { topic: 'orders/updated', payload: order, shop })).status, shop).toBe(400);
    }
    await nothingHappened();
  });

  it('larger than a megabyte is refused and told so, announced or not', async () => {
    const payload = { ...order, note: 'x'.repeat(1_100_000) };
    expect((await deliver(shell, { topic: 'orders/updated', payload })).status).toBe(413);
    const body = JSON.stringify(payload);
    const hmac = createHmac('sha256', API_SECRET).update(body).digest('base64');
    expect(await sendInChunks('/webhooks', body, { 'x-shopify-hmac-sha256': hmac })).toMatch(/ 413 /);
    await nothingHappened();
  });

  it('of a topic that we do not know is answered and forgotten', async () => {
    for (const topic of ['products/update', 'constructor', '__proto__']) {
      expect((await deliver(shell, { topic, payload: order })).status, topic).toBe(200);
    }
    await nothingHappened();
  });

  it('that is signed but no JSON is refused', async () => {
    const hmac = createHmac('sha256', API_SECRET).update('not json').digest('base64');
    expect((await deliver(shell, { topic: 'orders/updated', payload: {}, tampered: 'not json', hmac })).status).toBe(
      400,
    );
  });

  it('is a POST and nothing else', async () => {
    for (const path of ['/webhooks', '/webhooks/compliance']) {
      expect((await shell.ask(path)).status).toBe(405);
      expect((await shell.ask(path, { method: 'PUT', body: '{}' })).status).toBe(405);
    }
  });

  it('leaves nothing of the payload but ids behind, neither in the database nor in the log', async () => {
    await deliver(shell, { topic: 'orders/updated', payload: order });
    const everything = JSON.stringify(await recorded()) + shell.log.join('');
    expect(everything).not.toContain('jon@example.com');
    expect(everything).not.toContain('600700800');
  });
});

describe('what the privacy laws ask', () => {
  const customer = { id: 207119551, email: 'jon@example.com', phone: '+48600700800' };

  it('is recorded like any other webhook, for a shop that is gone as well', async () => {
    const gone = 'long-gone.myshopify.com';
    const about = { shop_id: 954889, shop_domain: gone };
    const sent: [string, unknown, unknown][] = [
      [
        'customers/data_request',
        { ...about, customer, orders_requested: [299938], data_request: { id: 9999 } },
        { customerId: '207119551', orderIds: ['299938'] },
      ],
      [
        'customers/redact',
        { ...about, customer, orders_to_redact: [299938] },
        { customerId: '207119551', orderIds: ['299938'] },
      ],
      ['shop/redact', about, {}],
    ];
    for (const [topic, payload] of sent) {
      expect((await deliver(shell, { topic, payload, shop: gone, path: '/webhooks/compliance' })).status, topic).toBe(
        200,
      );
    }
    const rows = await recorded();
    expect(rows.map(({ shop_id, topic, subject }) => [shop_id, topic, subject])).toEqual(
      expect.arrayContaining(sent.map(([topic, , subject]) => [gone, topic, subject])),
    );
    expect(rows).toHaveLength(3);
  });

  it('is refused with 401 when the signature is wrong', async () => {
    const payload = { shop_id: 1, shop_domain: MUG_HOUSE };
    const answer = await deliver(shell, { topic: 'shop/redact', payload, hmac: 'wrong', path: '/webhooks/compliance' });
    expect(answer.status).toBe(401);
    await nothingHappened();
  });

  it('is answered for a shop whose token can no longer be renewed', async () => {
    await shell.sql(
      "UPDATE sessions SET expires = now() - interval '1 day', refresh_token = 'spent' WHERE shop_id = $1",
      [MUG_HOUSE],
    );
    const requests = shell.store.store.state.requests.length;
    const payload = { shop_id: 1, shop_domain: MUG_HOUSE };
    expect((await deliver(shell, { topic: 'shop/redact', payload, path: '/webhooks/compliance' })).status).toBe(200);
    expect(await recorded()).toHaveLength(1);
    expect(shell.store.store.state.requests.length).toBe(requests);
  });
});

/** A POST that does not say how long it is. Answers the first line of what comes back. */
function sendInChunks(path: string, body: string, headers: Record<string, string>): Promise<string> {
  const { hostname, port } = new URL(shell.web.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      const lines = Object.entries({ host: `${hostname}:${port}`, 'transfer-encoding': 'chunked', ...headers });
      socket.write(`POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
      for (let at = 0; at < body.length; at += 65_536) {
        const part = body.slice(at, at + 65_536);
        socket.write(`${part.length.toString(16)}\r\n${part}\r\n`);
      }
      socket.write('0\r\n\r\n');
    });
    socket.once('data', (chunk) => {
      resolve(chunk.toString().split('\r\n')[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => {
      reject(new Error('the connection ended without an answer'));
    });
  });
}
