'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { PlatformMark } from '@/components/ad/preview/platform-mark'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { Badge } from '@/components/ui/badge'
import { TextLink } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/description-list'
import { Notice } from '@/components/ui/notice'
import type { CampaignDetail } from '@/lib/campaign/detail'
import { oneCampaign } from '@/lib/campaign/queries'
import { statusOf } from '@/lib/campaign/status'
import { money } from '@/lib/core/format'
import { platformName } from '@/lib/integration/schema'
import { AdoptNotice } from './adopt-notice'
import { CampaignLog } from './campaign-log'
import { StateButton } from './state-button'
import { StatusCell } from './status-cell'
import { UnitList } from './unit-list'

export type CampaignPageProps = {
  first: CampaignDetail
  agency: string
  client: { slug: string; name: string; timezone: string }
  locale: string
  mayWrite: boolean
  /** Beside the title. */
  actions: ReactNode
  source: string
  /** The figures of the period. */
  children: ReactNode
}

const POLL_MS = 2500

const word = (campaign: CampaignDetail) => statusOf({ ...campaign, holds: campaign.holds.map(({ kind }) => kind) })

/** Whether something waits for the platform: then the truth is read until it has followed. */
function isBusy(campaign: CampaignDetail): boolean {
  if (!campaign.isAdopted) return false
  const status = word(campaign)
  const asked = campaign.log.find(({ action }) => action === 'pause' || action === 'resume')
  return status.shape === 'busy' || asked?.status === 'requested'
}

/** One campaign: its state and what holds it, figures, units and ads, and its log. */
export function CampaignPage(props: CampaignPageProps) {
  const { first, agency, client, locale, mayWrite, source, children } = props
  const options = oneCampaign(agency, client.slug, first.id)
  const queries = useQueryClient()
  const { data: campaign } = useQuery({
    ...options,
    initialData: first,
    staleTime: 5_000,
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? POLL_MS : false),
  })
  const change = (next: (old: CampaignDetail) => CampaignDetail) => {
    // What was asked before the wish must not undo it on the screen.
    void queries.cancelQueries({ queryKey: options.queryKey })
    queries.setQueryData(options.queryKey, (old) => (old ? next(old) : old))
  }
  const settled = () => void queries.invalidateQueries({ queryKey: options.queryKey })
  const status = word(campaign)
  const isWanted = campaign.desiredOn && !campaign.holds.some(({ kind }) => kind === 'manual')
  const canSwitch =
    mayWrite && campaign.isAdopted && campaign.externalId !== null && ['live', 'paused'].includes(campaign.status)
  return (
    <>
      <PageHeader
        title={campaign.name}
        crumbs={[
          { label: client.name, href: `/${agency}/${client.slug}/overview` },
          { label: 'Campaigns', href: `/${agency}/${client.slug}/campaigns` },
        ]}
        source={source}
        actions={
          <>
            {props.actions}
            {canSwitch ? (
              <StateButton
                agency={agency}
                campaignId={campaign.id}
                isOn={isWanted}
                onWish={(on) => change((old) => wished(old, on))}
                onSettled={settled}
              />
            ) : null}
          </>
        }
      />
      {campaign.isAdopted ? null : (
        <AdoptNotice agency={agency} campaignId={campaign.id} mayWrite={mayWrite} onDone={settled} />
      )}
      {campaign.problem ? (
        <Notice tone="bad" className="mb-4">
          What is wanted has not reached {platformName(campaign.platform)}: {campaign.problem}
        </Notice>
      ) : null}
      <State campaign={campaign} locale={locale} client={client} agency={agency}>
        {status.shape === 'pill' && campaign.holds.length > 0 ? null : <StatusCell status={status} />}
      </State>
      {children}
      <Section title={campaign.platform === 'google_ads' ? 'Ad groups and ads' : 'Ad sets and ads'} className="mt-8">
        <UnitList
          campaign={campaign}
          isOn={campaign.status === 'live'}
          agency={agency}
          client={client.name}
          mayWrite={mayWrite}
          onWish={(kind, id, on) => change((old) => wishedPart(old, kind, id, on))}
          onSettled={settled}
        />
      </Section>
      <Section title="Log" note="newest first">
        <CampaignLog log={campaign.log} />
      </Section>
    </>
  )
}

const MANUAL = {
  id: 'wish',
  kind: 'manual',
  pill: 'Paused by hand',
  tone: 'neutral',
  reason: '',
  ends: 'until somebody resumes it',
  setBy: 'you',
  since: 'now',
} as const

/** The campaign as it will be when the platform has followed. */
function wished(old: CampaignDetail, on: boolean): CampaignDetail {
  const others = old.holds.filter(({ kind }) => kind !== 'manual')
  return on ? { ...old, desiredOn: true, holds: others } : { ...old, holds: [...others, MANUAL] }
}

function wishedPart(old: CampaignDetail, kind: 'unit' | 'ad', id: string, on: boolean): CampaignDetail {
  const put = <T extends { id: string; isHeld: boolean }>(one: T): T => (one.id === id ? { ...one, isHeld: !on } : one)
  const units = old.units.map((unit) => (kind === 'unit' ? put(unit) : { ...unit, ads: unit.ads.map(put) }))
  return { ...old, units }
}

type StateProps = {
  campaign: CampaignDetail
  locale: string
  client: CampaignPageProps['client']
  agency: string
  children: ReactNode
}

function State({ campaign, locale, client, agency, children }: StateProps) {
  const { account, budget, starts, ends, holds, build } = campaign
  const dates = starts || ends ? `${starts ?? 'On launch'} to ${ends ?? 'no end'}, ${client.timezone}` : 'No dates set'
  const name = platformName(campaign.platform)
  return (
    <div className="mb-6 rounded-card border border-line p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {children}
        {holds.map((hold) => (
          <span key={hold.id} className="inline-flex flex-wrap items-center gap-2 text-small text-muted">
            <Badge tone={hold.tone}>{hold.pill}</Badge>
            {hold.ends}; set by {hold.setBy}, {hold.since}
          </span>
        ))}
        {holds.length === 0 && !campaign.desiredOn && campaign.status === 'paused' ? (
          <span className="text-small text-muted">Not wanted on; Resume switches it on.</span>
        ) : null}
      </div>
      <DescriptionList
        className="mt-4"
        items={[
          {
            term: 'Platform',
            value: (
              <span className="inline-flex flex-wrap items-center gap-2">
                <PlatformMark name={campaign.platform === 'google_ads' ? 'google' : 'meta'} />
                {name}
                {campaign.externalId ? `, campaign ${campaign.externalId}` : ', not there yet'}
                {campaign.platformStatus ? <span className="text-muted">says {campaign.platformStatus}</span> : null}
              </span>
            ),
          },
          {
            term: 'Ad account',
            value: `${account.name}, ${account.externalId}, ${account.currency}, ${account.timezone}`,
          },
          {
            term: 'Budget',
            value: budget
              ? `${money(budget.micros, account.currency, locale)} ${budget.type === 'daily' ? 'a day' : 'in all'}${budget.level === 'shared' ? ', shared with other campaigns' : ''}`
              : 'None of its own',
          },
          { term: 'Dates', value: dates },
          { term: 'Brand and SKU', value: `${campaign.brand}, ${campaign.sku}` },
          ...(build
            ? [
                {
                  term: 'Built from',
                  value: (
                    <TextLink href={`/${agency}/${client.slug}/ads/${build.id}`}>{build.name || 'its draft'}</TextLink>
                  ),
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}
