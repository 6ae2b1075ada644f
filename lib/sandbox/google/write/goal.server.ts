import 'server-only'
import type { Entity } from '../../define'
import type { GoogleError } from '../failure'
import { listOf, textOf } from '../json'
import { parseName, resourceName, resourceOf } from '../resources'
import { isRemoved, type Handler, type Writing } from './define'

/* What a campaign counts as a conversion: custom goals, the campaign's own goals, and which of them hold. */

function checkActions({ work }: Writing, actions: unknown, path: string): GoogleError[] {
  const names = listOf(actions).map(textOf)
  if (names.length === 0) return [{ family: 'fieldError', code: 'REQUIRED_NONEMPTY_LIST', path }]
  return names.flatMap((name, i): GoogleError[] =>
    new RegExp(`^customers/${work.account.id}/conversionActions/\\d+$`).test(name)
      ? []
      : [{ family: 'requestError', code: 'RESOURCE_NAME_MALFORMED', path: `${path}[${i}]`, trigger: name }],
  )
}

async function unknownActions({ work }: Writing, actions: unknown, path: string): Promise<GoogleError[]> {
  const errors: GoogleError[] = []
  for (const [i, name] of listOf(actions).map(textOf).entries()) {
    const id = name.split('/').at(-1) ?? ''
    const where = { platform: 'google', kind: 'conversion_action', accountId: work.account.id, id }
    const isKnown = (await work.tx.sandboxEntity.count({ where })) > 0
    if (!isKnown)
      errors.push({ family: 'mutateError', code: 'RESOURCE_NOT_FOUND', path: `${path}[${i}]`, trigger: name })
  }
  return errors
}

export const customGoalHandler: Handler = {
  references: {},
  async create(writing, draft, path) {
    const id = await writing.work.newId()
    const name = textOf(draft['name'])
    const at = `${path}.conversion_actions`
    const errors: GoogleError[] = []
    if (name.trim() === '') errors.push({ family: 'fieldError', code: 'REQUIRED', path: `${path}.name` })
    const malformed = checkActions(writing, draft['conversionActions'], at)
    errors.push(
      ...malformed,
      ...(malformed.length > 0 ? [] : await unknownActions(writing, draft['conversionActions'], at)),
    )
    if ((await writing.work.named('custom_conversion_goal', name)).length > 0)
      errors.push({
        family: 'customConversionGoalError',
        code: 'CUSTOM_GOAL_DUPLICATE_NAME',
        message: 'A custom goal with the same name already exists.',
        path: `${path}.name`,
        trigger: name,
      })
    return { errors, id, parentId: null, name, data: { status: 'ENABLED', ...draft } }
  },
  async update(writing, _entity, merged, _paths, path) {
    const errors = checkActions(writing, merged['conversionActions'], `${path}.conversion_actions`)
    return { errors, data: merged, name: textOf(merged['name']) }
  },
  remove: async () => [],
}

/** A resource that every campaign has from the start, with these values until it is changed. */
async function implied(
  { work }: Writing,
  kind: 'campaign_conversion_goal' | 'conversion_goal_campaign_config',
  id: string,
  values: Entity['data'],
): Promise<Entity | undefined> {
  const kept = await work.get(kind, id)
  if (kept) return kept
  const campaign = await work.get('campaign', id.split('~')[0] ?? '')
  if (!campaign || isRemoved(campaign)) return undefined
  const { id: accountId } = work.account
  const resource = resourceName(accountId, resourceOf(kind), id)
  const data = { resourceName: resource, campaign: campaign.data['resourceName'] ?? null, ...values }
  return { kind, id, accountId, parentId: campaign.id, name: '', data, createdAt: work.now, updatedAt: work.now }
}

export const goalConfigHandler: Handler = {
  references: { customConversionGoal: 'custom_conversion_goal' },
  implied: (writing, id) => implied(writing, 'conversion_goal_campaign_config', id, { goalConfigLevel: 'CUSTOMER' }),
  async update({ work }, entity, merged, _paths, path) {
    const goal = parseName(merged['customConversionGoal'], resourceOf('custom_conversion_goal'))
    const errors: GoogleError[] = []
    if (goal && merged['goalConfigLevel'] !== 'CAMPAIGN')
      errors.push({
        family: 'conversionGoalCampaignConfigError',
        code: 'CUSTOM_GOAL_REQUIRES_CAMPAIGN_LEVEL',
        message: 'A campaign with a custom goal must use goals of the campaign level.',
        path: `${path}.goal_config_level`,
      })
    if (goal && !(await work.get('custom_conversion_goal', goal.id)))
      errors.push({ family: 'mutateError', code: 'RESOURCE_NOT_FOUND', path: `${path}.custom_conversion_goal` })
    return { errors, data: merged, name: entity.name }
  },
}

export const campaignGoalHandler: Handler = {
  references: {},
  async implied(writing, id) {
    const [, category, origin] = id.split('~')
    if (!category || !origin) return undefined
    return implied(writing, 'campaign_conversion_goal', id, { category, origin, biddable: true })
  },
  update: async (_writing, entity, merged) => ({ errors: [], data: merged, name: entity.name }),
}
