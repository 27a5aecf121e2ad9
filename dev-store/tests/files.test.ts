import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AFTER_SALE_SCOPES, ask, errorsOf, openAfterSale, type Coded } from './after-sale.ts';
import { DEFAULT_SCOPES } from '#dev-store/options.ts';
import { MUG_HOUSE, type Desk } from './harness.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'dev-store-files-'));
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

let desk: Desk;

beforeAll(async () => {
  desk = await openAfterSale({ dataDir });
  await desk.post('/dev-store/clock', { frozen: true });
});

afterAll(async () => {
  await desk.close();
  rmSync(dataDir, { recursive: true });
});

type Target = { url: string; resourceUrl: string; parameters: { name: string; value: string }[] };

const STAGE = `mutation Stage($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) {
  stagedTargets { url resourceUrl parameters { name value } } userErrors { field message } } }`;

async function stage(input: object): Promise<{ target: Target; userErrors: Coded[] }> {
  type Data = { stagedUploadsCreate: { stagedTargets: Target[]; userErrors: Coded[] } };
  const { stagedTargets, userErrors } = (await ask<Data>(desk, STAGE, { input: [input] })).stagedUploadsCreate;
  const [target] = stagedTargets;
  if (target === undefined) throw new Error('no target');
  return { target, userErrors };
}

const FILE = `__typename id alt fileStatus fileErrors { code }
  ... on MediaImage { mimeType image { url } } ... on GenericFile { mimeType url originalFileSize }`;

type File = {
  __typename: string;
  id: string;
  fileStatus: string;
  fileErrors: { code: string }[];
  mimeType?: string | null;
  url?: string | null;
  image?: { url: string } | null;
};

async function create(input: object): Promise<{ files: File[]; userErrors: Coded[] }> {
  const query = `mutation Create($files: [FileCreateInput!]!) { fileCreate(files: $files) {
    files { ${FILE} } userErrors { field message code } } }`;
  type Data = { fileCreate: { files: File[]; userErrors: Coded[] } };
  return (await ask<Data>(desk, query, { files: [input] })).fileCreate;
}

async function made(input: object): Promise<File> {
  const { files, userErrors } = await create(input);
  const [file] = files;
  if (file === undefined) throw new Error(JSON.stringify(userErrors));
  return file;
}

async function read(id: string): Promise<File> {
  return (await ask<{ node: File }>(desk, `query Q($id: ID!) { node(id: $id) { ... on File { ${FILE} } } }`, { id }))
    .node;
}

const PICTURE = { filename: 'broken.png', mimeType: 'image/png', resource: 'IMAGE' };

describe('stagedUploadsCreate', () => {
  it('by default answers a signed address for a PUT, and only that takes the bytes', async () => {
    const { target } = await stage(PICTURE);
    expect(target.parameters.map((one) => one.name)).toEqual(['content_type', 'acl']);
    expect((await fetch(target.resourceUrl, { method: 'PUT', body: PNG })).status).toBe(403);
    expect((await fetch(target.url, { method: 'PUT', body: PNG })).status).toBe(200);
    const kept = await fetch(target.resourceUrl);
    expect(kept.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await kept.arrayBuffer())).toEqual(PNG);
  });

  it('for a POST answers the fields of a form, which the bucket takes with 201', async () => {
    const { target } = await stage({ ...PICTURE, httpMethod: 'POST' });
    const form = new FormData();
    for (const { name, value } of target.parameters) form.append(name, value);
    form.append('file', new Blob([PNG], { type: 'image/png' }), 'broken.png');
    const answer = await fetch(target.url, { method: 'POST', body: form });
    expect(answer.status).toBe(201);
    expect(await answer.text()).toContain('<Key>tmp/');
    expect(Buffer.from(await (await fetch(target.resourceUrl)).arrayBuffer())).toEqual(PNG);
  });

  it('a browser of another origin may upload', async () => {
    const { target } = await stage(PICTURE);
    const answer = await fetch(target.url, { method: 'OPTIONS', headers: { Origin: 'http://localhost:3000' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('a file that is no picture is handed out for saving only', async () => {
    const { target } = await stage({ filename: 'a.html', mimeType: 'text/html', resource: 'FILE' });
    await fetch(target.url, { method: 'PUT', body: '<script>alert(1)</script>' });
    const kept = await fetch(target.resourceUrl);
    expect(kept.headers.get('content-disposition')).toBe('attachment');
    expect(kept.headers.get('content-security-policy')).toBe('sandbox');
  });

  it('refuses a video without its size and a picture that is none; the target is empty then', async () => {
    const video = await stage({ filename: 'a.mp4', mimeType: 'video/mp4', resource: 'VIDEO' });
    expect(video).toEqual({
      target: { url: null, resourceUrl: null, parameters: [] },
      userErrors: [{ field: ['input', '0', 'fileSize'], message: 'file size is required for video resources' }],
    });
    const program = await stage({ filename: 'a.exe', mimeType: 'application/x-msdownload', resource: 'IMAGE' });
    expect(program.userErrors).toEqual([
      {
        field: ['input', '0', 'mimeType'],
        message: 'a.exe: (application/x-msdownload) is not a recognized format',
      },
    ]);
  });
});

describe('fileCreate', () => {
  it('is UPLOADED in its answer, PROCESSING when read, and READY with an address after a while', async () => {
    const { target } = await stage(PICTURE);
    await fetch(target.url, { method: 'PUT', body: PNG });
    const file = await made({ originalSource: target.resourceUrl, alt: 'Broken mug', contentType: 'IMAGE' });
    expect(file).toMatchObject({ __typename: 'MediaImage', alt: 'Broken mug', fileStatus: 'UPLOADED', image: null });
    expect(await read(file.id)).toMatchObject({ fileStatus: 'PROCESSING', image: null, mimeType: null });
    await desk.advance(2000);
    const ready = await read(file.id);
    expect(ready).toMatchObject({ fileStatus: 'READY', mimeType: 'image/png' });
    expect((await fetch(ready.image?.url ?? '')).status).toBe(200);
  });

  it('FAILED when the bytes never came', async () => {
    const { target } = await stage({ filename: 'receipt.pdf', mimeType: 'application/pdf', resource: 'FILE' });
    const file = await made({ originalSource: target.resourceUrl });
    expect(file.__typename).toBe('GenericFile');
    await desk.advance(2000);
    expect(await read(file.id)).toMatchObject({
      fileStatus: 'FAILED',
      fileErrors: [{ code: 'GENERIC_FILE_DOWNLOAD_FAILURE' }],
      url: null,
    });
  });

  it('tells the kind of file by its extension', async () => {
    const names = ['a.jpg', 'a.mp4', 'a.pdf', 'a.glb', 'plain'];
    const types = [];
    for (const name of names) types.push((await made({ originalSource: `https://example.com/${name}` })).__typename);
    expect(types).toEqual(['MediaImage', 'Video', 'GenericFile', 'GenericFile', 'GenericFile']);
  });

  it('refuses with an empty list of files', async () => {
    const of = async (input: object): Promise<unknown> => {
      const { files, userErrors } = await create(input);
      expect(files).toEqual([]);
      return userErrors;
    };
    expect(await of({ originalSource: 'data:image/jpeg;base64,abc' })).toEqual([
      { field: ['files', '0', 'originalSource'], message: 'File URL is invalid', code: 'INVALID_IMAGE_SOURCE_URL' },
    ]);
    expect(await of({ originalSource: 'https://example.com/a.png', alt: 'x'.repeat(513) })).toEqual([
      {
        field: ['files', '0', 'alt'],
        message: 'The alt value exceeds the maximum limit of 512 characters.',
        code: 'ALT_VALUE_LIMIT_EXCEEDED',
      },
    ]);
    expect(await of({ originalSource: 'https://example.com/a.png', filename: 'a.gif' })).toMatchObject([
      { field: ['files', '0', 'filename'], code: 'MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE' },
    ]);
    expect(await of({ originalSource: 'https://example.com/a.png', duplicateResolutionMode: 'REPLACE' })).toMatchObject(
      [{ field: ['files', '0', 'filename'], code: 'MISSING_FILENAME_FOR_DUPLICATE_MODE_REPLACE' }],
    );
  });

  it('takes a name once when it is asked to raise an error', async () => {
    const input = { originalSource: 'https://example.com/once.png', filename: 'once.png' };
    const once = { ...input, duplicateResolutionMode: 'RAISE_ERROR' };
    expect((await create(once)).userErrors).toEqual([]);
    const { files, userErrors } = await create(once);
    expect(files).toEqual([]);
    expect(userErrors).toMatchObject([{ field: ['files', '0', 'filename'], code: 'FILENAME_ALREADY_EXISTS' }]);
    expect((await create(input)).userErrors).toEqual([]);
  });

  it('files are listed, found by name, and deleted', async () => {
    const file = await made({ originalSource: 'https://example.com/find-me.pdf' });
    const list = 'query Q($q: String) { files(first: 5, query: $q) { nodes { id } } }';
    expect(await ask(desk, list, { q: 'filename:find-me.pdf' })).toEqual({ files: { nodes: [{ id: file.id }] } });
    const remove = `mutation M($ids: [ID!]!) { fileDelete(fileIds: $ids) { deletedFileIds userErrors { message code } } }`;
    expect(await ask(desk, remove, { ids: [file.id] })).toMatchObject({ fileDelete: { deletedFileIds: [file.id] } });
    expect(await ask(desk, remove, { ids: [file.id] })).toEqual({
      fileDelete: {
        deletedFileIds: null,
        userErrors: [{ message: `File ids ${file.id} do not exist.`, code: 'FILE_DOES_NOT_EXIST' }],
      },
    });
  });

  it('needs write_files; staged uploads need nothing', async () => {
    await desk.post('/dev-store/apps/scopes', {
      shop: MUG_HOUSE,
      scopes: DEFAULT_SCOPES.filter((scope) => scope !== 'write_files'),
    });
    expect((await stage(PICTURE)).userErrors).toEqual([]);
    const query = 'mutation M($f: [FileCreateInput!]!) { fileCreate(files: $f) { userErrors { message } } }';
    const errors = await errorsOf(desk, query, { f: [{ originalSource: 'https://example.com/a.png' }] });
    expect(errors[0]?.extensions?.code).toBe('ACCESS_DENIED');
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: AFTER_SALE_SCOPES });
  });
});
