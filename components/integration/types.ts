import type { ActionResult } from '@/lib/server/action'

export type ClientChoice = { id: string; name: string; currency: string; timezone: string }

/** What every part of the integrations page needs to know of its surroundings. */
export type IntegrationContext = {
  agency: string
  locale: string
  clients: readonly ClientChoice[]
  mayWrite: boolean
  maySync: boolean
  /** The server's time, by which the figures were fetched. */
  now: Date
  /** Runs a change, tells what came of it and reads the page again; `soon` where a job follows. False: refused. */
  act: (run: () => Promise<ActionResult<unknown>>, options?: { done?: string; soon?: boolean }) => Promise<boolean>
}
