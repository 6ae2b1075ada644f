import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '@/lib/core/day'
import { parseQuery } from './gaql'
import { checkQuery, fieldType } from './gaql-fields'
import { dayMeets, dayRange, during, finish, likePattern, resolveDuring, rowMeets } from './gaql-run'

const query = (text: string) => {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new Error(`${parsed.error.code}: ${parsed.error.message}`)
  return parsed.value
}
const codeOf = (text: string): string => {
  const parsed = parseQuery(text)
  if (!parsed.ok) return parsed.error.code
  const checked = checkQuery(parsed.value)
  return checked.ok ? 'ok' : checked.error.code
}

describe('reading', () => {
  test('every clause', () => {
    const read = query(
      `SELECT campaign.id, metrics.clicks FROM campaign WHERE campaign.status IN ('ENABLED', PAUSED) AND segments.date BETWEEN '2026-10-01' AND "2026-10-31"
       AND campaign.name NOT LIKE '%test%' AND metrics.clicks >= 5 ORDER BY metrics.clicks DESC, campaign.id LIMIT 10 PARAMETERS include_drafts=true`,
    )
    expect(read.select).toEqual(['campaign.id', 'metrics.clicks'])
    expect(read.where.map(({ operator, values }) => [operator, values.map(({ text }) => text)])).toEqual([
      ['IN', ['ENABLED', 'PAUSED']],
      ['BETWEEN', ['2026-10-01', '2026-10-31']],
      ['NOT LIKE', ['%test%']],
      ['>=', ['5']],
    ])
    expect(read.orderBy).toEqual([
      { field: 'metrics.clicks', isDescending: true },
      { field: 'campaign.id', isDescending: false },
    ])
    expect([read.limit, read.parameters]).toEqual([10, { include_drafts: 'true' }])
  })

  test('keywords in any case, escapes in texts', () => {
    const [first] = query(String.raw`select campaign.id from campaign where campaign.name = 'Bob\'s "shoes"'`).where
    expect(first?.values).toEqual([{ kind: 'text', text: `Bob's "shoes"` }])
  })

  test('any name that is quoted comes back as it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n')),
        (text) => {
          const quoted = `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`
          const [first] = query(`SELECT campaign.id FROM campaign WHERE campaign.name = ${quoted}`).where
          expect(first?.values[0]?.text).toBe(text)
        },
      ),
    )
  })

  test('no text makes the reader fail otherwise than by a code', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseQuery(`SELECT ${text}`)
        expect(parsed.ok || parsed.error.code.length > 0).toBe(true)
      }),
    )
  })

  test.each([
    ['', 'UNEXPECTED_END_OF_QUERY'],
    ['SHOW TABLES', 'EXPECTED_SELECT'],
    ['SELECT campaign.id', 'UNEXPECTED_END_OF_QUERY'],
    ['SELECT campaign.id WHERE campaign.id = 1', 'EXPECTED_FROM'],
    ['SELECT campaign.id FROM campaign WHERE', 'UNEXPECTED_END_OF_QUERY'],
    ["SELECT campaign.id FROM campaign WHERE campaign.name = 'open", 'STRING_NOT_TERMINATED'],
    [String.raw`SELECT campaign.id FROM campaign WHERE campaign.name = 'a\q'`, 'BAD_ESCAPE_SEQUENCE'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id = 12ab', 'BAD_NUMBER'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id ~ 1', 'BAD_SYMBOL'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id NEAR 1', 'BAD_OPERATOR'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id IN ()', 'PROHIBITED_EMPTY_LIST_IN_CONDITION'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id IN 1', 'EXPECTED_LIST'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id = 1 OR campaign.id = 2', 'EXPECTED_AND'],
    ['SELECT campaign.id FROM campaign ORDER campaign.id', 'EXPECTED_BY'],
    ['SELECT campaign.id FROM campaign LIMIT 0', 'LIMIT_VALUE_TOO_LOW'],
    ["SELECT campaign.id FROM campaign LIMIT 'x'", 'BAD_LIMIT_VALUE'],
    ['SELECT campaign.id FROM campaign PARAMETERS pace=true', 'BAD_PARAMETER_NAME'],
    ['SELECT campaign.id FROM campaign LIMIT 5 LIMIT 6', 'UNEXPECTED_INPUT'],
    ['SELECT campaign.id, FROM campaign', 'BAD_FIELD_NAME'],
    ['SELECT * FROM campaign', 'BAD_SYMBOL'],
  ])('%s is %s', (text, code) => expect(codeOf(text)).toBe(code))
})

describe('fields', () => {
  test.each([
    ['campaign.id', 'int64'],
    ['campaign.network_settings.target_google_search', 'bool'],
    ['campaign.asset_automation_settings', 'Campaign.AssetAutomationSetting[]'],
    ['ad_group_ad.ad.responsive_search_ad.path1', 'string'],
    ['ad_group_ad.policy_summary.approval_status', 'PolicyApprovalStatus'],
    ['metrics.cost_micros', 'int64'],
    ['campaign.network_settings', undefined],
    ['campaign.nothing', undefined],
    ['metrics.spend', undefined],
  ])('%s is %s', (field, type) => expect(fieldType(field)).toBe(type))

  test.each([
    ['SELECT campaign.id FROM campaigns', 'BAD_RESOURCE_TYPE_IN_FROM_CLAUSE'],
    ['SELECT campaign.idd FROM campaign', 'UNRECOGNIZED_FIELD'],
    ['SELECT campaign.start_date FROM campaign', 'UNRECOGNIZED_FIELD'],
    ['SELECT ad_group.id FROM campaign', 'PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE'],
    ['SELECT campaign.id FROM campaign WHERE ad_group.id = 1', 'PROHIBITED_RESOURCE_TYPE_IN_WHERE_CLAUSE'],
    ['SELECT metrics.clicks FROM conversion_action', 'PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE'],
    ['SELECT segments.date FROM campaign_criterion', 'PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE'],
    ["SELECT campaign.id FROM campaign WHERE campaign.status = 'ON'", 'BAD_ENUM_CONSTANT'],
    ["SELECT campaign.id FROM campaign WHERE campaign.id = 'x'", 'BAD_NUMBER'],
    ["SELECT campaign.id FROM campaign WHERE campaign.id LIKE '1%'", 'OPERATOR_FIELD_MISMATCH'],
    ['SELECT campaign.id FROM campaign WHERE campaign.name DURING TODAY', 'OPERATOR_FIELD_MISMATCH'],
    ['SELECT segments.date FROM campaign', 'EXPECTED_FILTERS_ON_DATE_RANGE'],
    ["SELECT segments.date FROM campaign WHERE segments.date >= '2026-01-01'", 'EXPECTED_FILTERS_ON_DATE_RANGE'],
    ["SELECT segments.date FROM campaign WHERE segments.date = '20260101'", 'INVALID_DATE_FORMAT'],
    [
      'SELECT segments.date FROM campaign WHERE segments.date DURING LAST_90_DAYS',
      'INVALID_VALUE_WITH_DURING_OPERATOR',
    ],
    ['SELECT campaign.id FROM campaign WHERE metrics.clicks > 1', 'EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE'],
    ["SELECT metrics.clicks FROM campaign WHERE segments.date >= '2026-01-01' AND segments.date <= '2026-01-31'", 'ok'],
    ['SELECT campaign.id, campaign_budget.amount_micros, customer.id FROM campaign', 'ok'],
  ])('%s: %s', (text, code) => expect(codeOf(text)).toBe(code))
})

describe('answering', () => {
  test.each([
    ['TODAY', '2026-11-18', '2026-11-18'],
    ['LAST_7_DAYS', '2026-11-11', '2026-11-17'],
    ['THIS_MONTH', '2026-11-01', '2026-11-18'],
    ['LAST_MONTH', '2026-10-01', '2026-10-31'],
    ['LAST_WEEK_MON_SUN', '2026-11-09', '2026-11-15'],
    ['THIS_WEEK_SUN_TODAY', '2026-11-15', '2026-11-18'],
    ['LAST_BUSINESS_WEEK', '2026-11-09', '2026-11-13'],
  ])('%s on a Wednesday', (word, first, last) => expect(during(word, day('2026-11-18'))).toEqual([first, last]))

  test.each([
    ['%shoe%', 'Running SHOES', true],
    ['shoe', 'shoes', false],
    ['a_c', 'abc', true],
    ['50[%] off', '50% off', true],
    ['50[%] off', '50x off', false],
    ['a.c', 'abc', false],
    ['%[[]pl:1[]]', 'Spring [pl:1]', true],
    ['%[pl:1]', 'Spring [pl:1]', false],
  ])('LIKE %s on %s', (pattern, text, matches) => expect(likePattern(pattern).test(text)).toBe(matches))

  test('dates from conditions, days tested one by one', () => {
    const { where } = query(
      "SELECT campaign.id FROM campaign WHERE segments.date DURING LAST_7_DAYS AND segments.date != '2026-11-12'",
    )
    const conditions = resolveDuring(where, day('2026-11-18'))
    expect(dayRange(conditions)).toEqual({ first: '2026-11-11', last: '2026-11-17' })
    expect(dayMeets(conditions, day('2026-11-12'), 0)).toBe(false)
    expect(dayMeets(conditions, day('2026-11-13'), 0)).toBe(true)
    expect(dayRange([])).toBeNull()
  })

  test('ids longer than a double are compared exactly; absent numbers are zero', () => {
    const { where } = query('SELECT campaign.id FROM campaign WHERE campaign.id = 9007199254740993')
    expect(rowMeets(where, { campaign: { id: '9007199254740993' } }, false)).toBe(true)
    expect(rowMeets(where, { campaign: { id: '9007199254740992' } }, false)).toBe(false)
    const clicks = query('SELECT metrics.clicks FROM campaign WHERE metrics.clicks < 1').where
    expect(rowMeets(clicks, { metrics: {} }, true)).toBe(true)
  })

  test('projects what was asked, drops zeroes, always names the resource', () => {
    const asked = query(
      'SELECT campaign.name, metrics.clicks, metrics.impressions, customer.id FROM campaign ORDER BY campaign.name DESC LIMIT 2',
    )
    const row = (name: string, clicks: string) => ({
      campaign: { resourceName: `customers/1/campaigns/${name}`, id: '1', name, status: 'ENABLED' },
      campaignBudget: { resourceName: 'customers/1/campaignBudgets/1' },
      customer: { resourceName: 'customers/1', id: '1' },
      metrics: { clicks, impressions: '12' },
    })
    expect(finish(asked, [row('a', '1'), row('c', '0'), row('b', '3')])).toEqual([
      {
        campaign: { resourceName: 'customers/1/campaigns/c', name: 'c' },
        customer: { resourceName: 'customers/1', id: '1' },
        metrics: { impressions: '12' },
      },
      {
        campaign: { resourceName: 'customers/1/campaigns/b', name: 'b' },
        customer: { resourceName: 'customers/1', id: '1' },
        metrics: { clicks: '3', impressions: '12' },
      },
    ])
  })
})
