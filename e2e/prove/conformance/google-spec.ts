import type { Json } from '@/lib/connectors/define'
import { at, dict, dicts, text, texts } from '@/lib/connectors/json'

export type Field = {
  name: string
  snake: string
  type: string
  isRepeated: boolean
  behaviour: string[]
  oneof: string
}
export type Message = Map<string, Field>
export type Rpc = { method: string; path: RegExp; request: string }
export type GoogleSpec = {
  messages: Map<string, Message>
  enums: Map<string, Set<string>>
  rpcs: Rpc[]
  version: string
}

const field = (name: string, type: string, behaviour: string[] = [], oneof = ''): Field => ({
  name,
  snake: name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
  type: type.replace('[]', ''),
  isRepeated: type.endsWith('[]'),
  behaviour,
  oneof,
})

/** Messages that the copy of the protocol names without printing them, from the protocol itself. */
const UNPRINTED: Record<string, Field[]> = {
  'common.AgeRangeInfo': [field('type', 'enums.AgeRangeTypeEnum.AgeRangeType')],
  'common.GenderInfo': [field('type', 'enums.GenderTypeEnum.GenderType')],
  'services.CustomConversionGoalOperation': [
    field('updateMask', 'google.protobuf.FieldMask'),
    field('create', 'resources.CustomConversionGoal', [], 'operation'),
    field('update', 'resources.CustomConversionGoal', [], 'operation'),
    field('remove', 'string', [], 'operation'),
  ],
  'resources.CustomConversionGoal': [
    field('resourceName', 'string', ['IMMUTABLE']),
    field('id', 'int64', ['OUTPUT_ONLY']),
    field('name', 'string'),
    field('conversionActions', 'string[]'),
    field('status', 'enums.CustomConversionGoalStatusEnum.CustomConversionGoalStatus'),
  ],
  'services.ConversionGoalCampaignConfigOperation': [
    field('updateMask', 'google.protobuf.FieldMask'),
    field('update', 'resources.ConversionGoalCampaignConfig', [], 'operation'),
  ],
  'resources.ConversionGoalCampaignConfig': [
    field('resourceName', 'string', ['IMMUTABLE']),
    field('campaign', 'string', ['IMMUTABLE']),
    field('goalConfigLevel', 'enums.GoalConfigLevelEnum.GoalConfigLevel'),
    field('customConversionGoal', 'string'),
  ],
}
const UNPRINTED_ENUMS: Record<string, string[]> = {
  'enums.CustomConversionGoalStatusEnum.CustomConversionGoalStatus': ['ENABLED', 'REMOVED'],
  'enums.GoalConfigLevelEnum.GoalConfigLevel': ['CUSTOMER', 'CAMPAIGN'],
}

function printedField(row: Json): Field {
  const name = text(at(row, 'json')) || text(at(row, 'name')).replace(/_(\w)/g, (_, c: string) => c.toUpperCase())
  const full = text(at(row, 'type')).replace(/^google\.ads\.googleads\.v\d+\./, '')
  const made = field(name, full, texts(at(row, 'behavior')), text(at(row, 'oneof')))
  return { ...made, snake: text(at(row, 'name')) || made.snake, isRepeated: at(row, 'repeated') === true }
}

const messageOf = (fields: Field[]): Message => new Map(fields.map((one) => [one.name, one]))

/** `/v25/customers/{customer_id=*}/campaigns:mutate` as a pattern of the path below the version. */
function rpcOf(row: Json): Rpc[] {
  return Object.entries(dict(at(row, 'http'))).flatMap(([method, template]) => {
    if (method === 'body' || typeof template !== 'string') return []
    const below = template.replace(/^\/v\d+\//, '').replace(/\{[^}]+\}/g, '\\d+')
    return [
      { method: method.toUpperCase(), path: new RegExp(`^${below}$`), request: `services.${text(at(row, 'request'))}` },
    ]
  })
}

/** Reads the copy of the Google Ads protocol. */
export function readGoogleSpec(spec: Json): GoogleSpec {
  const printed = Object.entries(dict(at(spec, 'messages'))).map(([name, message]): [string, Message] => [
    name,
    messageOf(dicts(at(message, 'fields')).map(printedField)),
  ])
  const added = Object.entries(UNPRINTED).map(([name, fields]): [string, Message] => [name, messageOf(fields)])
  const enums = Object.entries(dict(at(spec, 'enums'))).map(([name, values]): [string, Set<string>] => [
    name,
    new Set(texts(values)),
  ])
  const addedEnums = Object.entries(UNPRINTED_ENUMS).map(([name, values]): [string, Set<string>] => [
    name,
    new Set(values),
  ])
  return {
    messages: new Map([...added, ...printed]),
    enums: new Map([...addedEnums, ...enums]),
    rpcs: Object.values(dict(at(spec, 'rpcs'))).flatMap(rpcOf),
    version: /v\d+/.exec(text(at(spec, 'path')))?.[0] ?? 'v25',
  }
}
