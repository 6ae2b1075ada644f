'use client'

import { ChevronLeft, ChevronRight, Columns2, Shuffle } from 'lucide-react'
import { parseAsBoolean, parseAsStringLiteral, useQueryState } from 'nuqs'
import { useMemo, useState } from 'react'
import { PlatformMark } from '@/components/ad/preview/platform-mark'
import type { Identity, StorySurface } from '@/components/ad/preview/types'
import { Button } from '@/components/ui/button'
import { Segmented } from '@/components/ui/segmented'
import { Switch } from '@/components/ui/switch'
import { combine, pageLabel, type CombineMode } from '@/lib/ad/combine'
import { isBlocking, platformsOf } from '@/lib/ad/issue'
import type { Device } from '@/lib/ad/placement/define'
import { PLACEMENT_SLUGS, PLACEMENTS, placementsFor, type PlacementSlug } from '@/lib/ad/placement/index'
import { fieldsFor, goesTo, type Ad, type Media } from '@/lib/ad/schema'
import { cn } from '@/lib/core/cn'
import { useBuilder } from './context'
import { IssueList, MARKS } from './issue-list'
import { mediaAddress } from './media-field'
import { PayloadNote } from './payload-note'
import { PlacementView } from './placement-view'
import { stepIssues } from './types'

const MODES = ['pinned', 'shuffle', 'shortest', 'longest'] as const

/** The ad as each placement shows it, and what is wrong with it. */
export function Stage({ ad, adIndex }: { ad: Ad; adIndex: number }) {
  const { draft, issues, data } = useBuilder()
  const platforms = platformsOf(draft).filter((platform) => goesTo(ad, platform))
  const slugs = platforms.flatMap(placementsFor)
  const [wanted, setWanted] = useQueryState('placement', parseAsStringLiteral(PLACEMENT_SLUGS))
  const [isPair, setIsPair] = useQueryState('pair', parseAsBoolean.withDefault(true))
  const [device, setDevice] = useState<Device>('mobile')
  const [mode, setMode] = useState<CombineMode>({ kind: 'pinned' })
  const [page, setPage] = useState(0)
  const [surface, setSurface] = useState<StorySurface>('instagram')
  const [safe, setSafe] = useState(false)
  const slug = wanted && slugs.includes(wanted) ? wanted : slugs[0]
  // Beside a placement of one platform stands the first of the other.
  const partner = slug && slugs.find((each) => PLACEMENTS[each].platform !== PLACEMENTS[slug].platform)
  const shown = slug ? PLACEMENT_SLUGS.filter((each) => each === slug || (isPair && each === partner)) : []
  const identity = useIdentity()
  const mediaUrl = useMemo(() => (media: Media) => mediaAddress(data.agency, media), [data.agency])
  const google = fieldsFor(ad, 'google_ads')
  const { headlines, descriptions } = google
  const combinations = useMemo(() => combine({ headlines, descriptions }, mode), [headlines, descriptions, mode])
  const combination = useMemo(() => combinations.at(page), [combinations, page])
  const own = issues.filter(
    (issue) =>
      issue.step !== 'creative' ||
      draft.ads.length === 1 ||
      issue.path === 'ads' ||
      issue.path.startsWith(`ads.${adIndex}.`),
  )
  const clear = slugs.filter((each) => !issues.some((issue) => issue.step === 'creative' && concerns(issue, each)))
  if (!slug)
    return (
      <p className="p-6 text-muted">
        This ad is left out of every chosen platform. Take one in again under Platform versions.
      </p>
    )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex items-end gap-2 border-b border-line bg-background px-4 sm:px-6">
        <div role="tablist" aria-label="Placements" className="flex min-w-0 flex-1 gap-4 overflow-x-auto">
          {slugs.map((each) => (
            <PlacementTab
              key={each}
              slug={each}
              adIndex={adIndex}
              isOn={shown.includes(each)}
              isChosen={each === slug}
              onChoose={() => void setWanted(each)}
            />
          ))}
        </div>
        {partner ? (
          <Button
            variant="quiet"
            size="small"
            className="mb-1.5 hidden xl:inline-flex"
            aria-pressed={isPair}
            onClick={() => void setIsPair(!isPair)}
          >
            <Columns2 aria-hidden /> Side by side
          </Button>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-3 px-4 sm:px-6">
        <Segmented
          label="Device"
          value={device}
          onValueChange={setDevice}
          options={[
            { value: 'mobile', label: 'Mobile' },
            { value: 'desktop', label: 'Desktop' },
          ]}
          className="bg-line"
        />
        {shown.includes('google-search') ? (
          <Combinations
            mode={mode}
            total={combinations.total}
            page={page}
            onMode={(kind) => {
              setPage(0)
              setMode(kind === 'shuffle' ? { kind, seed: mode.kind === 'shuffle' ? mode.seed + 1 : 1 } : { kind })
            }}
            onPage={setPage}
          />
        ) : null}
        {shown.includes('story') ? (
          <>
            <Segmented
              label="Whose story"
              value={surface}
              onValueChange={setSurface}
              options={[
                { value: 'instagram', label: 'Instagram' },
                { value: 'facebook', label: 'Facebook' },
              ]}
              className="bg-line"
            />
            <Switch checked={safe} onCheckedChange={setSafe}>
              Safe zones
            </Switch>
          </>
        ) : null}
      </div>
      <div
        role="tabpanel"
        aria-label="Preview of the ad"
        className={cn(
          'grid grid-cols-[minmax(0,1fr)] items-start justify-items-center gap-8 px-4 sm:px-6',
          shown.length > 1 && device === 'mobile' && 'xl:grid-cols-2',
        )}
      >
        {shown.map((each) => (
          <PlacementView
            key={each}
            slug={each}
            ad={ad}
            adIndex={adIndex}
            device={device}
            combination={combination}
            identity={identity}
            mediaUrl={mediaUrl}
            surface={surface}
            showSafeZones={safe}
          />
        ))}
      </div>
      <div className="flex flex-wrap justify-between gap-2 px-4 text-small text-muted sm:px-6">
        <span>Preview. Actual rendering depends on device, placement and platform tests.</span>
        <PayloadNote />
      </div>
      <div className="px-4 pb-6 sm:px-6">
        <IssueList
          issues={stepIssues(own, 'creative')}
          clear={
            clear.length > 0 ? `${clear.map((each) => PLACEMENTS[each].name).join(', ')}: nothing to fix.` : undefined
          }
        />
      </div>
    </div>
  )
}

type Concern = { placement?: PlacementSlug; platform?: string }
const concerns = (issue: Concern, slug: PlacementSlug): boolean =>
  issue.placement ? issue.placement === slug : issue.platform ? issue.platform === PLACEMENTS[slug].platform : true

type TabProps = { slug: PlacementSlug; adIndex: number; isOn: boolean; isChosen: boolean; onChoose: () => void }

function PlacementTab({ slug, adIndex, isOn, isChosen, onChoose }: TabProps) {
  const { issues, draft } = useBuilder()
  const own = issues.filter(
    (issue) =>
      issue.step === 'creative' &&
      concerns(issue, slug) &&
      (draft.ads.length === 1 || issue.path.startsWith(`ads.${adIndex}.`)),
  )
  const blocks = own.filter(isBlocking).length
  return (
    <button
      type="button"
      role="tab"
      aria-selected={isChosen}
      onClick={onChoose}
      className={cn(
        'relative -mb-px flex h-12 shrink-0 items-center gap-2 border-b-2 border-transparent text-label text-muted -outline-offset-2 hover:text-text',
        isOn && 'border-text text-text',
        isChosen && 'border-primary',
      )}
    >
      <PlatformMark name={MARKS[slug]} />
      {PLACEMENTS[slug].name}
      {own.length > 0 ? (
        <span
          className={cn(
            'grid h-5 min-w-5 place-items-center rounded-full px-1.5 text-small font-medium',
            blocks > 0 ? 'bg-bad-soft text-bad' : 'bg-warn-soft text-warn',
          )}
        >
          {own.length}
          <span className="sr-only">{blocks > 0 ? `, ${blocks} block launch` : ' to check'}</span>
        </span>
      ) : null}
    </button>
  )
}

type CombinationProps = {
  mode: CombineMode
  total: number
  page: number
  onMode: (kind: (typeof MODES)[number]) => void
  onPage: (page: number) => void
}

function Combinations({ mode, total, page, onMode, onPage }: CombinationProps) {
  return (
    <>
      <Segmented
        label="Combination"
        value={mode.kind}
        onValueChange={onMode}
        options={MODES.map((kind) => ({ value: kind, label: `${kind.charAt(0).toUpperCase()}${kind.slice(1)}` }))}
        className="bg-line"
      />
      {mode.kind === 'shuffle' ? (
        <Button variant="quiet" size="small" onClick={() => onMode('shuffle')}>
          <Shuffle aria-hidden /> Shuffle again
        </Button>
      ) : null}
      <span className="inline-flex items-center gap-1">
        <Button
          variant="quiet"
          size="iconSmall"
          aria-label="Previous combination"
          disabled={total < 2}
          onClick={() => onPage(page - 1)}
        >
          <ChevronLeft aria-hidden />
        </Button>
        <output className="min-w-14 text-center text-small text-muted">{pageLabel(page, total)}</output>
        <Button
          variant="quiet"
          size="iconSmall"
          aria-label="Next combination"
          disabled={total < 2}
          onClick={() => onPage(page + 1)}
        >
          <ChevronRight aria-hidden />
        </Button>
      </span>
    </>
  )
}

/** Who advertises, from the chosen page and Instagram account; the client's name until they are chosen. */
function useIdentity(): Identity {
  const { draft, data } = useBuilder()
  const meta = draft.connections.find(({ platform }) => platform === 'meta_ads')
  const assets = data.context.accounts.find(({ id }) => id === meta?.adAccountId)?.assets ?? []
  const nameOf = (id: string | null | undefined) => assets.find(({ externalId }) => externalId === id)?.name
  const name = nameOf(meta?.pageId) ?? data.client.name
  const handle = nameOf(meta?.instagramId)
  return useMemo(() => (handle === undefined ? { name } : { name, handle }), [name, handle])
}
