import { describe, expect, test } from 'vitest'
import { returnNotice } from './notice'
import { isProblem, problemSentence, withParameters } from './problem'
import type { IntegrationsView, LoginView } from './view'

const account = (client: boolean): LoginView['accounts'][number] => ({
  id: '0199f2d0-0000-7000-8000-000000000001',
  name: 'Nordlys',
  externalId: '1',
  currency: 'EUR',
  timezone: 'Europe/Oslo',
  platformStatus: 'ENABLED',
  client: client ? { id: '0199f2d0-0000-7000-8000-000000000002', name: 'Nordlys', slug: 'nordlys' } : null,
  campaigns: 0,
  dataUntil: null,
  lastSyncedAt: null,
  state: { kind: client ? 'good' : 'unassigned' },
})
const login = (id: string, over: Partial<LoginView> = {}): LoginView => ({
  id,
  provider: 'google_ads',
  label: `login ${id}`,
  status: 'active',
  error: null,
  accounts: [account(true), account(false)],
  ...over,
})
const view = (...logins: LoginView[]): IntegrationsView => ({ now: '2026-11-20T12:00:00.000Z', logins })

describe('what a person reads who comes back', () => {
  test.each([
    ['nothing without a reason', {}, view(login('a')), undefined],
    [
      'connected',
      { connected: 'a' },
      view(login('a')),
      /^Google Ads is connected as login a\. It reaches 2 ad accounts\. Assign one ad account/,
    ],
    [
      'connected, all assigned',
      { connected: 'a' },
      view(login('a', { accounts: [account(true)] })),
      /reaches one ad account\. Its figures/,
    ],
    ['an id that is not ours says nothing', { connected: 'zz' }, view(login('a')), undefined],
    [
      'another login than the one that should come back',
      { connected: 'a', reconnect: 'b' },
      view(login('a'), login('b', { status: 'needs_reconnect' })),
      /signed in with another login, login a\. login b still has no access/,
    ],
    ['the same login is back', { connected: 'a', reconnect: 'a' }, view(login('a')), /is connected/],
    [
      'a problem',
      { problem: 'expired', provider: 'meta_ads' },
      view(),
      /^The sign-in at Meta took longer than ten minutes/,
    ],
    [
      'words of a stranger are never shown',
      { problem: '<b>Call 555</b>', provider: 'google_ads' },
      view(),
      /^The connection to Google did not come about/,
    ],
    ['a problem twice in the address', { problem: ['expired', 'used'] }, view(), undefined],
  ])('%s', (_, search, seen, text) => {
    const notice = returnNotice(search, seen)
    if (text === undefined) expect(notice).toBeUndefined()
    else expect(notice?.text).toMatch(text)
  })

  test('a made-up platform is not repeated to the person', () => {
    expect(returnNotice({ problem: 'expired', provider: 'Evil Inc' }, view())?.text).not.toContain('Evil')
  })

  test('only the closed list is a problem, own names of objects are not', () => {
    expect([isProblem('used'), isProblem('toString'), isProblem('__proto__'), isProblem(undefined)]).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect(problemSentence('cancelled', 'meta_ads')).toBe(
      'You cancelled at Meta, so nothing was connected and nothing has changed.',
    )
  })
})

test.each([
  ['/harbour/integrations', '/harbour/integrations?connected=x'],
  ['/harbour/integrations?reconnect=a', '/harbour/integrations?reconnect=a&connected=x'],
  ['/harbour/integrations?connected=old', '/harbour/integrations?connected=x'],
])('%s gets its outcome', (path, expected) => expect(withParameters(path, { connected: 'x' })).toBe(expected))
