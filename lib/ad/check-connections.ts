import { PLATFORM_NAMES, type Asset, type CheckAccount, type CheckContext, type Issue } from './issue'
import type { AdDraft, BuildPlatform, Connection } from './schema'

const STATES: Record<Exclude<CheckAccount['state'], 'ready'>, (name: string) => string> = {
  read_only: (name) => `${name} is connected for reading only. Reconnect it with permission to manage ads.`,
  needs_reconnect: (name) => `The connection to ${name} has expired. Reconnect it; the draft stays as it is.`,
  disabled: (name) => `${name} is disabled at the platform. Solve it there, or choose another account.`,
}

/** Everything about the chosen accounts and what the ads use there. */
export function checkConnections(draft: AdDraft, context: CheckContext): Issue[] {
  const issues: Issue[] = []
  if (!draft.objective) issues.push(objective())
  if (draft.connections.length === 0)
    issues.push({
      code: 'connection_missing',
      step: 'connections',
      severity: 'blocks',
      path: 'connections',
      message: 'No ad account is chosen. Choose at least one.',
      action: { label: 'Choose accounts', path: 'connections' },
    })
  const seen = new Set<string>()
  for (const [i, connection] of draft.connections.entries()) {
    const account = context.accounts.find((each) => each.id === connection.adAccountId)
    const isAgain = seen.has(connection.adAccountId)
    seen.add(connection.adAccountId)
    issues.push(...(isAgain ? [twice(i, connection, account)] : checkOne(draft, connection, i, account)))
  }
  return issues
}

const objective = (): Issue => ({
  code: 'objective_missing',
  step: 'objective',
  severity: 'blocks',
  path: 'objective',
  message: 'No objective is chosen. Choose leads, traffic or sales.',
  action: { label: 'Choose an objective', path: 'objective' },
})

function issueAt(
  index: number,
  platform: BuildPlatform,
  field: string,
  rule: Pick<Issue, 'code' | 'severity' | 'message' | 'placement'>,
  label: string,
): Issue {
  const path = `connections.${index}${field ? `.${field}` : ''}`
  return { ...rule, step: 'connections', platform, path, action: { label, path } }
}

const twice = (index: number, { platform }: Connection, account: CheckAccount | undefined): Issue =>
  issueAt(
    index,
    platform,
    '',
    {
      code: 'connection_twice',
      severity: 'blocks',
      message: `${account?.name ?? 'An ad account'} is chosen twice. Remove one of them.`,
    },
    'Go to accounts',
  )

function checkOne(draft: AdDraft, connection: Connection, index: number, account: CheckAccount | undefined): Issue[] {
  const { platform } = connection
  if (!account || account.platform !== platform)
    return [
      issueAt(
        index,
        platform,
        '',
        {
          code: 'account_unassigned',
          severity: 'blocks',
          message: `A chosen ${PLATFORM_NAMES[platform]} account is no longer assigned to this client. Assign it again, or remove it from the draft.`,
        },
        'Go to accounts',
      ),
    ]
  const state =
    account.state === 'ready'
      ? []
      : [
          issueAt(
            index,
            platform,
            '',
            { code: `account_${account.state}`, severity: 'blocks', message: STATES[account.state](account.name) },
            'Go to accounts',
          ),
        ]
  const rest =
    platform === 'meta_ads'
      ? checkMeta(draft, connection, index, account)
      : checkGoogle(draft, connection, index, account)
  return [...state, ...rest]
}

const known = (account: CheckAccount, kind: Asset['kind'], id: string): boolean =>
  account.assets.some((asset) => asset.kind === kind && asset.externalId === id)

type Field = 'pageId' | 'instagramId' | 'pixelId' | 'pixelEvent' | 'conversionGoalId'
const NOUNS: Record<Field, [noun: string, kind: Asset['kind']]> = {
  pageId: ['Facebook page', 'page'],
  instagramId: ['Instagram account', 'instagram'],
  pixelId: ['pixel', 'pixel'],
  pixelEvent: ['pixel event', 'pixel_event'],
  conversionGoalId: ['conversion goal', 'conversion_goal'],
}

const article = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`

/** A choice that has gone from the account since. */
function gone(connection: Connection, index: number, account: CheckAccount, field: Field): Issue[] {
  const id = connection[field]
  const [noun, kind] = NOUNS[field]
  if (!id || known(account, kind, id)) return []
  // Standard events are the same for every account and need not be listed.
  if (kind === 'pixel_event' && !account.assets.some((asset) => asset.kind === kind)) return []
  const message = `The ${noun} chosen for ${account.name} is no longer there. Choose another.`
  return [
    issueAt(
      index,
      account.platform,
      field,
      { code: 'asset_gone', severity: 'blocks', message },
      `Choose ${article(noun)}`,
    ),
  ]
}

function checkMeta(draft: AdDraft, connection: Connection, index: number, account: CheckAccount): Issue[] {
  const need = (field: Field, severity: Issue['severity'], message: string, placement?: Issue['placement']): Issue[] =>
    connection[field]
      ? gone(connection, index, account, field)
      : [
          issueAt(
            index,
            'meta_ads',
            field,
            { code: `${field}_missing`, severity, message, ...(placement ? { placement } : {}) },
            `Choose ${article(NOUNS[field][0])}`,
          ),
        ]
  const converts = draft.objective === 'sales' || draft.objective === 'leads'
  const goal = draft.objective === 'leads' ? 'leads' : 'sales'
  return [
    ...need('pageId', 'blocks', `${account.name} has no Facebook page chosen. Choose the page that the ads come from.`),
    ...need(
      'instagramId',
      'check',
      `${account.name} has no Instagram account chosen. Its ads run on Facebook alone.`,
      'instagram-feed',
    ),
    ...(converts
      ? need('pixelId', 'blocks', `Meta optimises ${goal} by a pixel, and ${account.name} has none chosen. Choose one.`)
      : gone(connection, index, account, 'pixelId')),
    ...(converts && connection.pixelId
      ? need(
          'pixelEvent',
          'blocks',
          `Meta needs the pixel event that counts as ${goal} in ${account.name}. Choose one, such as ${goal === 'leads' ? 'Lead' : 'Purchase'}.`,
        )
      : []),
  ]
}

function checkGoogle(draft: AdDraft, connection: Connection, index: number, account: CheckAccount): Issue[] {
  if (connection.conversionGoalId) return gone(connection, index, account, 'conversionGoalId')
  if (draft.objective !== 'sales' && draft.objective !== 'leads') return []
  const has = account.assets.some((asset) => asset.kind === 'conversion_goal')
  const message = has
    ? `${account.name} has no conversion goal chosen, so Google bids for all goals of the account. Choose the one that counts as ${draft.objective}.`
    : `${account.name} records no conversions, and Google's bidding for ${draft.objective} learns from them. Set up a conversion action, or choose traffic.`
  return [
    issueAt(
      index,
      'google_ads',
      'conversionGoalId',
      { code: 'conversionGoalId_missing', severity: has ? 'check' : 'blocks', message },
      'Choose a goal',
    ),
  ]
}
