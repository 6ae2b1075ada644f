import { describe, expect, it } from 'vitest'
import { day } from '@/lib/core/day'
import { check } from './check'
import { changed, rules, budget, connection, both, find, type Change } from './fixtures/change'
import { chipsAccount, chipsContext, chipsDraft, GOOGLE_ID } from './fixtures/tasty-chips'

describe('connections', () => {
  const withState = (state: 'read_only' | 'needs_reconnect' | 'disabled') =>
    chipsContext({ accounts: [chipsAccount('google_ads', { state }), chipsAccount('meta_ads')] })
  it.each<[string, Change, string, 'blocks' | 'check', string, string]>([
    ['none', (d) => (d.connections = []), 'connection_missing', 'blocks', 'connections', 'at least one'],
    [
      'no objective',
      (d) => (d.objective = null),
      'objective_missing',
      'blocks',
      'objective',
      'leads, traffic or sales',
    ],
    ['no page', connection(1, { pageId: null }), 'pageId_missing', 'blocks', 'connections.1.pageId', 'Choose the page'],
    [
      'no Instagram account',
      connection(1, { instagramId: null }),
      'instagramId_missing',
      'check',
      'connections.1.instagramId',
      'on Facebook alone',
    ],
    [
      'sales without a pixel',
      connection(1, { pixelId: null }),
      'pixelId_missing',
      'blocks',
      'connections.1.pixelId',
      'optimises sales by a pixel',
    ],
    [
      'sales without an event',
      connection(1, { pixelEvent: null }),
      'pixelEvent_missing',
      'blocks',
      'connections.1.pixelEvent',
      'such as Purchase',
    ],
    [
      'a page that has gone',
      connection(1, { pageId: '99' }),
      'asset_gone',
      'blocks',
      'connections.1.pageId',
      'no longer there',
    ],
    [
      'sales without a goal',
      connection(0, { conversionGoalId: null }),
      'conversionGoalId_missing',
      'check',
      'connections.0.conversionGoalId',
      'all goals of the account',
    ],
    [
      'the same account twice',
      connection(1, { adAccountId: GOOGLE_ID, platform: 'google_ads' }),
      'connection_twice',
      'blocks',
      'connections.1',
      'twice',
    ],
    [
      'an account of another client',
      connection(0, { adAccountId: '01930000-0000-7000-8000-00000000dead' }),
      'account_unassigned',
      'blocks',
      'connections.0',
      'no longer assigned',
    ],
  ])('%s', (_, change, code, severity, path, message) => {
    expect(find(changed(change), code)).toMatchObject({ severity, path, message: expect.stringContaining(message) })
  })
  it.each(['read_only', 'needs_reconnect', 'disabled'] as const)('%s blocks', (state) => {
    expect(
      find(
        changed(() => undefined),
        `account_${state}`,
        withState(state),
      ),
    ).toMatchObject({ severity: 'blocks', path: 'connections.0' })
  })
  it('needs no pixel and no goal for traffic', () => {
    const draft = changed(
      both(
        (d) => (d.objective = 'traffic'),
        connection(1, { pixelId: null, pixelEvent: null }),
        connection(0, { conversionGoalId: null }),
      ),
    )
    expect(check(draft, chipsContext()).filter((i) => i.step === 'connections')).toEqual([])
  })
  it('blocks sales at Google where nothing is recorded', () => {
    const context = chipsContext({ accounts: [chipsAccount('google_ads', { assets: [] }), chipsAccount('meta_ads')] })
    expect(
      find(changed(connection(0, { conversionGoalId: null })), 'conversionGoalId_missing', context)?.severity,
    ).toBe('blocks')
  })
})

describe('budget', () => {
  const lifetime: Change = (d) => void (d.budgetType = 'lifetime')
  const shares =
    (...list: (number | null)[]): Change =>
    (d) =>
      void (d.units = list.map((sharePercent, i) => ({
        key: `u${i}`,
        name: '',
        audienceId: null,
        rules: rules(chipsDraft()),
        sharePercent,
      })))
  it.each<[string, Change, string, 'blocks' | 'check', string, string]>([
    ['none', budget(' '), 'budget_missing', 'blocks', 'connections.0.budget', 'Write an amount in USD'],
    [
      'words',
      budget('a hundred'),
      'budget_invalid',
      'blocks',
      'connections.0.budget',
      '"a hundred" is not an amount in USD',
    ],
    ['zero', budget('0'), 'budget_not_positive', 'blocks', 'connections.0.budget', 'above zero'],
    ['negative', budget('-5'), 'budget_not_positive', 'blocks', 'connections.0.budget', 'above zero'],
    ['half a dollar', budget('0.50'), 'budget_minimum', 'blocks', 'connections.0.budget', '$1.00 a day or more'],
    ['under the optimiser', budget('99.99'), 'optimiser_minimum', 'check', 'connections.0.budget', '$100.00 a day'],
    ['twelve millions', budget('12,000,000'), 'budget_impossible', 'blocks', 'connections.0.budget', 'is that meant?'],
    [
      'thirty dollars for a month',
      both(lifetime, budget('30')),
      'budget_minimum',
      'blocks',
      'connections.0.budget',
      '$31.00 for 31 days',
    ],
    [
      'a lifetime without an end',
      both(lifetime, (d) => (d.endsOn = '')),
      'end_missing',
      'blocks',
      'endsOn',
      'needs an end',
    ],
    [
      'an end before the start',
      (d) => Object.assign(d, { startsOn: '2026-12-24' }),
      'end_before_start',
      'blocks',
      'endsOn',
      'later end',
    ],
    ['a start yesterday', (d) => (d.startsOn = '2026-11-19'), 'start_past', 'blocks', 'startsOn', 'America/Chicago'],
    ['an end yesterday', (d) => (d.endsOn = '2026-11-19'), 'end_past', 'blocks', 'endsOn', 'in the past'],
    ['30 February', (d) => (d.endsOn = '2027-02-30'), 'date_invalid', 'blocks', 'endsOn', '"2027-02-30" is not a date'],
    ['nonsense', (d) => (d.startsOn = 'soon'), 'date_invalid', 'blocks', 'startsOn', '"soon" is not a date'],
    ['the year 9999', (d) => (d.endsOn = '9999-12-31'), 'end_far', 'blocks', 'endsOn', 'ten years'],
    ['shares of 90', shares(50, 40), 'share_sum', 'blocks', 'units.0.sharePercent', 'make 90 %; 10 % is left to give'],
    ['shares of 110', shares(70, 40), 'share_sum', 'blocks', 'units.0.sharePercent', 'take away 10 %'],
    ['a share missing', shares(50, null), 'share_missing', 'blocks', 'units.1.sharePercent', 'Audience 2'],
    ['a share of zero', shares(100, 0), 'share_range', 'blocks', 'units.1.sharePercent', 'Audience 2'],
    ['a share under the minimum', shares(99.9, 0.1), 'share_minimum', 'blocks', 'connections.1.budget', '$0.14 a day'],
    [
      'shares at Google',
      shares(60, 40),
      'share_google',
      'check',
      'units.0.sharePercent',
      'one budget for the campaign',
    ],
  ])('%s', (_, change, code, severity, path, message) => {
    expect(find(changed(change), code)).toMatchObject({
      severity,
      path,
      step: 'budget',
      message: expect.stringContaining(message),
    })
  })

  it('reads today in the zone of each account', () => {
    const tokyo = chipsContext({
      accounts: [
        chipsAccount('google_ads'),
        chipsAccount('meta_ads', { today: day('2026-11-21'), timezone: 'Asia/Tokyo' }),
      ],
    })
    expect(
      find(
        changed((d) => (d.startsOn = '2026-11-20')),
        'start_past',
        tokyo,
      )?.message,
    ).toContain('in Asia/Tokyo')
  })
  it('says what becomes of hundredths where the platforms take whole units', () => {
    const taiwan = chipsContext({
      accounts: [
        chipsAccount('google_ads', { currency: 'TWD', optimiserMinimumMicros: null }),
        chipsAccount('meta_ads', { currency: 'TWD', optimiserMinimumMicros: null }),
      ],
    })
    const found = check(changed(budget('40000.50')), taiwan).filter((i) => i.code === 'budget_step')
    const message = expect.stringContaining('40,001')
    expect(found).toMatchObject([0, 1].map((i) => ({ path: `connections.${i}.budget`, message })))
  })
  it('refuses a lifetime budget where the account takes none', () => {
    const context = chipsContext({
      accounts: [chipsAccount('google_ads', { takesLifetimeBudget: false }), chipsAccount('meta_ads')],
    })
    expect(find(changed(both(lifetime, budget('5000'))), 'lifetime_unsupported', context)?.path).toBe(
      'connections.0.budget',
    )
  })
})
