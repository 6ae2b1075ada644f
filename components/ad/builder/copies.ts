import { LocalCopy } from '@/lib/build/work'

/*
 * Copies of a draft in this browser, one for each tab: two tabs must not overwrite each other's. A tab holds a lock
 * while it lives, so that the copies of tabs that died can be told from those of tabs that are open.
 */

const PREFIX = 'paceline-draft'
const keyOf = (buildId: string, tab: string): string => `${PREFIX}:${buildId}:${tab}`

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

function read(key: string): LocalCopy | undefined {
  try {
    const parsed = LocalCopy.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'))
    return parsed.success ? parsed.data : undefined
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

const keysOf = (buildId: string): string[] => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(keyOf(buildId, '')))
  } catch {
    return []
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
  const keys = keysOf(buildId).filter((each) => each === key || !living.has(each))
  return {
    found: keys.flatMap((each) => read(each) ?? []),
    store: (copy) => {
      try {
        if (copy) localStorage.setItem(key, JSON.stringify(copy))
        else localStorage.removeItem(key)
      } catch {
        // A browser that keeps nothing still sends what is typed.
      }
    },
    forget: () => {
      for (const each of keys) if (each !== key) localStorage.removeItem(each)
    },
    release: held.release,
  }
}
