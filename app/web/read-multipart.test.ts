import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { mostBytesEach } from '#app/domain/files/attachment.ts';
import { MOST_MULTIPART_BYTES, readMultipart } from './read-multipart.server.ts';

const type = 'multipart/form-data; boundary=X';
const part = (headers: string, body: string | Buffer): Buffer[] => [
  Buffer.from(`--X\r\nContent-Disposition: form-data; ${headers}\r\n\r\n`),
  Buffer.from(body as string),
  Buffer.from('\r\n'),
];
const END = Buffer.from('--X--\r\n');
const read = (chunks: Buffer[], contentType: string | null = type) => readMultipart(Readable.from(chunks), contentType);

describe('a form with files', () => {
  it('gives its texts, and its files by the field that they came in', async () => {
    const form = await read([
      ...part('name="words"', 'Rozbitý hrnek'),
      ...part('name="line"', '1'),
      ...part('name="line"', '2'),
      ...part('name="photos"; filename="hrníček.jpg"', Buffer.from([0xff, 0, 13, 10])),
      ...part('name="photos"; filename=""', ''),
      END,
    ]);
    expect(form).toEqual({
      ok: true,
      value: {
        values: { words: 'Rozbitý hrnek', line: ['1', '2'] },
        files: { photos: [{ name: 'hrníček.jpg', bytes: Buffer.from([0xff, 0, 13, 10]), cutOff: false }] },
      },
    });
  });

  it('is the same in whatever pieces it arrives', async () => {
    const whole = Buffer.concat([...part('name="a"; filename="a.bin"', 'abc\r\n--Y'), END]);
    const form = await read([...whole].map((byte) => Buffer.from([byte])));
    expect(form).toMatchObject({ value: { files: { a: [{ bytes: Buffer.from('abc\r\n--Y') }] } } });
  });

  it('has fields named like parts of an object without harm', async () => {
    const form = await read([...part('name="__proto__"', 'x'), ...part('name="constructor"; filename="a"', 'y'), END]);
    expect(form.ok && Object.keys(form.value.files)).toEqual(['constructor']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('is none when it breaks off, names no boundary, or is something else', async () => {
    for (const chunks of [part('name="a"', 'b'), part('name="a"; filename="a"', 'b'), [Buffer.from('{}')], []])
      expect(await read(chunks)).toEqual({ ok: false, error: 'not_a_form' });
    for (const other of ['multipart/form-data', 'application/json', '', null])
      expect(await read([END], other)).toEqual({ ok: false, error: 'not_a_form' });
    const gone = new Readable({ read: () => undefined });
    const reading = readMultipart(gone, type);
    gone.destroy(new Error('reset'));
    expect(await reading).toEqual({ ok: false, error: 'not_a_form' });
  });

  it('keeps nothing of a file beyond what is read of each, and says so', async () => {
    const form = await read([...part('name="a"; filename="a"', Buffer.alloc(mostBytesEach + 1)), END]);
    expect(form.ok && form.value.files['a']).toMatchObject([{ cutOff: true }]);
    expect(form.ok && form.value.files['a']?.[0]?.bytes.length).toBe(mostBytesEach);
  });

  it('names files beyond the tenth and keeps nothing of them', async () => {
    const parts = Array.from({ length: 100 }, (_, nth) => part(`name="a"; filename="${String(nth)}"`, 'bytes')).flat();
    const form = await read([...parts, END]);
    const files = form.ok ? (form.value.files['a'] ?? []) : [];
    expect(files).toHaveLength(100);
    expect(files.filter(({ bytes }) => bytes.length > 0)).toHaveLength(10);
  });

  it('that is more than any honest one is not read to its end', async () => {
    const megabyte = Buffer.alloc(1024 * 1024);
    let given = 0;
    const endless = function* () {
      yield* part('name="a"; filename="a"', '');
      for (;;) {
        given += megabyte.length;
        yield megabyte;
      }
    };
    expect(await readMultipart(Readable.from(endless()), type)).toEqual({ ok: false, error: 'too_large' });
    expect(given).toBeLessThan(MOST_MULTIPART_BYTES * 1.5);
    const many = Array.from({ length: 201 }, (_, nth) => part(`name="f${String(nth)}"`, 'x')).flat();
    expect(await read([...many, END])).toEqual({ ok: false, error: 'too_large' });
    expect(await read([...part('name="a"', 'x'.repeat(70_000)), END])).toEqual({ ok: false, error: 'too_large' });
  });
});
