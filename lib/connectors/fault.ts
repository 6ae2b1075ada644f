import { ConnectorError, type FaultClass, type PlatformWords } from './define'

/** A platform's refusal, classified. `retryAfterMs` where the platform named a time. */
export type Fault = { fault: FaultClass; words: PlatformWords; retryAfterMs?: number }

/** What the platform said, short enough for a sentence. */
const said = (words: PlatformWords): string => {
  const { title, message } = words
  const all = title && !message.includes(title) ? `${title}: ${message}` : message
  return (all.length > 300 ? `${all.slice(0, 299)}…` : all).replace(/[.\s]+$/, '')
}

const within = (ms: number | undefined): string => {
  if (ms === undefined) return 'soon'
  if (ms < 90_000) return `in ${Math.max(1, Math.round(ms / 1000))} seconds`
  return ms < 5_400_000 ? `in ${Math.round(ms / 60_000)} minutes` : `in ${Math.round(ms / 3_600_000)} hours`
}

const SENTENCE: Record<FaultClass, (name: string, fault: Fault) => string> = {
  auth_refresh: (name) => `${name} no longer accepts this access token. Paceline renews it and tries again.`,
  auth_reconnect: (name) => `${name} has ended this connection. Reconnect it on the integrations page.`,
  permission: (name, { words }) =>
    `The connected login may not do this at ${name}: ${said(words)}. Ask the owner of the account for access, then try again.`,
  config: (name, { words }) =>
    `${name} refuses this installation's API access: ${said(words)}. Check its settings with whoever runs Paceline.`,
  validation: (name, { words }) =>
    `${name} did not accept ${words.field ? `${words.field}` : 'the request'}: ${said(words)}. Correct it and try again.`,
  policy: (name, { words }) =>
    `The advertising policy of ${name} does not allow this: ${said(words)}. Change the ad, or ask ${name} for a review.`,
  not_found: (name) => `${name} has no such object, or hides it from this login. It may have been removed there.`,
  rate_limit: (name, { retryAfterMs }) => `${name} asks to slow down. Paceline tries again ${within(retryAfterMs)}.`,
  transient: (name) => `${name} has a passing fault. Paceline tries again soon.`,
  ask_for_less: (name) => `${name} finds this question too large. Ask for fewer days or campaigns.`,
  outcome_unknown: (name) =>
    `${name} did not say whether this was done. Paceline looks it up before anything is sent again.`,
  unsupported: (name, { words }) => `${name} cannot do this: ${said(words)}.`,
}

/** The error of a fault, with the platform's words where it said them itself. */
export const faultError = (name: string, fault: Fault, isAnswered = true): ConnectorError =>
  new ConnectorError(fault.fault, SENTENCE[fault.fault](name, fault), {
    platform: isAnswered ? fault.words : undefined,
    retryAfterMs: fault.retryAfterMs,
  })
