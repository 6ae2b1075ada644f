import { z } from 'zod'
import { LocalCopy } from '@/lib/build/work'
import { forgetText, keepText, textsOf } from '@/lib/client/texts-on-disk'

/*
 * Copies of a draft in this browser, one for each tab: two tabs must not overwrite each other's. A tab holds a lock
 * while it lives, so that the copies of tabs that died can be told from those of tabs that are open.
 *
 * Each is kept twice: in localStorage, which a page that goes away can still write, and in IndexedDB, which has it on
 * the disk when the browser is killed. The later of the two counts; that nothing is left to keep is kept as well.
 */

const PREFIX = 'paceline-draft'
const keyOf = (buildId: string, tab: string): string => `${PREFIX}:${buildId}:${tab}`

/** Long after localStorage has reached the disk too. */
const SETTLED_MS = 86_400_000

const Kept = z.object({ at: z.number(), copy: LocalCopy.nullable() })
type Kept = z.infer<typeof Kept>

export type Copies = {
  /** What tabs that are gone, or this one before a reload, did not get through. */
  found: LocalCopy[]
  store: (copy: LocalCopy | null) => void
  /** Forgets what was found, once it is in this tab's own keeping. */
  forget: () => void
  release: () => void
}

/** Holds a name for as long as the tab lives; false when another tab has it. */
function hold(name: string): Promise<{ isMine: boolean; release: () => void }> {
  const { locks } = navigator
  if (!locks) return Promise.resolve({ isMine: true, release: () => undefined })
  return new Promise((answer) => {
    void locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) return answer({ isMine: false, release: () => undefined })
      return new Promise<void>((release) => answer({ isMine: true, release }))
    })
  })
}

async function heldNames(): Promise<Set<string>> {
  const held = (await navigator.locks?.query())?.held ?? []
  return new Set(held.flatMap(({ name }) => name ?? []))
}

function parsed(text: string | null | undefined): Kept | undefined {
  try {
    const kept = Kept.safeParse(JSON.parse(text ?? 'null'))
    return kept.success ? kept.data : undefined
  } catch {
    return undefined
  }
}

function storedTab(): string {
  try {
    const known = sessionStorage.getItem(PREFIX)
    if (known) return known
    const tab = crypto.randomUUID()
    sessionStorage.setItem(PREFIX, tab)
    return tab
  } catch {
    return crypto.randomUUID()
  }
}

/** What this browser has of a draft, by the key of the tab that kept it. */
async function keptOf(buildId: string): Promise<Map<string, Kept>> {
  const prefix = keyOf(buildId, '')
  const texts = await textsOf(prefix)
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(prefix)) texts.push({ key, text: localStorage.getItem(key) ?? '' })
  } catch {
    // A browser that lets nobody read its storage.
  }
  const found = new Map<string, Kept>()
  for (const { key, text } of texts) {
    const kept = parsed(text)
    if (kept && kept.at >= (found.get(key)?.at ?? 0)) found.set(key, kept)
  }
  for (const [key, { at, copy }] of found) if (!copy && at < Date.now() - SETTLED_MS) void forgetText(key)
  return found
}

function keep(key: string, copy: LocalCopy | null): void {
  const text = JSON.stringify({ at: Date.now(), copy } satisfies Kept)
  void keepText({ key, text })
  try {
    if (copy) localStorage.setItem(key, text)
    else localStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing still sends what is typed.
  }
}

/** Takes this tab's place and finds what earlier tabs left behind. */
export async function openCopies(buildId: string): Promise<Copies> {
  let key = keyOf(buildId, storedTab())
  let held = await hold(key)
  if (!held.isMine) {
    // A duplicated tab has the name of the tab that it was made from.
    key = keyOf(buildId, crypto.randomUUID())
    held = await hold(key)
  }
  const living = await heldNames()
  const kept = await keptOf(buildId)
  const keys = [...kept.keys()].filter((each) => each === key || !living.has(each))
  return {
    found: keys.flatMap((each) => kept.get(each)?.copy ?? []),
    store: (copy) => keep(key, copy),
    forget: () => {
      for (const each of keys) if (each !== key && kept.get(each)?.copy) keep(each, null)
    },
    release: held.release,
  }
}
