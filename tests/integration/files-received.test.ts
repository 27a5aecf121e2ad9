import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { readAttachments, readBytes } from '#app/db/attachments.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import { readStory } from '#app/db/timeline.server.ts';
import { mostBytesOf, mostFilesOfComplaint, type Attachment } from '#app/domain/files/attachment.ts';
import { prepareFiles } from '#app/services/files/prepare-files.server.ts';
import { adoptFiles, receiveFiles } from '#app/services/files/receive-files.server.ts';
import { complain, makeOrder } from '#tests/factories/cases.ts';
import * as make from '#tests/factories/files.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

const customer = { kind: 'customer', name: 'Zdenka' } as const;
const statements = () => world.db.statements(MUG_HOUSE);

async function send(files: { name: string; bytes: Uint8Array; cutOff?: boolean }[]) {
  const complaintId = await complain(world, makeOrder(world));
  const received = await receiveFiles(
    { ...world.as(people.anna), actor: customer },
    { holder: { complaintId }, files },
  );
  return { complaintId, ...received };
}

/** One file; what is kept of it. */
async function sendOne(name: string, bytes: Uint8Array): Promise<{ file: Attachment; kept: Buffer }> {
  const { attachments, problems } = await send([{ name, bytes }]);
  expect(problems).toEqual([]);
  const [file] = attachments;
  if (!file) throw new Error('nothing was kept');
  return { file, kept: await bytesOf(file) };
}

async function bytesOf(file: Attachment): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of readBytes(statements(), MUG_HOUSE, file.id, 0, file.bytes)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Why one file was not taken; nothing of it is kept. */
async function refusal(name: string, bytes: Uint8Array, cutOff = false): Promise<unknown> {
  const { attachments, problems } = await send([{ name, bytes, cutOff }]);
  expect(attachments).toEqual([]);
  return problems[0];
}

describe('a photo', () => {
  it('is kept without the place, the camera and the owner, the right way up', async () => {
    const sent = await make.phonePhoto();
    expect(sent.includes('Secret Model')).toBe(true);
    expect((await sharp(sent).metadata()).exif?.includes(make.PLACE)).toBe(true);
    const { file, kept } = await sendOne('IMG_0001.JPG', sent);
    expect(file).toMatchObject({
      name: 'IMG_0001.jpg',
      type: 'jpeg',
      kind: 'photo',
      pixels: { width: 40, height: 60 },
    });
    expect(await sharp(kept).metadata()).toMatchObject({ width: 40, height: 60, format: 'jpeg' });
    const { exif, xmp, iptc, orientation } = await sharp(kept).metadata();
    expect({ exif, xmp, iptc, orientation }).toEqual({});
    for (const text of [make.PLACE, 'Secret Model', 'Exif', 'GPS']) expect(kept.includes(text)).toBe(false);
    const corner = await sharp(kept).extract({ left: 32, top: 2, width: 4, height: 4 }).raw().toBuffer();
    expect(Math.min(...corner), 'the white corner is at the upper right').toBeGreaterThan(200);
  });

  it('has a small picture without any of that either', async () => {
    const { file } = await sendOne('a.jpg', await make.phonePhoto());
    const [row] = await world.sql<{ thumbnail: Buffer }>('SELECT thumbnail FROM attachments WHERE id = $1', [file.id]);
    expect(file.thumbnail).toBe(true);
    expect(await sharp(row?.thumbnail).metadata()).toMatchObject({ format: 'webp', width: 40, height: 60 });
    expect(row?.thumbnail.includes(make.PLACE)).toBe(false);
  });

  it('of an iPhone (HEIC) keeps its picture and how it is turned, and loses what stands beside it', async () => {
    const sent = make.heicPhoto();
    const { file, kept } = await sendOne('IMG_2.HEIC', sent);
    expect(file).toMatchObject({ type: 'heic', pixels: { width: 4032, height: 3024 }, thumbnail: false });
    expect(kept).toHaveLength(sent.length);
    expect(kept.includes(make.PLACE)).toBe(false);
    expect(kept.includes('irot')).toBe(true);
    expect(kept.includes(Buffer.alloc(40, 9))).toBe(true);
  });

  it('that is a moving GIF is kept as its first picture', async () => {
    expect((await sendOne('cat.gif', await make.gif())).file).toMatchObject({ name: 'cat.png', type: 'png' });
  });

  it('with 50,000 × 50,000 pixels in its header is refused before it is unpacked', async () => {
    const began = performance.now();
    expect(await refusal('bomb.png', await make.pixelBomb())).toMatchObject({ kind: 'too_many_pixels' });
    expect(await refusal('bomb.heic', make.heicPhoto(50_000, 50_000))).toMatchObject({ kind: 'too_many_pixels' });
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('that breaks off is refused', async () => {
    const photo = await make.png(200, 200);
    expect(await refusal('cut.png', photo.subarray(0, photo.length - 60))).toMatchObject({ kind: 'broken' });
    expect(await refusal('header.png', photo.subarray(0, 12))).toMatchObject({ kind: 'broken' });
    const jpeg = await make.phonePhoto();
    expect(await refusal('cut.jpg', jpeg.subarray(0, jpeg.length / 2))).toMatchObject({ kind: 'broken' });
  });
});

describe('a film', () => {
  it.each(['isom', 'qt  '] as const)(
    '(%s) loses the place wherever a camera writes it, and keeps its length',
    async (brand) => {
      const sent = make.phoneVideo(brand);
      expect(sent.toString('latin1').split(make.PLACE)).toHaveLength(5);
      const { file, kept } = await sendOne('clip.mp4', sent);
      expect(file).toMatchObject({ kind: 'video', name: brand === 'isom' ? 'clip.mp4' : 'clip.mov' });
      expect(kept.includes(make.PLACE)).toBe(false);
      expect(kept).toHaveLength(sent.length);
      expect(kept.includes(Buffer.alloc(64, 7)), 'its pictures').toBe(true);
      expect(kept.includes('vide')).toBe(true);
    },
  );

  it('that is larger than is taken is refused by its size, with what would be taken', async () => {
    const huge = make.phoneVideo('isom', mostBytesOf.video);
    expect(await refusal('huge.mp4', huge)).toMatchObject({ kind: 'too_large', mostBytes: mostBytesOf.video });
    expect(await refusal('huge.mp4', huge.subarray(0, 500), true)).toMatchObject({ kind: 'too_large' });
  });

  it('whose tables lie is refused, quickly', async () => {
    const liar = make.phoneVideo();
    liar.writeUInt32BE(0xffffffff, liar.lastIndexOf('stsz') + 12);
    expect(await refusal('liar.mov', liar)).toMatchObject({ kind: 'broken' });
    expect(await refusal('half.mov', make.phoneVideo().subarray(0, 100))).toMatchObject({ kind: 'broken' });
  });
});

describe('a document', () => {
  it('is taken when it is a whole PDF that does nothing when it is opened', async () => {
    expect((await sendOne('receipt.pdf', make.pdf())).file).toMatchObject({ kind: 'document', name: 'receipt.pdf' });
    expect(await refusal('half.pdf', make.pdf().subarray(0, 30))).toMatchObject({ kind: 'broken' });
    for (const act of ['/JavaScript', '/J#61vaScript', '/Launch', '/EmbeddedFile'])
      expect(await refusal('act.pdf', make.pdf(`1 0 obj << ${act} (x) >> endobj`))).toMatchObject({ kind: 'active' });
  });

  it('that is something else is refused, whatever it is called', async () => {
    const others: [string, Uint8Array][] = [
      ['photo.jpg', make.zipBomb()],
      ['photo.jpg', Buffer.from('<html><script>alert(1)</script></html>')],
      ['drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
      ['photo.png', Buffer.from('MZ\x90\0 a program')],
      ['photo.png', Buffer.from('\x7fELF')],
      ['letter.pdf', Buffer.from('<script>alert(1)</script>%PDF-1.7 %%EOF')],
      ['a.gz', Buffer.from([0x1f, 0x8b, 8, 0])],
      ['photo.avif', make.box('ftyp', 'avif', '\0\0\0\0', 'mif1')],
      ['x', Buffer.from([0xff, 0xd8])],
    ];
    for (const [name, bytes] of others) expect(await refusal(name, bytes), name).toMatchObject({ kind: 'not_taken' });
    expect(await refusal('nothing.jpg', Buffer.alloc(0))).toMatchObject({ kind: 'empty', name: 'nothing.jpg' });
  });
});

describe('a file that is two things at once', () => {
  it('is only the picture afterwards, or nothing', async () => {
    expect(await refusal('a.gif', make.gifThatIsScript())).toMatchObject({ kind: 'broken' });
    const script = '<script>alert(document.domain)</script>';
    const page = Buffer.concat([await make.phonePhoto(), Buffer.from(script), make.zipBomb()]);
    expect((await sendOne('photo.html', page)).kept.includes(script)).toBe(false);
    const image = Buffer.concat([await make.gif(), Buffer.from(`/*${script}*/`)]);
    const { file, kept } = await sendOne('a.js', image);
    expect(kept.includes(script)).toBe(false);
    expect(file.name).toBe('a.png');
  });

  it('is called by what it is, whatever its name says', async () => {
    expect((await sendOne('invoice.pdf.exe', await make.png())).file).toMatchObject({
      name: 'invoice.pdf.png',
      type: 'png',
    });
  });
});

describe('how a file is called', () => {
  it.each([
    ['../../etc/passwd', 'passwd.png'],
    ['C:\\Users\\me\\Fotka 1.JPG', 'Fotka 1.png'],
    ['ro\u017eek hrnku.jpg', 'ro\u017eek hrnku.png'],
    ['\u0444\u043e\u0442\u043e.jpg', '\u0444\u043e\u0442\u043e.png'],
    ['photo\u202Egnp.exe', 'photognp.png'],
    ['a\0b\r\nSet-Cookie: x.png', 'abSet-Cookie x.png'],
    ['"><img src=x onerror=alert(1)>.png', 'img src x onerror alert(1).png'],
    ['.htaccess', 'photo.png'],
    ['CON.png', 'photo.png'],
    ['', 'photo.png'],
    ['...', 'photo.png'],
    ['😀'.repeat(300) + '.png', '😀'.repeat(80) + '.png'],
  ])('%j', async (given, kept) => {
    const { prepared } = await prepareFiles([{ name: given, bytes: await make.png() }]);
    expect(prepared[0]?.name).toBe(kept);
  });
});

describe('many files', () => {
  it('are taken up to ten at once, and the others named', async () => {
    const bytes = await Promise.all(Array.from({ length: 100 }, (_, nth) => make.png(8 + nth, 8)));
    const { attachments, problems } = await send(
      bytes.map((each, nth) => ({ name: `${String(nth)}.png`, bytes: each })),
    );
    expect(attachments.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, (_, nth) => `${String(nth)}.png`));
    expect(problems).toHaveLength(90);
    expect(problems[0]).toEqual({ at: 10, name: '10.png', kind: 'too_many', most: 10 });
  });

  it('of one complaint end at its bound, also when they come side by side', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const ctx = { ...world.as(people.anna), actor: customer };
    const batches = Array.from({ length: 5 }, async (_, batch) => {
      const files = await Promise.all(
        Array.from({ length: 10 }, async (_each, nth) => ({
          name: 'a.png',
          bytes: await make.png(10 + batch, 10 + nth),
        })),
      );
      return receiveFiles(ctx, { holder: { complaintId }, files });
    });
    const problems = (await Promise.all(batches)).flatMap((each) => each.problems);
    expect(await readAttachments(statements(), MUG_HOUSE, { complaintId })).toHaveLength(mostFilesOfComplaint);
    expect(problems.filter(({ kind }) => kind === 'too_many')).toHaveLength(10);
  });

  it('that are the same one are kept once, however often the form is sent', async () => {
    const photo = { name: 'a.jpg', bytes: await make.phonePhoto() };
    const { complaintId, attachments } = await send([photo, { ...photo, name: 'b.jpg' }]);
    const again = await receiveFiles(world.as(people.anna), { holder: { complaintId }, files: [photo] });
    expect(again.attachments).toEqual(attachments);
    expect(attachments).toHaveLength(1);
    const story = await readStory(statements(), MUG_HOUSE, complaintId);
    expect(story.filter(({ event }) => event.kind === 'files_added')).toMatchObject([{ event: { many: 1 } }]);
  });

  it('that are good are kept although another one is not', async () => {
    const files = [
      { name: 'no.zip', bytes: make.zipBomb() },
      { name: 'yes.png', bytes: await make.png() },
    ];
    const { attachments, problems } = await send(files);
    expect([attachments[0]?.name, problems[0]?.name]).toEqual(['yes.png', 'no.zip']);
  });
});

describe('files of a complaint that is being written', () => {
  const draft = async () => {
    const draftId = newId();
    const holder = { draftId };
    const ctx = { ...world.as(people.anna), actor: customer };
    await receiveFiles(ctx, { holder, files: [{ name: 'a.jpg', bytes: await make.phonePhoto() }] });
    return { draftId, holder, ctx };
  };
  const adopt = (draftId: string, complaintId: Awaited<ReturnType<typeof complain>>) =>
    world.db.atomically(MUG_HOUSE, (tx) => adoptFiles(tx, world.as(people.anna), draftId, complaintId));

  it('become the complaint’s, once, also when it has the same photo already', async () => {
    const [first, second] = [await draft(), await draft()];
    const complaintId = await complain(world, makeOrder(world));
    expect([await adopt(first.draftId, complaintId), await adopt(second.draftId, complaintId)]).toEqual([1, 0]);
    expect(await readAttachments(statements(), MUG_HOUSE, { complaintId })).toMatchObject([
      { name: 'a.jpg', from: 'customer' },
    ]);
    expect(await readAttachments(statements(), MUG_HOUSE, first.holder)).toEqual([]);
  });

  it('are dropped after a day when nothing came of it', async () => {
    const { draftId, holder } = await draft();
    await world.clock.advance(23 * 3_600_000);
    await world.sweepFiles();
    expect(await readAttachments(statements(), MUG_HOUSE, holder)).toHaveLength(1);
    await world.clock.advance(2 * 3_600_000);
    for (let looked = 1; looked > 0;) looked = await world.sweepFiles();
    expect(await world.sql('SELECT 1 FROM attachments WHERE holder_id = $1', [draftId])).toEqual([]);
    expect(
      await world.sql(
        'SELECT 1 FROM attachment_pieces p WHERE NOT EXISTS (SELECT 1 FROM attachments a WHERE a.id = p.attachment_id)',
      ),
    ).toEqual([]);
  });
});
