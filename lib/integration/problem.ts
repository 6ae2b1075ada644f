import { platformName } from './schema'

export type Problem =
  | 'cancelled'
  | 'unknown'
  | 'expired'
  | 'used'
  | 'foreign'
  | 'signed_out'
  | 'refused'
  | 'code'
  | 'nothing'
  | 'unreachable'
  | 'accounts'
  | 'failed'

type Row = { tone: 'info' | 'warn' | 'bad'; says: (platform: string) => string }

/** Every way in which a round trip to a platform's consent page ends badly, in words. The address carries the key alone. */
const PROBLEMS: Record<Problem, Row> = {
  cancelled: { tone: 'info', says: (p) => `You cancelled at ${p}, so nothing was connected and nothing has changed.` },
  unknown: {
    tone: 'bad',
    says: (p) =>
      `This answer of ${p} belongs to no connection that was started here. Start the connection on this page.`,
  },
  expired: {
    tone: 'warn',
    says: (p) => `The sign-in at ${p} took longer than ten minutes, so its answer was not used. Connect again.`,
  },
  used: {
    tone: 'info',
    says: (p) =>
      `This answer of ${p} was used already and was not used twice. If the login stands below, nothing is left to do.`,
  },
  foreign: {
    tone: 'bad',
    says: (p) => `This connection to ${p} was started by somebody else. Start your own on this page.`,
  },
  signed_out: {
    tone: 'warn',
    says: (p) => `You were signed out while you were at ${p}, so nothing was connected. Connect again.`,
  },
  refused: {
    tone: 'bad',
    says: (p) =>
      `${p} refused the connection. Check at ${p} that this login may use its ad accounts, then connect again.`,
  },
  code: {
    tone: 'warn',
    says: (p) => `${p} no longer accepts the code that it gave: it is too old or was used before. Connect again.`,
  },
  nothing: {
    tone: 'bad',
    says: (p) => `This login reaches no ad account at ${p}. Ask there for access to one, then connect again.`,
  },
  unreachable: {
    tone: 'bad',
    says: (p) => `${p} did not answer, so nothing was connected. Wait a minute and connect again.`,
  },
  accounts: {
    tone: 'warn',
    says: (p) =>
      `The login is connected, but ${p} did not list its accounts. Choose "List accounts again" in its menu.`,
  },
  failed: {
    tone: 'bad',
    says: (p) => `The connection to ${p} did not come about because of a fault on our side. Connect again.`,
  },
}

export const isProblem = (text: unknown): text is Problem => typeof text === 'string' && Object.hasOwn(PROBLEMS, text)

export const problemSentence = (problem: Problem, provider: string): string =>
  PROBLEMS[problem].says(platformName(provider))

export const problemTone = (problem: Problem): Row['tone'] => PROBLEMS[problem].tone

/** A path of ours with more in its query: `/harbour/integrations?connected=google_ads`. */
export function withParameters(path: string, parameters: Record<string, string>): string {
  const [address = '/', query = ''] = path.split('?')
  const search = new URLSearchParams(query)
  for (const [name, value] of Object.entries(parameters)) search.set(name, value)
  return `${address}?${search.toString()}`
}
