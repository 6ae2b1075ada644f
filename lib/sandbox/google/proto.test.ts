import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { childEnvironment } from '@/lib/server/env'
import { listOf, recordOf, textOf } from './json'
import { enumValues, isKnownType, messageOf, messageTypes, readMessage, type Violation } from './proto'

const read = (type: string, json: unknown) => {
  const violations: Violation[] = []
  const value = readMessage(type, json, '', violations)
  return { value, said: violations.map(({ description }) => description) }
}

test('every field of every message has a type that is known', () => {
  const unknown = messageTypes().flatMap((type) =>
    [...(messageOf(type)?.values() ?? [])]
      .filter((field) => !isKnownType(field.type))
      .map((field) => `${type}.${field.name}: ${field.type}`),
  )
  expect(unknown).toEqual([])
  expect(messageTypes().length).toBeGreaterThan(100)
})

describe('reading JSON', () => {
  test.each([
    ['a 64-bit integer as text', { amountMicros: '5' }, { amountMicros: '5' }],
    ['a 64-bit integer as number becomes text', { amountMicros: 5 }, { amountMicros: '5' }],
    [
      'names of the protocol',
      { amount_micros: '5', explicitly_shared: false },
      { amountMicros: '5', explicitlyShared: false },
    ],
    ['null is absent', { name: null }, {}],
  ])('%s', (_what, json, value) => expect(read('CampaignBudget', json)).toEqual({ value, said: [] }))

  test.each([
    ['CampaignBudget', { amount: '5' }, `Invalid JSON payload received. Unknown name "amount": Cannot find field.`],
    ['CampaignBudget', { amountMicros: '5.5' }, `Invalid value at 'amount_micros' (TYPE_INT64), "5.5"`],
    [
      'CampaignBudget',
      { amountMicros: '9223372036854775808' },
      `Invalid value at 'amount_micros' (TYPE_INT64), "9223372036854775808"`,
    ],
    ['CampaignBudget', { name: 7 }, `Invalid value at 'name' (TYPE_STRING), 7`],
    ['CampaignBudget', { explicitlyShared: 'true' }, `Invalid value at 'explicitly_shared' (TYPE_BOOL), "true"`],
    [
      'CampaignBudget',
      { deliveryMethod: 'FAST' },
      `Invalid value at 'delivery_method' (type.googleapis.com/google.ads.googleads.v25.enums.BudgetDeliveryMethodEnum.BudgetDeliveryMethod), "FAST"`,
    ],
    [
      'Campaign',
      { networkSettings: { targetYahoo: true } },
      `Invalid JSON payload received. Unknown name "targetYahoo" at 'network_settings': Cannot find field.`,
    ],
    [
      'Campaign',
      { manualCpc: {}, targetSpend: {} },
      `Invalid value at '' (oneof), oneof field 'campaign_bidding_strategy' is already set. Cannot set 'target_spend'`,
    ],
    [
      'Ad',
      { finalUrls: 'https://example.com' },
      `Invalid value at 'final_urls' (repeated TYPE_STRING), "https://example.com"`,
    ],
    ['ImageAsset', { data: 'ü' }, `Invalid value at 'data' (TYPE_BYTES), "ü"`],
  ])('%s %j is refused', (type, json, words) => expect(read(type, json).said).toEqual([words]))
})

const reference = childEnvironment({})['PACELINE_REFERENCE'] ?? ''
const spec = path.join(reference, 'reference/platforms/specs/google-ads-v25.json')

test.skipIf(!reference || !existsSync(spec))(
  'the tables hold every field of the published protocol (skipped without PACELINE_REFERENCE)',
  () => {
    const published = recordOf(JSON.parse(readFileSync(spec, 'utf8')))
    const differences: string[] = []
    for (const [full, message] of Object.entries(recordOf(published['messages']))) {
      const type = full.split('.').slice(1).join('.')
      const table = messageOf(type)
      // Requests of services are read by one message; answers are not read at all.
      if (!table || full.startsWith('services.')) continue
      for (const field of listOf(recordOf(message)['fields']).map(recordOf)) {
        const name = textOf(field['json'])
        const own = table.get(name)
        const behaviour = listOf(field['behavior'])
        if (!own) differences.push(`${type}.${name} is missing`)
        else if (own.isRepeated !== (field['repeated'] === true)) differences.push(`${type}.${name} repeats otherwise`)
        else if (own.isOutputOnly !== behaviour.includes('OUTPUT_ONLY'))
          differences.push(`${type}.${name} is written otherwise`)
        else if (own.isImmutable !== behaviour.includes('IMMUTABLE'))
          differences.push(`${type}.${name} changes otherwise`)
      }
      if (table.size !== listOf(recordOf(message)['fields']).length) differences.push(`${type} has other fields`)
    }
    for (const [full, values] of Object.entries(recordOf(published['enums']))) {
      const own = enumValues(full.split('.').at(-1) ?? '')
      const names = Array.isArray(values) ? values : Object.keys(recordOf(recordOf(values)['values'] ?? values))
      for (const name of names)
        if (own && !own.has(String(name)) && name !== 'UNSPECIFIED' && name !== 'UNKNOWN')
          differences.push(`${full}: ${name} is missing`)
    }
    expect(differences).toEqual([])
  },
)
