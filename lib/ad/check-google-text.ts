import { nearDuplicates, sameText } from './combine'
import { at, checkHidden, isFilled, spotsOf, type Spot } from './check-text'
import { forAd, inAd, platformsOf, sourceOf, type Issue } from './issue'
import { PLACEMENTS } from './placement/index'
import { fieldsFor, goesTo, type AdDraft } from './schema'
import { countFor, platformText } from './text'

const search = PLACEMENTS['google-search']
const placement = 'google-search' as const
const LIMITS = { headlines: 30, descriptions: 90 } as const
type List = keyof typeof LIMITS

/** Everything that Google says about the texts of one ad. */
export function checkGoogleText(draft: AdDraft, adIndex: number): Issue[] {
  return [
    ...checkList(draft, adIndex, 'headlines'),
    ...checkList(draft, adIndex, 'descriptions'),
    ...checkPaths(draft, adIndex),
  ]
}

function checkList(draft: AdDraft, adIndex: number, field: List): Issue[] {
  const spots = spotsOf(draft, adIndex, 'google_ads', field)
  const filled = spots.filter(isFilled)
  return [
    ...filled.flatMap((spot) => [
      ...checkLength(spot, LIMITS[field]),
      ...checkStyle(spot, field),
      ...checkHidden(spot),
    ]),
    ...checkDuplicates(filled),
    ...checkCount(draft, adIndex, field, filled.length),
    ...checkPins(draft, adIndex, field),
  ]
}

/** Whether Facebook uses this very text and has room for it: only the first headline, and no version of its own. */
function metaTakesIt({ draft, ad, field, index, text, isOverride }: Spot): boolean {
  if (
    isOverride ||
    field !== 'headlines' ||
    !platformsOf(draft).includes('meta_ads') ||
    !goesTo(ad, 'meta_ads') ||
    ad.overrides.meta_ads?.headlines
  )
    return false
  const first = ad.fields.headlines.findIndex((headline) => headline.text.trim() !== '')
  return index === first && countFor('meta_ads', text) <= (PLACEMENTS['facebook-feed'].limits.headline?.hard ?? 0)
}

function checkLength(spot: Spot, limit: number): Issue[] {
  const count = countFor('google_ads', spot.text)
  if (count <= limit) return []
  const takes = metaTakesIt(spot)
  const isWide = count > Array.from(platformText(spot.text)).length
  const message = [
    `${spot.label} is ${count.toLocaleString('en')} of ${limit} characters for Google.`,
    isWide ? 'Wide characters count as two.' : '',
    `Remove ${(count - limit).toLocaleString('en')}${takes ? ', or write a Google version' : ''}.`,
    takes ? 'Facebook takes it as it is.' : '',
  ]
  const fix = {
    kind: 'override',
    label: 'Write a Google version',
    adKey: spot.ad.key,
    platform: 'google_ads',
    field: spot.field,
  } as const
  return [
    at(spot, {
      code: 'text_too_long',
      severity: 'blocks',
      placement,
      message: message.filter(Boolean).join(' '),
      ...(takes ? { fix } : {}),
    }),
  ]
}

const capitals = (text: string): boolean => {
  const cased = text.match(/\p{Lu}|\p{Ll}/gu) ?? []
  return cased.length >= 6 && cased.every((letter) => letter === letter.toUpperCase())
}

function checkStyle(spot: Spot, field: List): Issue[] {
  const issues: Issue[] = []
  const add = (code: string, severity: Issue['severity'], message: string) =>
    issues.push(at(spot, { code, severity, message, placement }))
  if (field === 'headlines' && /[!！]/.test(spot.text))
    add(
      'headline_exclamation',
      'blocks',
      `${spot.label} has an exclamation mark, which Google does not allow in headlines. Remove it.`,
    )
  if (/[!！]{2,}|[?？]{2,}/.test(spot.text) && field === 'descriptions')
    add('repeated_punctuation', 'check', `${spot.label} repeats punctuation. Google may refuse it; use one mark.`)
  if (capitals(spot.text))
    add(
      'all_capitals',
      'check',
      `${spot.label} is written in capitals. Google may refuse it; use capitals as in a sentence.`,
    )
  if (/\p{Emoji_Presentation}|\uFE0F/u.test(spot.text))
    add(
      'emoji',
      'check',
      `${spot.label} has an emoji. Google usually refuses them in search ads; remove it or write a Google version.`,
    )
  return issues
}

function checkDuplicates(filled: readonly Spot[]): Issue[] {
  return filled.flatMap((spot, i) => {
    const before = filled.slice(0, i)
    const twin = before.find((other) => sameText(other.text, spot.text))
    const noun = spot.field === 'headlines' ? 'headlines' : 'descriptions'
    const pair = (other: Spot): string =>
      inAd(
        spot.draft,
        spot.adIndex,
        `${noun === 'headlines' ? 'Headlines' : 'Descriptions'} ${other.index + 1} and ${spot.index + 1}`,
      )
    if (twin)
      return [
        at(spot, {
          code: 'duplicate_text',
          severity: 'blocks',
          placement,
          message: `${pair(twin)} are the same. Google refuses duplicates; change or remove one.`,
        }),
      ]
    const near = before.find((other) => nearDuplicates(other.text, spot.text))
    if (!near) return []
    return [
      at(spot, {
        code: 'near_duplicate',
        severity: 'check',
        placement,
        message: `${pair(near)} say nearly the same. Google would not show them together; change one.`,
      }),
    ]
  })
}

function checkCount(draft: AdDraft, adIndex: number, field: List, count: number): Issue[] {
  const ad = draft.ads[adIndex]
  if (!ad) return []
  const { min, max, advised } = search[field]
  const { path } = sourceOf(ad, adIndex, 'google_ads', field)
  const one = field === 'headlines' ? 'headline' : 'description'
  const issue = (code: string, severity: Issue['severity'], message: string): Issue[] => [
    {
      code,
      severity,
      step: 'creative',
      platform: 'google_ads',
      placement,
      path,
      message: forAd(draft, adIndex, message),
      action: { label: count < max ? `Add ${field}` : `Go to ${field}`, path },
    },
  ]
  if (count < min) {
    const missing = min - count
    const have = count === 0 ? 'has none' : `has ${count}`
    return issue(
      'too_few_texts',
      'blocks',
      `Google needs ${min} ${field} and ${have}. Write ${missing}${count === 0 ? '' : ' more'} ${missing === 1 ? one : field}.`,
    )
  }
  if (count > max)
    return issue(
      'too_many_texts',
      'blocks',
      `Google takes ${max} ${field} and this ad has ${count}. Remove ${count - max}.`,
    )
  if (field === 'headlines' && advised !== null && count < advised)
    return issue('few_texts', 'check', `${count} of ${max} headlines. Google has more to combine from ${advised}.`)
  return []
}

function checkPins(draft: AdDraft, adIndex: number, field: List): Issue[] {
  const ad = draft.ads[adIndex]
  if (!ad) return []
  const texts = fieldsFor(ad, 'google_ads')
    [field].map((each, index) => ({ ...each, index }))
    .filter((each) => each.text.trim() !== '')
  const spots = spotsOf(draft, adIndex, 'google_ads', field)
  const positions = field === 'headlines' ? 3 : 2
  const beyond = texts.flatMap(({ pin, index }) => {
    const spot = spots[index]
    if (!spot || pin === null || pin <= positions) return []
    const message = `${spot.label} is pinned to position ${pin}, and Google has positions 1 to ${positions} for ${field}. Pin it to one of them or unpin it.`
    return [at(spot, { code: 'pin_out_of_range', severity: 'blocks', placement, message })]
  })
  const pinned = new Set(texts.map((each) => each.pin).filter((pin) => pin !== null && pin <= positions))
  const free = texts.filter((each) => each.pin === null)
  const first = free[0] && spots[free[0].index]
  if (first && pinned.size === positions) {
    const list = free.map((each) => each.index + 1).join(', ')
    const message = `${inAd(draft, adIndex, field === 'headlines' ? 'Headlines' : 'Descriptions')} ${list} would never be shown: every position has a pinned one. Unpin a position.`
    return [...beyond, at(first, { code: 'never_shown', severity: 'check', placement, message })]
  }
  const start = texts[0] && spots[texts[0].index]
  if (start && texts.length >= 2 && free.length === 0 && pinned.size === 1 && field === 'headlines') {
    const message = `${inAd(draft, adIndex, 'All headlines')} are pinned to position ${[...pinned].join()}, so Google would show one headline. Unpin some.`
    return [...beyond, at(start, { code: 'one_position', severity: 'check', placement, message })]
  }
  return beyond
}

function checkPaths(draft: AdDraft, adIndex: number): Issue[] {
  const one = spotsOf(draft, adIndex, 'google_ads', 'path1')[0]
  const two = spotsOf(draft, adIndex, 'google_ads', 'path2')[0]
  if (!one || !two) return []
  const issues = [one, two].filter(isFilled).flatMap((spot) => {
    const found = [...checkLength(spot, 15), ...checkHidden(spot)]
    if (/[/\\]/.test(spot.text.trim()))
      found.push(
        at(spot, {
          code: 'path_slash',
          severity: 'blocks',
          placement,
          message: `${spot.label} has a slash. Google puts the slashes itself; use the two fields.`,
        }),
      )
    else if (/\s/.test(spot.text.trim()))
      found.push(
        at(spot, {
          code: 'path_space',
          severity: 'check',
          placement,
          message: `${spot.label} has a space. Join the words with a hyphen.`,
        }),
      )
    return found
  })
  if (isFilled(two) && !isFilled(one))
    issues.push(
      at(two, {
        code: 'path_order',
        severity: 'blocks',
        placement,
        message: `${two.label} is filled and display path 1 is empty. Google needs path 1 first; move it there.`,
      }),
    )
  return issues
}
