'use client'

import { ExternalLink, RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { PlatformMark } from '@/components/ad/preview/platform-mark'
import { Badge } from '@/components/ui/badge'
import { Button, ButtonLink, TextLink } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Empty } from '@/components/ui/empty'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { toggleConnection } from '@/lib/ad/edit'
import { isBlocking, PLATFORM_NAMES, type Asset, type CheckAccount } from '@/lib/ad/issue'
import type { AdDraft, Connection } from '@/lib/ad/schema'
import { ask } from '@/lib/client/ask'
import { reloadAssets } from '@/lib/integration/actions'
import { fieldId, useBuilder } from './context'
import { StepPage } from './step-page'

type AssetField = 'pageId' | 'instagramId' | 'pixelId' | 'pixelEvent' | 'conversionGoalId'
type Row = {
  field: AssetField
  kind: Asset['kind']
  label: string
  none: string
  isNeeded: (draft: AdDraft) => boolean
}

const META: Row[] = [
  { field: 'pageId', kind: 'page', label: 'Facebook page', none: 'This login manages no page', isNeeded: () => true },
  {
    field: 'instagramId',
    kind: 'instagram',
    label: 'Instagram account',
    none: 'No account is linked to its pages',
    isNeeded: () => true,
  },
  {
    field: 'pixelId',
    kind: 'pixel',
    label: 'Pixel',
    none: 'The account has no pixel',
    isNeeded: ({ objective }) => objective !== 'traffic',
  },
  {
    field: 'pixelEvent',
    kind: 'pixel_event',
    label: 'Pixel event',
    none: 'The pixel has seen no event',
    isNeeded: ({ objective }) => objective !== 'traffic',
  },
]
const GOOGLE: Row[] = [
  {
    field: 'conversionGoalId',
    kind: 'conversion_goal',
    label: 'Conversion goal',
    none: 'The account records no conversions',
    isNeeded: () => true,
  },
]

const STATE: Record<Exclude<CheckAccount['state'], 'ready'>, string> = {
  needs_reconnect: 'Reconnect',
  read_only: 'Read only',
  disabled: 'Disabled',
}

export function ConnectionsStep() {
  const { data } = useBuilder()
  const { accounts } = data.context
  const integrations = `/${data.agency}/integrations`
  return (
    <StepPage
      step="connections"
      title="Connections"
      intro="Each chosen account gets a campaign of its own, with its own budget."
    >
      <div id={fieldId('connections')} className="grid gap-3">
        {accounts.length === 0 ? (
          <div className="rounded-card border border-line">
            <Empty
              title={`No ad account belongs to ${data.client.name} yet`}
              action={
                data.mayConnect ? (
                  <ButtonLink variant="primary" href={integrations}>
                    Connect an account
                  </ButtonLink>
                ) : undefined
              }
            >
              {data.mayConnect
                ? 'Connect Google or Meta, and assign an account to this client. The draft is kept.'
                : 'Ask an owner or admin to connect Google or Meta. The draft is kept.'}
            </Empty>
          </div>
        ) : (
          accounts.map((account) => <Account key={account.id} account={account} />)
        )}
      </div>
      {accounts.length > 0 && data.mayConnect ? (
        <TextLink href={integrations} target="_blank" className="inline-flex items-center gap-1.5 justify-self-start">
          Connect more accounts <ExternalLink aria-hidden className="size-3.5" />
        </TextLink>
      ) : null}
    </StepPage>
  )
}

function Account({ account }: { account: CheckAccount }) {
  const { draft, edit, data } = useBuilder()
  const index = draft.connections.findIndex((connection) => connection.adAccountId === account.id)
  const connection = draft.connections[index]
  const isDead = account.state !== 'ready'
  return (
    <section
      aria-label={`${PLATFORM_NAMES[account.platform]}: ${account.name}`}
      id={connection ? fieldId(`connections.${index}`) : undefined}
      className="rounded-card border border-line"
    >
      <div className="flex flex-wrap items-start gap-3 p-4">
        <Checkbox
          checked={index >= 0}
          onCheckedChange={() => edit((current) => toggleConnection(current, account))}
          help={`${account.externalId}, ${account.currency}, ${account.timezone}`}
        >
          <span className="flex items-center gap-2 text-label">
            <PlatformMark
              name={account.platform === 'google_ads' ? 'google' : 'meta'}
              label={PLATFORM_NAMES[account.platform]}
            />
            {account.name}
          </span>
        </Checkbox>
        {account.state === 'ready' ? null : (
          <Badge tone="warn" className="ml-auto">
            {STATE[account.state]}
          </Badge>
        )}
      </div>
      {isDead ? (
        <Notice
          tone="warn"
          flush
          action={
            data.mayConnect ? (
              <TextLink href={`/${data.agency}/integrations`} target="_blank">
                Reconnect
              </TextLink>
            ) : undefined
          }
        >
          {account.state === 'disabled'
            ? 'The platform has disabled this account.'
            : 'Paceline has no access that can write to this account. What is chosen stays.'}
        </Notice>
      ) : null}
      {connection ? <Assets account={account} connection={connection} index={index} /> : null}
    </section>
  )
}

function Assets({ account, connection, index }: { account: CheckAccount; connection: Connection; index: number }) {
  const { draft, edit, data, issueAt } = useBuilder()
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const rows = (account.platform === 'meta_ads' ? META : GOOGLE).filter(({ isNeeded }) => isNeeded(draft))
  const choose = (field: AssetField, value: string) =>
    edit((current) => ({
      ...current,
      connections: current.connections.map((each, i) => (i === index ? { ...each, [field]: value || null } : each)),
    }))
  const { agency } = data
  const reload = useCallback(async () => {
    setBusy(true)
    const result = await ask(() => reloadAssets(agency, { adAccountId: account.id }))
    setBusy(false)
    if (!result.ok) return toast.error(result.message)
    router.refresh()
  }, [agency, account.id, router])
  // An account that was never asked is asked once, as soon as it is chosen.
  const isUnknown = account.assets.length === 0 && account.state === 'ready'
  const hasAsked = useRef(false)
  useEffect(() => {
    if (!isUnknown || hasAsked.current) return
    const timer = setTimeout(() => {
      hasAsked.current = true
      void reload()
    }, 0)
    return () => clearTimeout(timer)
  }, [isUnknown, reload])
  return (
    <div className="grid gap-4 border-t border-line p-4 sm:grid-cols-2">
      {rows.map(({ field, kind, label, none }) => {
        const assets = account.assets.filter((asset) => asset.kind === kind)
        const chosen = connection[field]
        const isGone = chosen !== null && !assets.some((asset) => asset.externalId === chosen)
        const issue = issueAt(`connections.${index}.${field}`)
        return (
          <div key={field} id={fieldId(`connections.${index}.${field}`)}>
            <Field
              label={label}
              error={issue && isBlocking(issue) ? issue.message : undefined}
              help={
                issue ? issue.message : assets.length === 0 ? `${none}. Load again after a change there.` : undefined
              }
            >
              <Select
                value={chosen ?? ''}
                placeholder={
                  busy && assets.length === 0 ? 'Loading…' : assets.length === 0 ? 'Nothing to choose' : 'Choose…'
                }
                options={[
                  { value: '', label: 'None' },
                  ...(isGone && chosen ? [{ value: chosen, label: chosen, note: 'No longer there' }] : []),
                  ...assets.map(({ externalId, name }) => ({
                    value: externalId,
                    label: name,
                    note: kind === 'pixel_event' ? undefined : externalId,
                  })),
                ]}
                onValueChange={(value) => choose(field, value)}
              />
            </Field>
          </div>
        )
      })}
      <div className="sm:col-span-2">
        <Button size="small" loading={busy} onClick={() => void reload()}>
          {busy ? null : <RefreshCw aria-hidden />}
          Load from {PLATFORM_NAMES[account.platform]} again
        </Button>
      </div>
    </div>
  )
}
