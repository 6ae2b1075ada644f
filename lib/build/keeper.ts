import { type Conflict } from '@/lib/ad/merge'
import { AppError } from '@/lib/core/errors'
import type { BuildSave, SaveAnswer, StoredBuild } from './schema'
import { mergeWork, openWith, sameWork, settleWork, workOf, type LocalCopy, type Side, type Work } from './work'

/*
 * Keeps a draft: whatever is typed goes to the server a moment later, and stands in this browser until the server has
 * it. A dead network is tried again, an ended session waits for a sign-in, and another person's changes are merged.
 */

export type SaveState =
  | { kind: 'saved'; at: string }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  /** The network or the server is gone; it is tried again. */
  | { kind: 'retrying' }
  /** Tried again at long intervals, and as soon as somebody comes back from signing in. */
  | { kind: 'signed_out' }
  | { kind: 'refused'; message: string }
  | { kind: 'conflict' }

export type Kept = { work: Work; revision: number; save: SaveState; conflicts: Conflict[] }

/** The world that a keeper acts in; times in milliseconds. */
export type KeeperWorld = {
  put: (save: BuildSave, options: { leaving: boolean }) => Promise<SaveAnswer>
  /** Keeps a copy in this browser; null removes it. */
  store: (copy: LocalCopy | null) => void
  after: (ms: number, run: () => void) => () => void
  now: () => number
}

const PAUSE_MS = 400
/** Somebody who types without a pause is sent all the same. */
const LONGEST_MS = 1_500
const COPY_MS = 250
const FIRST_RETRY_MS = 2_000
const LAST_RETRY_MS = 30_000

export class DraftKeeper {
  readonly #world: KeeperWorld
  readonly #listeners = new Set<() => void>()
  #kept: Kept
  /** What the server has confirmed, as far as this browser knows. */
  #base: Work
  /** When it got there, ISO. */
  #savedAt: string
  /** What the server has instead, while a person has to choose. */
  #theirs: StoredBuild | undefined
  #sending: Promise<void> | undefined
  #failures = 0
  /** When the oldest change that is not on its way yet was made. */
  #waitingSince: number | undefined
  #cancelSave = () => {}
  #cancelCopy: (() => void) | undefined

  constructor(stored: StoredBuild, copies: readonly LocalCopy[], world: KeeperWorld) {
    this.#world = world
    const opening = openWith(stored, copies)
    this.#base = opening.base
    this.#savedAt = stored.updatedAt
    const isChanged = !sameWork(opening.work, opening.base)
    const isConflict = opening.conflicts.length > 0
    if (isConflict) this.#theirs = stored
    const save: SaveState = isConflict
      ? { kind: 'conflict' }
      : isChanged
        ? { kind: 'unsaved' }
        : { kind: 'saved', at: stored.updatedAt }
    this.#kept = { work: opening.work, revision: opening.revision, save, conflicts: opening.conflicts }
    if (isChanged || copies.length > 0) this.#copy()
    if (isChanged && !isConflict) this.#plan(0)
  }

  readonly snapshot = (): Kept => this.#kept

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Changes what is typed. It shows at once and is sent after a short pause. */
  change(edit: (work: Work) => Work): void {
    const work = edit(this.#kept.work)
    if (work === this.#kept.work) return
    const { kind } = this.#kept.save
    const save: SaveState = this.#theirs
      ? { kind: 'conflict' }
      : kind === 'saving' || this.#isWaiting()
        ? this.#kept.save
        : { kind: 'unsaved' }
    this.#set({ work, save })
    this.#cancelCopy ??= this.#world.after(COPY_MS, () => {
      this.#cancelCopy = undefined
      this.#copy()
    })
    if (!this.#theirs && !this.#isWaiting()) this.#plan(this.#pause())
  }

  /** Sends what is not sent yet; true once the server has all of it. */
  async flush(): Promise<boolean> {
    for (let tries = 0; tries < 5; tries++) {
      await this.#sending
      if (this.#theirs) return false
      if (sameWork(this.#kept.work, this.#base)) return true
      this.#cancelSave()
      await this.#send(false)
      if (this.#kept.save.kind !== 'saved' && this.#kept.save.kind !== 'unsaved') return false
    }
    return sameWork(this.#kept.work, this.#base)
  }

  /** The page goes away: a last copy in the browser, and a last request that may outlive the page. */
  leave(): void {
    if (sameWork(this.#kept.work, this.#base) && !this.#theirs) return
    this.#copy()
    if (!this.#theirs && !this.#sending) void this.#send(true)
  }

  /** Now, not at the next try: the network is back, or somebody signed in again. */
  retry(): void {
    if (this.#theirs || this.#sending || sameWork(this.#kept.work, this.#base)) return
    this.#failures = 0
    this.#plan(0)
  }

  /** Ends a conflict by the side chosen for each field; what is not chosen stays mine. */
  settle(sides: Readonly<Record<string, Side>>): void {
    const theirs = this.#theirs
    if (!theirs) return
    const work = settleWork(this.#kept.work, this.#kept.conflicts, sides)
    this.#theirs = undefined
    this.#base = workOf(theirs)
    this.#savedAt = theirs.updatedAt
    this.#set({ work, revision: theirs.revision, conflicts: [], save: { kind: 'unsaved' } })
    this.#copy()
    this.#plan(0)
  }

  /** What the server has now, seen in passing: another tab's changes show before anything is typed over them. */
  see(stored: StoredBuild): void {
    if (this.#theirs || this.#sending || stored.revision <= this.#kept.revision) return
    if (sameWork(this.#kept.work, this.#base)) this.replace(stored)
    else this.#meet(stored)
  }

  /** The server has put another state in place, as when a version is restored. */
  replace(stored: StoredBuild): void {
    this.#cancelSave()
    this.#theirs = undefined
    this.#base = workOf(stored)
    this.#savedAt = stored.updatedAt
    this.#set({
      work: workOf(stored),
      revision: stored.revision,
      conflicts: [],
      save: { kind: 'saved', at: stored.updatedAt },
    })
    this.#world.store(null)
  }

  stop(): void {
    this.#cancelSave()
    this.#cancelCopy?.()
    this.#cancelCopy = undefined
  }

  #set(change: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...change }
    for (const listener of this.#listeners) listener()
  }

  #copy(): void {
    this.#cancelCopy?.()
    this.#cancelCopy = undefined
    const { work, revision } = this.#kept
    const isSafe = !this.#theirs && sameWork(work, this.#base)
    this.#world.store(isSafe ? null : { revision, base: this.#base, mine: work, at: this.#world.now() })
  }

  /** The next try has its time already; until it succeeds the screen says the same. */
  #isWaiting(): boolean {
    return this.#kept.save.kind === 'retrying' || this.#kept.save.kind === 'signed_out'
  }

  #pause(): number {
    const now = this.#world.now()
    this.#waitingSince ??= now
    return Math.max(0, Math.min(PAUSE_MS, this.#waitingSince + LONGEST_MS - now))
  }

  #plan(ms: number): void {
    this.#cancelSave()
    this.#cancelSave = this.#world.after(ms, () => void this.#send(false))
  }

  #send(leaving: boolean): Promise<void> {
    this.#sending ??= this.#sendNow(leaving).finally(() => {
      this.#sending = undefined
      const isOpen = this.#kept.save.kind === 'saved' || this.#kept.save.kind === 'unsaved'
      if (!leaving && isOpen && !sameWork(this.#kept.work, this.#base)) {
        this.#set({ save: { kind: 'unsaved' } })
        this.#plan(PAUSE_MS)
      }
    })
    return this.#sending
  }

  async #sendNow(leaving: boolean): Promise<void> {
    const { work, revision } = this.#kept
    this.#waitingSince = undefined
    if (this.#theirs) return
    if (sameWork(work, this.#base)) {
      if (this.#kept.save.kind !== 'saved') this.#set({ save: { kind: 'saved', at: this.#savedAt } })
      return this.#copy()
    }
    if (!this.#isWaiting()) this.#set({ save: { kind: 'saving' } })
    try {
      const answer = await this.#world.put({ revision, ...workOf(work) }, { leaving })
      this.#failures = 0
      if (answer.ok) this.#taken(work, answer)
      else this.#meet(answer.stored)
    } catch (error) {
      this.#fail(error)
    }
  }

  #taken(sent: Work, { revision, updatedAt }: { revision: number; updatedAt: string }): void {
    this.#base = sent
    this.#savedAt = updatedAt
    this.#set({ revision, save: { kind: 'saved', at: updatedAt } })
    this.#copy()
  }

  /** Somebody else saved first. What they changed is taken; what both changed is asked. */
  #meet(stored: StoredBuild): void {
    const { merged, conflicts } = mergeWork(this.#base, this.#kept.work, workOf(stored))
    if (conflicts.length > 0) {
      this.#theirs = stored
      this.#set({ work: merged, conflicts, save: { kind: 'conflict' } })
      return this.#copy()
    }
    this.#base = workOf(stored)
    this.#savedAt = stored.updatedAt
    this.#set({ work: merged, revision: stored.revision, conflicts: [], save: { kind: 'saved', at: stored.updatedAt } })
    this.#copy()
  }

  #fail(error: unknown): void {
    this.#copy()
    const code = error instanceof AppError ? error.code : 'unavailable'
    if (code === 'unauthenticated') {
      this.#set({ save: { kind: 'signed_out' } })
      return this.#plan(LAST_RETRY_MS)
    }
    if (code === 'unavailable' || code === 'limit' || code === 'upstream') {
      this.#set({ save: { kind: 'retrying' } })
      const wait =
        error instanceof AppError && typeof error.retry === 'object'
          ? error.retry.afterMs
          : FIRST_RETRY_MS * 2 ** this.#failures
      this.#failures++
      return this.#plan(Math.min(LAST_RETRY_MS, wait))
    }
    this.#set({
      save: { kind: 'refused', message: error instanceof AppError ? error.message : 'It could not be saved.' },
    })
  }
}
