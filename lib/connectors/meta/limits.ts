import { isEu } from '@/lib/ad/geo'
import type { CampaignSpec, UnitSpec } from '@/lib/ad/spec'
import type { SpecLimit } from '../define'
import { localesOf } from './locales'

const block = (path: string, message: string): SpecLimit => ({ level: 'block', path, message })
const note = (path: string, message: string): SpecLimit => ({ level: 'note', path, message })

/** Where a Meta campaign cannot be as specified (`block`), or will differ from it (`note`). */
export function metaLimits(spec: CampaignSpec): SpecLimit[] {
  return [...budget(spec), ...identity(spec), ...goal(spec), ...spec.units.flatMap((unit) => audience(unit, spec))]
}

function budget(spec: CampaignSpec): SpecLimit[] {
  const owners = spec.units.filter((unit) => unit.budgetMicros !== null).length
  const found: SpecLimit[] = []
  if (spec.units.length === 0) found.push(block('units', 'A Meta campaign needs an audience. Add one.'))
  if (owners > 0 && owners < spec.units.length)
    found.push(
      block(
        'units.sharePercent',
        'At Meta either the campaign owns the budget or every audience its own. Give each audience a share, or none.',
      ),
    )
  if (spec.budget.type === 'lifetime' && !spec.endsOn)
    found.push(block('endsOn', 'A Meta lifetime budget needs an end date. Enter one, or choose a daily budget.'))
  return found
}

function identity(spec: CampaignSpec): SpecLimit[] {
  const found: SpecLimit[] = []
  if (!spec.pageId) found.push(block('pageId', 'A Meta ad speaks for a Facebook page. Choose one.'))
  if (!spec.instagramId)
    found.push(note('instagramId', 'No Instagram account is chosen, so the ads run on Facebook alone.'))
  for (const ad of spec.units.flatMap((unit) => unit.ads))
    if (!ad.fields.media)
      found.push(block(`ads.${ad.key}.media`, `"${ad.name}" has no picture. Meta takes no ad without one: add it.`))
  return found
}

function goal(spec: CampaignSpec): SpecLimit[] {
  if (spec.pixelId && spec.objective !== 'traffic' && !spec.pixelEvent)
    return [block('pixelEvent', 'Choose the event of the pixel that counts as a result, such as Purchase or Lead.')]
  if (spec.pixelId) return []
  if (spec.objective === 'sales')
    return [
      block('pixelId', 'A Meta campaign for sales needs a pixel that sees them. Choose one, or the objective Traffic.'),
    ]
  if (spec.objective === 'leads')
    return [note('pixelId', 'No pixel is chosen, so Meta looks for link clicks, not for leads.')]
  return []
}

const REGULATED = ['housing', 'employment', 'financial']

function audience({ key, name, rules }: UnitSpec, spec: CampaignSpec): SpecLimit[] {
  const path = `units.${key}`
  const found: SpecLimit[] = []
  if (rules.locations.length === 0)
    found.push(block(`${path}.locations`, `"${name}" has no place. Meta needs at least one country.`))
  for (const location of rules.locations)
    if (location.kind !== 'country' && !location.keys.meta_ads)
      found.push(
        block(
          `${path}.locations`,
          `Meta's key of ${location.name} is not known. Choose the place again from Meta's list, or use its country.`,
        ),
      )
  for (const language of rules.languages)
    if (!localesOf(language))
      found.push(
        block(
          `${path}.languages`,
          `Meta's number of the language "${language}" is not known to Paceline. Remove the language; the places limit who sees the ads.`,
        ),
      )
  const { specialCategory, dsaBeneficiary, dsaPayor } = spec.declarations
  const isNarrow = rules.genders !== 'all' || (rules.ageMin ?? 18) > 18 || (rules.ageMax ?? 65) < 65
  if (REGULATED.includes(specialCategory) && isNarrow)
    found.push(
      block(
        'declarations.specialCategory',
        `Meta does not let ${specialCategory} ads choose age or gender. Set both to all.`,
      ),
    )
  if (
    rules.locations.some((location) => isEu(location.country)) &&
    (dsaBeneficiary.trim() === '' || dsaPayor.trim() === '')
  )
    found.push(
      block('declarations.dsaBeneficiary', 'Ads shown in the EU must name who benefits and who pays. Fill in both.'),
    )
  return found
}
