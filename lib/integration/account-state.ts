/** What the newest job of an ad account does, as the table of runs tells it. */
export type Work = {
  job: 'import-account' | 'sync-metrics'
  status: 'running' | 'waiting' | 'done' | 'failed'
  error: string | null
}

export type AccountFacts = {
  clientId: string | null
  login: 'active' | 'needs_reconnect' | 'disconnected'
  importedAt: Date | null
  lastSyncedAt: Date | null
  syncError: string | null
  /** Assigned a moment ago: its import has been asked for and is about to begin. */
  justAssigned: boolean
  /** A pull that is under way: an import's figures, or the hourly ones. */
  pulling: boolean
  work: Work | undefined
}

/**
 * - `unassigned`: no client yet, so nothing is fetched
 * - `stopped`: the login gives no access; what was fetched stays
 * - `importing`: first campaigns, then 90 days of figures
 * - `unbegun`: assigned, and no import has been asked for, or its request was lost
 * - `import_failed`, `failed`: the last try ended with `error`
 * - `syncing`: figures are being fetched; `good`: nothing to do
 */
export type AccountState =
  | { kind: 'unassigned' | 'stopped' | 'unbegun' | 'good' }
  | { kind: 'syncing'; error: string | null }
  | { kind: 'importing'; step: 'campaigns' | 'figures'; error: string | null }
  | { kind: 'import_failed' | 'failed'; error: string }

const isAtWork = (work: Work | undefined): boolean => work?.status === 'running' || work?.status === 'waiting'

/** What an account's row says, and which button it offers. Total: every combination of facts has one answer. */
export function accountState(facts: AccountFacts): AccountState {
  const { clientId, login, importedAt, work, syncError } = facts
  if (clientId === null) return { kind: 'unassigned' }
  if (login !== 'active') return { kind: 'stopped' }
  const importing = importedAt === null
  if (isAtWork(work) || facts.pulling) {
    // A run that waits for its next try keeps the reason of the last one.
    const error = work?.status === 'waiting' ? (work.error ?? syncError) : null
    if (!importing) return { kind: 'syncing', error }
    return { kind: 'importing', step: facts.pulling ? 'figures' : 'campaigns', error }
  }
  if (importing && work?.job === 'import-account' && work.status === 'failed')
    return { kind: 'import_failed', error: work.error ?? syncError ?? 'The import ended early.' }
  if (syncError !== null) return { kind: importing ? 'import_failed' : 'failed', error: syncError }
  if (importing && facts.lastSyncedAt === null)
    return facts.justAssigned ? { kind: 'importing', step: 'campaigns', error: null } : { kind: 'unbegun' }
  return { kind: 'good' }
}

/** True while the row changes by itself, so that the page looks again soon. */
export const isMoving = (state: AccountState): boolean => state.kind === 'importing' || state.kind === 'syncing'

/** A platform's own word for an account's state as people write it: `CANCELED` to `Canceled`. */
export const platformState = (word: string): { says: string; isLive: boolean } => {
  const text = word.toLowerCase().replaceAll('_', ' ')
  return { says: text.slice(0, 1).toUpperCase() + text.slice(1), isLive: /^(enabled|active)$/.test(text) }
}
