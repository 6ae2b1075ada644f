import { pagesOf, pixelOf } from './asset'
import { invalidParameter } from './error'
import { dict, word } from './json'

const BY_PIXEL = ['OFFSITE_CONVERSIONS', 'VALUE']
const BY_PAGE = ['LEAD_GENERATION', 'QUALITY_LEAD', 'CONVERSATIONS', 'PAGE_LIKES', 'QUALITY_CALL']

/** What an ad set promotes: a pixel and its event for conversions, a page for leads on Meta. */
export function checkPromoted(
  goal: string,
  promoted: unknown,
  account: { id: string; name: string; email: string },
): void {
  const { pixel_id: pixel, custom_event_type: event, custom_conversion_id: custom, page_id: page } = dict(promoted)
  const hasEvent = word(pixel) !== '' && word(event) !== ''
  if (BY_PIXEL.includes(goal) && !hasEvent && word(custom) === '')
    invalidParameter(
      'promoted_object',
      'Promoted Object Is Missing',
      `${goal} needs promoted_object with pixel_id and custom_event_type.`,
    )
  if (BY_PAGE.includes(goal) && word(page) === '')
    invalidParameter('promoted_object', 'Promoted Object Is Missing', `${goal} needs promoted_object with page_id.`)
  if (word(pixel) !== '' && word(pixel) !== pixelOf(account).id)
    invalidParameter(
      'promoted_object',
      'Pixel Not Found',
      `The pixel ${word(pixel)} does not belong to this ad account.`,
    )
  if (word(page) !== '' && !pagesOf(account.email).some(({ id }) => id === word(page)))
    invalidParameter(
      'promoted_object',
      'Page Not Found',
      `The page ${word(page)} cannot be promoted from this ad account.`,
    )
}
