import { isFilled, spotsOf } from './check-text'
import { frameFor } from './crop'
import { PLATFORM_NAMES } from './issue'
import { PLACEMENTS, type PlacementSlug } from './placement/index'
import type { Device } from './placement/define'
import { fieldsFor, goesTo, type AdDraft } from './schema'
import { countFor, graphemes } from './text'

export type Note = { kind: 'error' | 'info'; text: string }

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth']

/** What stands under a preview: that it shows a refused text as typed, where text folds, what the placement leaves out. */
export function notesFor(draft: AdDraft, adIndex: number, slug: PlacementSlug, device: Device = 'mobile'): Note[] {
  const ad = draft.ads[adIndex]
  if (!ad) return []
  const placement = PLACEMENTS[slug]
  if (!goesTo(ad, placement.platform))
    return [{ kind: 'info', text: `This ad leaves ${PLATFORM_NAMES[placement.platform]} out.` }]
  const fields = fieldsFor(ad, placement.platform)
  const notes = [...refused(draft, adIndex, slug), ...folds(fields.primaryText, slug, device)]
  const info = (text: string): void => void notes.push({ kind: 'info', text })
  const hasDescription = fields.descriptions.some((d) => d.text.trim() !== '')
  if (slug === 'google-search' && fields.media) info('Google Search does not use the picture.')
  if (slug === 'facebook-feed' && device === 'mobile' && hasDescription) info('The description is not shown on mobile.')
  if ((slug === 'instagram-feed' || slug === 'story') && fields.headlines.some((h) => h.text.trim() !== ''))
    info(`${placement.name} does not show the headline and the description.`)
  if (slug === 'instagram-feed' && /https?:\/\/|www\./i.test(fields.primaryText))
    info('Links in the text cannot be tapped on Instagram.')
  if (slug === 'facebook-feed' && device === 'desktop' && fields.media && placement.media) {
    const frame = frameFor(fields.media, placement.media, 'desktop')
    if (frame.mode === 'crop') info(`Desktop cuts the picture to ${frame.name ?? 'a square'}.`)
  }
  return notes
}

function refused(draft: AdDraft, adIndex: number, slug: PlacementSlug): Note[] {
  const { platform, limits } = PLACEMENTS[slug]
  if (platform !== 'google_ads') return []
  const lists = [
    ['headlines', limits.headline?.hard],
    ['descriptions', limits.description?.hard],
  ] as const
  return lists.flatMap(([field, hard]) =>
    spotsOf(draft, adIndex, platform, field)
      .filter((spot) => isFilled(spot) && hard !== undefined && countFor(platform, spot.text) > hard)
      .map((spot) => ({
        kind: 'error' as const,
        text: `Shown as typed. Google refuses ${field === 'headlines' ? 'headline' : 'description'} ${spot.index + 1} until it is ${hard} characters or fewer.`,
      })),
  )
}

function folds(primaryText: string, slug: PlacementSlug, device: Device): Note[] {
  const fold = PLACEMENTS[slug].limits.primaryText?.fold
  const lines = fold?.lines[device] ?? fold?.lines.mobile
  if (!fold || !lines) return []
  const text = primaryText.trim()
  const isLong =
    graphemes(text.slice(0, fold.characters * 8)).length > fold.characters || text.split('\n').length > lines
  return isLong
    ? [
        {
          kind: 'info',
          text: `Primary text folds after the ${ORDINALS[lines - 1] ?? `${lines}th`} line, at about ${fold.characters} characters.`,
        },
      ]
    : []
}
