'use client'

import { Check, TriangleAlert } from 'lucide-react'
import { PlatformMark } from '@/components/ad/preview/platform-mark'
import { BUTTON_LABELS } from '@/components/ad/preview/words'
import { Field } from '@/components/ui/field'
import { controlClass, Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { setField } from '@/lib/ad/edit'
import { isBlocking, isConnected, PLATFORM_NAMES, platformsOf } from '@/lib/ad/issue'
import { facebookFeed } from '@/lib/ad/placement/facebook-feed'
import { googleSearch } from '@/lib/ad/placement/google-search'
import { adNames, namesFor } from '@/lib/ad/resolve'
import { CALLS_TO_ACTION, type BuildPlatform } from '@/lib/ad/schema'
import { countFor } from '@/lib/ad/text'
import { utmFor, utmQuery } from '@/lib/ad/utm'
import { cn } from '@/lib/core/cn'
import { fieldId, useBuilder } from './context'
import { FieldNote } from './field-note'
import { placeFields, placePath, type AdPlace } from './place'
import { useLandings } from './use-landings'

const FOLD = facebookFeed.limits.primaryText.fold

/** The text above the picture at Meta. */
export function PrimaryText(place: AdPlace) {
  const { edit, issueAt, draft } = useBuilder()
  const { primaryText } = placeFields(place)
  const path = placePath(place, 'primaryText')
  const id = fieldId(path)
  const issue = issueAt(path)
  if (place.where === 'universal' && !platformsOf(draft).includes('meta_ads')) return null
  const length = countFor('meta_ads', primaryText)
  return (
    <div>
      <div className="mb-2 flex items-center gap-2">
        <label htmlFor={id} className="text-label">
          Primary text
        </label>
        <span className="text-muted">
          <PlatformMark name="meta" label="Meta" />
        </span>
      </div>
      <div className="relative">
        <textarea
          id={id}
          rows={3}
          value={primaryText}
          aria-invalid={(issue && isBlocking(issue)) || undefined}
          aria-describedby={`${id}-note`}
          className={cn(controlClass, 'field-sizing-content max-h-80 min-h-20 resize-y py-2 pr-14')}
          onChange={(event) =>
            edit((current) => setField(current, place.ad.key, place.where, 'primaryText', event.target.value))
          }
        />
        <span
          aria-hidden
          className="pointer-events-none absolute top-2.5 right-2.5 bg-background pl-1 text-small text-muted"
        >
          {length}
        </span>
      </div>
      {issue ? (
        <FieldNote issue={issue} id={`${id}-note`} />
      ) : (
        <p id={`${id}-note`} className="mt-1 text-small text-muted">
          {FOLD
            ? `Facebook folds it after line ${FOLD.lines.mobile ?? 3}, at about ${FOLD.characters} characters.`
            : ''}
        </p>
      )}
    </div>
  )
}

export function CallToActionField(place: AdPlace) {
  const { edit, issueAt } = useBuilder()
  const path = placePath(place, 'callToAction')
  const issue = issueAt(path)
  return (
    <div id={fieldId(path)}>
      <Field label="Call to action" help={issue?.message}>
        <Select
          value={placeFields(place).callToAction}
          options={CALLS_TO_ACTION.map((value) => ({ value, label: BUTTON_LABELS[value] ?? 'No button' }))}
          onValueChange={(value) =>
            edit((current) => setField(current, place.ad.key, place.where, 'callToAction', value))
          }
        />
      </Field>
    </div>
  )
}

/** Google shows these words behind the address; they need not exist there. */
export function PathFields(place: AdPlace) {
  const { edit, issueAt, draft } = useBuilder()
  const fields = placeFields(place)
  if (place.where === 'universal' && !platformsOf(draft).includes('google_ads')) return null
  const most = googleSearch.limits.path.hard
  const issue = issueAt(placePath(place, 'path1')) ?? issueAt(placePath(place, 'path2'))
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 flex items-center gap-2 text-label">
        Display path
        <span className="text-muted">
          <PlatformMark name="google" label="Google" />
        </span>
      </legend>
      <div className="flex items-center gap-2">
        {(['path1', 'path2'] as const).map((field) => {
          const path = placePath(place, field)
          const length = countFor('google_ads', fields[field])
          const own = issueAt(path)
          return (
            <span key={field} className="flex min-w-0 flex-1 items-center gap-2">
              <span aria-hidden className="text-muted">
                /
              </span>
              <span className="relative min-w-0 flex-1">
                <input
                  id={fieldId(path)}
                  aria-label={field === 'path1' ? 'Path 1' : 'Path 2'}
                  aria-invalid={(own && isBlocking(own)) || undefined}
                  value={fields[field]}
                  className={cn(controlClass, 'h-9 px-2 pr-11 pointer-coarse:h-11')}
                  onChange={(event) =>
                    edit((current) => setField(current, place.ad.key, place.where, field, event.target.value))
                  }
                />
                <span
                  aria-hidden
                  className={cn(
                    'pointer-events-none absolute inset-y-0 right-2 flex items-center text-small',
                    length > most ? 'font-medium text-bad' : 'text-muted',
                  )}
                >
                  {length}/{most}
                </span>
              </span>
            </span>
          )
        })}
      </div>
      <FieldNote issue={issue} id={`${fieldId(placePath(place, 'path1'))}-note`} />
    </fieldset>
  )
}

export function UrlField(place: AdPlace) {
  const { edit, issueAt } = useBuilder()
  const { url } = placeFields(place)
  const path = placePath(place, 'url')
  const id = fieldId(path)
  const issue = issueAt(path)
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-label">
        Final URL
      </label>
      <Input
        id={id}
        type="url"
        inputMode="url"
        spellCheck={false}
        value={url}
        placeholder="https://www.example.com/offer"
        aria-invalid={(issue && isBlocking(issue)) || undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => edit((current) => setField(current, place.ad.key, place.where, 'url', event.target.value))}
      />
      <FieldNote issue={issue} id={`${id}-note`} />
      {issue ? null : <LandingNote url={url} />}
      {place.where === 'universal' ? <Utm place={place} /> : null}
    </div>
  )
}

/** Whether the page answers, once the address is saved. */
function LandingNote({ url }: { url: string }) {
  const { data } = useLandings()
  const found = data?.find((each) => each.url === url.trim())?.landing
  if (!found) return null
  const isFine = found.ok && found.lost.length === 0
  return (
    <p className={cn('mt-1 flex gap-1.5 text-small', isFine ? 'text-muted' : 'text-warn')}>
      {isFine ? (
        <Check aria-hidden className="mt-0.5 size-3 shrink-0 text-good" />
      ) : (
        <TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
      )}
      {found.message}
    </p>
  )
}

/** What each platform gets behind the address; generated by the client's rules. */
function Utm({ place }: { place: AdPlace }) {
  const { draft, data } = useBuilder()
  const { context } = data
  const names = namesFor(draft, context)
  const rows = draft.connections.flatMap(
    (connection, i): { platform: BuildPlatform; account: string; query: string }[] => {
      const account = context.accounts.find(({ id }) => id === connection.adAccountId)
      if (!account) return []
      const campaign = names[i] ?? ''
      const ad = adNames(draft.ads, campaign)[place.adIndex] ?? ''
      const facts = {
        client: context.client,
        brand: context.brand,
        sku: context.sku,
        objective: draft.objective ?? '',
        platform: account.platform === 'google_ads' ? 'google' : 'meta',
        account: account.name,
        campaign,
        unit: '',
        ad,
        yyyymm: account.today.slice(0, 7).replace('-', ''),
      }
      return [
        {
          platform: account.platform,
          account: account.name,
          query: utmQuery(utmFor(account.platform, context.utm, facts)),
        },
      ]
    },
  )
  const isReady = draft.objective !== null && rows.length > 0
  return (
    <div className="mt-3 grid gap-2">
      <div className="flex items-baseline justify-between gap-2 text-small text-muted">
        <span className="text-label text-text">UTM</span>
        Generated; each platform has its own
      </div>
      {isReady ? (
        rows.map(({ platform, account, query }) => (
          <p
            key={`${platform} ${account}`}
            className="rounded-control bg-surface px-3 py-2 text-small break-all text-muted"
          >
            <span className="mr-1 inline-flex translate-y-0.5">
              <PlatformMark name={platform === 'google_ads' ? 'google' : 'meta'} label={PLATFORM_NAMES[platform]} />
            </span>
            {query}
          </p>
        ))
      ) : (
        <p className="text-small text-muted">
          {isConnected(draft, 'google_ads') || isConnected(draft, 'meta_ads')
            ? 'Choose an objective first.'
            : 'Choose accounts first.'}
        </p>
      )}
    </div>
  )
}
