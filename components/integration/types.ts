import type { Act } from './use-act'

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
  act: Act
}
