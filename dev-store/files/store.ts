import type { Store } from '../state/store.ts';
import type { StoredFile } from '../state/types.ts';

/** Writes a file that passed its guards: uploaded now, being processed a moment later, ready after a while [W]. */
export function addFile(
  store: Store,
  facts: Pick<StoredFile, 'alt' | 'filename' | 'key' | 'mimeType' | 'shop' | 'source' | 'type'>,
): StoredFile {
  const now = store.nowIso();
  const file: StoredFile = {
    id: store.nextId(),
    status: 'UPLOADED',
    size: null,
    error: null,
    createdAt: now,
    updatedAt: now,
    ...facts,
  };
  store.state.files.push(file);
  const { readyAfterMs } = store.state.fileRules;
  if (readyAfterMs !== null) store.schedule({ kind: 'file-ready', fileId: file.id }, readyAfterMs);
  store.touch();
  return file;
}

export function filesOfShop(store: Store, shop: string): StoredFile[] {
  return store.state.files.filter((file) => file.shop === shop);
}

export function fileById(store: Store, shop: string, id: number): StoredFile | undefined {
  return filesOfShop(store, shop).find((file) => file.id === id);
}

/** Ends the processing of a file. A staged upload that never got its bytes fails. */
export function finishFile(store: Store, id: number): void {
  const file = store.state.files.find((one) => one.id === id);
  if (file === undefined || file.status === 'READY' || file.status === 'FAILED') return;
  const upload = store.state.uploads.find((one) => one.key === file.key);
  file.updatedAt = store.nowIso();
  if (file.key !== null && upload?.received == null) {
    const picture = file.type === 'MediaImage';
    file.status = 'FAILED';
    file.error = {
      code: picture ? 'IMAGE_DOWNLOAD_FAILURE' : 'GENERIC_FILE_DOWNLOAD_FAILURE',
      message: `The ${picture ? 'image' : 'file'} could not be downloaded`,
    };
  } else {
    file.status = 'READY';
    file.size = upload?.received?.size ?? null;
  }
  store.touch();
}
