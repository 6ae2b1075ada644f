import { saysOf } from './hold'
import type { CampaignRow } from './list'

export type StatusTone = 'neutral' | 'info' | 'good' | 'warn' | 'bad'

/** A state in words: a dot for what is normal, a pill for an exception, `busy` while the platform has not followed yet. */
export type StatusWord = {
  shape: 'dot' | 'pill' | 'busy'
  tone: StatusTone
  text: string
  hint: string
  isOff: boolean
}

type Facts = Pick<CampaignRow, 'status' | 'platformStatus' | 'holds' | 'desiredOn' | 'isAdopted'>

const dot = (text: string, tone: StatusTone, isOff = false, hint = text): StatusWord => ({
  shape: 'dot',
  tone,
  text,
  hint,
  isOff,
})
const pill = (text: string, tone: StatusTone, hint: string, isOff = false): StatusWord => ({
  shape: 'pill',
  tone,
  text,
  hint,
  isOff,
})

/** The platforms' own words for a campaign that is on but not simply delivering. */
const LIVE: Record<string, StatusWord> = {
  // Google's word for both: its first day is not reached, or the ads of a new campaign are still reviewed.
  PENDING: pill('Not serving yet', 'info', 'It starts later, or the platform still reviews its ads'),
  ENDED: dot('Ended', 'neutral', true),
  REMOVED: dot('Removed there', 'neutral', true),
  DELETED: dot('Removed there', 'neutral', true),
  ARCHIVED: dot('Removed there', 'neutral', true),
  LEARNING: pill('Learning', 'info', 'The platform is still learning whom to show it to'),
  LIMITED: pill('Limited', 'warn', 'The platform limits its delivery'),
  MISCONFIGURED: pill('Needs attention', 'bad', 'The platform cannot serve it as it is set up'),
  NOT_ELIGIBLE: pill('Not eligible', 'bad', 'The platform does not serve it'),
  PENDING_REVIEW: pill('In review', 'info', 'The platform reviews it'),
  IN_PROCESS: pill('In review', 'info', 'The platform still works on it'),
  REVIEW_IN_PROGRESS: pill('In review', 'info', 'The platform reviews it'),
  UNDER_APPEAL: pill('Under appeal', 'info', 'The platform reviews it again'),
  DISAPPROVED: pill('Disapproved', 'bad', 'The platform refused it'),
  WITH_ISSUES: pill('Has issues', 'warn', 'The platform names problems with it'),
  CAMPAIGN_PAUSED: dot('Off with its campaign', 'neutral', true),
  ADSET_PAUSED: dot('Off with its unit', 'neutral', true),
}

/** How a campaign stands, from what we want, what holds it and what the platform says. */
export function statusOf({ status, platformStatus, holds, desiredOn, isAdopted }: Facts): StatusWord {
  if (status === 'draft') return dot('Not launched', 'neutral', true)
  if (status === 'error') return pill('Error', 'bad', 'Its launch was not accepted', true)
  if (status === 'completed') return dot('Ended', 'neutral', true)
  const [held, ...more] = holds
  const wanted = desiredOn && held === undefined
  if (isAdopted && wanted !== (status === 'live'))
    return {
      shape: 'busy',
      tone: 'neutral',
      text: wanted ? 'Resuming' : 'Pausing',
      hint: 'The platform has not confirmed it yet',
      isOff: status !== 'live',
    }
  if (held !== undefined) {
    const { pill: text, tone, ends } = saysOf(held)
    return pill(more.length > 0 ? `${text}, ${more.length} more` : text, tone, `Off ${ends}`, true)
  }
  if (status === 'paused') return dot('Paused', 'neutral', true)
  return LIVE[platformStatus ?? ''] ?? dot('Delivering', 'good')
}

/** A unit or ad, under its campaign. */
export function partStatusOf(
  part: { status: string; platformStatus: string | null; isHeld: boolean },
  parentIsOn: boolean,
  parent: 'campaign' | 'unit',
): StatusWord {
  if (part.status === 'draft') return dot('Not launched', 'neutral', true)
  if (part.status === 'error') return pill('Error', 'bad', 'It was not accepted', true)
  if (part.isHeld && part.status === 'live')
    return {
      shape: 'busy',
      tone: 'neutral',
      text: 'Pausing',
      hint: 'The platform has not confirmed it yet',
      isOff: false,
    }
  if (part.isHeld) return pill('Paused by hand', 'neutral', 'Off until somebody resumes it', true)
  if (!parentIsOn) return dot(`Off with its ${parent}`, 'neutral', true)
  return part.status === 'live'
    ? (LIVE[part.platformStatus ?? ''] ?? dot('On', 'good'))
    : dot('Paused', 'neutral', true)
}
