import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseComplaintId, parseShopId, trusted } from '#app/domain/ids.ts';
import { receiveFiles } from '#app/services/files/receive-files.server.ts';
import * as make from '#tests/factories/files.ts';
import { haruka, logOne, olga, type Person } from '#tests/factories/shell-refund.ts';
import {
  bearer,
  MUG_HOUSE,
  runShell,
  sessionToken,
  TOKYO_PAPER,
  type RunningShell,
} from '#tests/setup/running-shell.ts';

let shell: RunningShell;
let complaintId: string;
const shopId = trusted(parseShopId, MUG_HOUSE);

beforeAll(async () => {
  shell = await runShell();
  complaintId = await logOne(shell, olga);
});
afterAll(() => shell.close());

const context = () => shell.web.amends.contextFor(shopId, { kind: 'customer', name: 'Zdenka' });

/** A file of the complaint; its address, without the origin. */
async function fileAt(name: string, bytes: Uint8Array, form: 'thumb' | 'whole' = 'whole'): Promise<string> {
  const holder = { complaintId: trusted(parseComplaintId, complaintId) };
  const { attachments } = await receiveFiles(context(), { holder, files: [{ name, bytes }] });
  const id = attachments.at(-1)?.id;
  if (!id) throw new Error('nothing was kept');
  const { pathname, search } = new URL(context().fileAddress(id, form));
  return pathname + search;
}

/** Sends files to the complaint as the page does. */
async function send(
  files: [string, Uint8Array][],
  { who = olga, signed = true, to = complaintId }: { who?: Person; signed?: boolean; to?: string } = {},
) {
  const form = new FormData();
  for (const [name, bytes] of files) form.append('files', new Blob([Uint8Array.from(bytes)]), name);
  const token = signed ? bearer(sessionToken(who)) : {};
  const answer = await shell.ask(`/app/complaints/${to}/files.data`, { method: 'POST', body: form, ...token });
  return { status: answer.status, text: await answer.text() };
}

const count = async () => (await shell.sql('SELECT 1 FROM attachments')).length;

describe('a file of a complaint', () => {
  it('is answered as what it is, and never as a page', async () => {
    const answer = await shell.ask(await fileAt('cup ♥ "1".png', await make.png()));
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': `inline; filename="cup _ 1.png"; filename*=UTF-8''cup%20%E2%99%A5%201.png`,
      'cache-control': 'private, max-age=3600',
    });
    const pdf = await shell.ask(await fileAt('receipt.pdf', make.pdf()));
    expect(pdf.headers.get('content-disposition')).toMatch(/^attachment; filename="receipt\.pdf"/);
    expect(Buffer.from(await pdf.arrayBuffer())).toEqual(make.pdf());
    const small = await shell.ask(await fileAt('small.jpg', await make.phonePhoto(), 'thumb'));
    expect(small.headers.get('content-type')).toBe('image/webp');
  });

  it('is played from its middle, also over the border of two pieces', async () => {
    const film = make.phoneVideo('isom', 2_500_000);
    const address = await fileAt('film.mp4', film);
    const part = await shell.ask(address, { headers: { range: 'bytes=1048570-1048585' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes 1048570-1048585/${String(film.length)}`,
    ]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(film.subarray(1_048_570, 1_048_586));
    const whole = await shell.ask(address);
    expect([whole.status, (await whole.arrayBuffer()).byteLength]).toEqual([200, film.length]);
    expect((await shell.ask(address, { headers: { range: 'bytes=99999999-' } })).status).toBe(416);
  });

  it('is given to nobody without an address that was signed for it, and is not too old', async () => {
    const address = await fileAt('mine.png', await make.png(9, 9));
    expect((await shell.ask(address)).status).toBe(200);
    const changed = (change: (query: URLSearchParams) => void): string => {
      const [path = '', query = ''] = address.split('?');
      const params = new URLSearchParams(query);
      change(params);
      return `${path}?${params.toString()}`;
    };
    const forged = [
      address.split('?')[0] ?? '',
      changed((query) => {
        query.set('by', 'x');
      }),
      changed((query) => {
        query.delete('by');
      }),
      changed((query) => {
        query.set('as', 'thumb');
      }),
      changed((query) => {
        query.set('shop', TOKYO_PAPER);
      }),
      changed((query) => {
        query.set('until', String(Number(query.get('until')) + 1));
      }),
      changed((query) => {
        query.append('by', query.get('by') ?? '');
      }),
      address.replace(/files\/[0-9a-f]{8}/, 'files/00000000'),
      '/files/..%2f..%2fetc%2fpasswd?shop=x',
    ];
    for (const each of forged) expect((await shell.ask(each)).status, each).toBe(404);
    const old = shell.web.amends.fileLinks.address(
      { shopId, id: trusted((text) => text as never, address.slice(7, 43)), form: 'whole' },
      new Date(Date.now() - 3 * 60 * 60 * 1000),
    );
    expect((await shell.ask(new URL(old).pathname + new URL(old).search)).status).toBe(404);
    expect(shell.log.join('\n')).not.toContain('by=');
  });
});

describe('files that come in', () => {
  it('are taken from staff of that shop only', async () => {
    const before = await count();
    const photo: [string, Uint8Array][] = [['a.png', await make.png(20, 20)]];
    expect((await send(photo, { signed: false })).status).toBe(401);
    expect((await send(photo, { who: haruka })).status).toBe(404);
    expect((await send(photo, { to: '00000000-0000-7000-8000-000000000000' })).status).toBe(404);
    expect(await count()).toBe(before);
    expect((await send(photo)).status).toBe(200);
    expect(await count()).toBe(before + 1);
  });

  it('and are none, too many or too large are answered in words', async () => {
    const before = await count();
    expect(await send([['x.exe', Buffer.from('MZ')]])).toMatchObject({
      status: 422,
      text: expect.stringContaining('no photo, video or PDF') as string,
    });
    const large = Buffer.alloc(9 * 1024 * 1024);
    const much: [string, Uint8Array][] = Array.from({ length: 4 }, (_, nth) => [`${String(nth)}.jpg`, large]);
    expect((await send(much)).status).toBe(422);
    expect(await count()).toBe(before);
  });

  it('are refused unread when they announce themselves as more than any form', async () => {
    const body = Buffer.alloc(60 * 1024 * 1024);
    const answer = await shell
      .ask(`/app/complaints/${complaintId}/files.data`, { method: 'POST', body, ...bearer(sessionToken(olga)) })
      .then(
        ({ status }) => status,
        () => 413,
      );
    expect(answer).toBe(413);
    const elsewhere = await shell.ask(`/app/complaints/${complaintId}/note.data`, {
      ...{ method: 'POST', body: Buffer.alloc(2 * 1024 * 1024), ...bearer(sessionToken(olga)) },
    });
    expect(elsewhere.status).toBe(413);
  });
});
