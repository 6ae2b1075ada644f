/*
 * Texts by key that outlive a killed browser. What stands in localStorage reaches the disk seconds later, and up to a
 * minute later where it changes often; IndexedDB hands each change to the operating system before it says that it is
 * done. Where a browser has no IndexedDB nothing is kept and nothing fails.
 */

const DATABASE = 'paceline'
const TEXTS = 'texts'

export type KeptText = { key: string; text: string }

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB refused.')))
  })

let opened: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opened ??= Promise.resolve().then(() => {
    const request = indexedDB.open(DATABASE, 1)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(TEXTS, { keyPath: 'key' }))
    return settled(request)
  })
  return opened
}

async function within<T>(
  mode: IDBTransactionMode,
  ask: (texts: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    return await settled(ask((await open()).transaction(TEXTS, mode).objectStore(TEXTS)))
  } catch {
    return undefined
  }
}

/** Keeps a text; an earlier one of the key is replaced. */
export const keepText = (kept: KeptText): Promise<unknown> => within('readwrite', (texts) => texts.put(kept))

export const forgetText = (key: string): Promise<unknown> => within('readwrite', (texts) => texts.delete(key))

/** The texts whose key begins with `prefix`. */
export const textsOf = async (prefix: string): Promise<KeptText[]> =>
  (await within<KeptText[]>('readonly', (texts) => texts.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`)))) ?? []
