'use client'

import { ChevronRight, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { PlatformMark } from '@/components/ad/preview/platform-mark'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Menu, MenuItem } from '@/components/ui/menu'
import { overriddenFields, startOverride, toggleLeaveOut, useUniversal as takeUniversal } from '@/lib/ad/edit'
import { PLATFORM_NAMES, platformsOf } from '@/lib/ad/issue'
import { goesTo, type Ad, type AdFields, type BuildPlatform } from '@/lib/ad/schema'
import { CallToActionField, PathFields, PrimaryText, UrlField } from './ad-fields'
import { fieldId, useBuilder } from './context'
import { MediaField } from './media-field'
import type { AdPlace } from './place'
import { TextRows } from './text-rows'

type Version = { field: keyof AdFields; label: string; edit: (place: AdPlace) => ReactNode }

const VERSIONS: Record<BuildPlatform, Version[]> = {
  google_ads: [
    { field: 'headlines', label: 'Headlines', edit: (place) => <TextRows {...place} list="headlines" /> },
    { field: 'descriptions', label: 'Descriptions', edit: (place) => <TextRows {...place} list="descriptions" /> },
    { field: 'path1', label: 'Display path', edit: (place) => <PathFields {...place} /> },
    { field: 'url', label: 'Final URL', edit: (place) => <UrlField {...place} /> },
  ],
  meta_ads: [
    { field: 'primaryText', label: 'Primary text', edit: (place) => <PrimaryText {...place} /> },
    { field: 'headlines', label: 'Headlines', edit: (place) => <TextRows {...place} list="headlines" /> },
    { field: 'descriptions', label: 'Descriptions', edit: (place) => <TextRows {...place} list="descriptions" /> },
    { field: 'media', label: 'Picture', edit: (place) => <MediaField {...place} /> },
    { field: 'callToAction', label: 'Call to action', edit: (place) => <CallToActionField {...place} /> },
    { field: 'url', label: 'Final URL', edit: (place) => <UrlField {...place} /> },
  ],
}

/** Where a platform gets something else than the universal text. */
export function Overrides({ ad, adIndex }: { ad: Ad; adIndex: number }) {
  const { draft } = useBuilder()
  const platforms = platformsOf(draft)
  const total = platforms.reduce((sum, platform) => sum + overriddenFields(ad, platform).length, 0)
  return (
    <section aria-label="Platform versions" id={fieldId(`ads.${adIndex}.overrides`)}>
      <div className="mb-2 flex items-baseline gap-2">
        <span className="text-label">Platform versions</span>
        <span className="ml-auto text-small text-muted">
          {total === 0 ? 'None' : total === 1 ? '1 field differs' : `${total} fields differ`}
        </span>
      </div>
      <div className="divide-y divide-line rounded-card border border-line">
        {platforms.map((platform) => (
          <PlatformVersion key={platform} ad={ad} adIndex={adIndex} platform={platform} />
        ))}
      </div>
    </section>
  )
}

function PlatformVersion({ ad, adIndex, platform }: { ad: Ad; adIndex: number; platform: BuildPlatform }) {
  const { edit, draft } = useBuilder()
  const own = overriddenFields(ad, platform)
  const versions = VERSIONS[platform]
  const place: AdPlace = { ad, adIndex, where: platform }
  const isOut = !goesTo(ad, platform)
  const differing = versions.filter(({ field }) => own.includes(field))
  const says = isOut
    ? 'Left out'
    : differing.length === 0
      ? 'Same as above'
      : `${differing.map(({ label }) => label).join(', ')} ${differing.length === 1 && !differing[0]?.label.endsWith('s') ? 'differs' : 'differ'}`
  const drop = (field: keyof AdFields) =>
    edit((current) => {
      const next = takeUniversal(current, ad.key, platform, field)
      return field === 'path1' ? takeUniversal(next, ad.key, platform, 'path2') : next
    })
  return (
    <details
      key={own.length === 0 ? 'closed' : 'open'}
      open={own.length > 0}
      className="group"
      id={fieldId(`ads.${adIndex}.overrides.${platform}`)}
    >
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 px-4 py-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-muted group-open:rotate-90" />
        <PlatformMark name={platform === 'google_ads' ? 'google' : 'meta'} />
        <span className="text-label">{platform === 'google_ads' ? 'Google Search' : 'Facebook and Instagram'}</span>
        <span className="ml-auto text-right text-small text-muted">{says}</span>
      </summary>
      <div className="grid gap-5 px-4 pb-4">
        {differing.map(({ field, label, edit: editor }) => (
          <div key={field} className="grid gap-1">
            <div className="flex justify-end">
              <Button variant="link" size="inline" onClick={() => drop(field)}>
                Use the universal {label.toLowerCase()}
              </Button>
            </div>
            {editor(place)}
          </div>
        ))}
        <div className="flex flex-wrap items-center gap-3">
          {differing.length < versions.length ? (
            <Menu
              align="start"
              trigger={
                <Button size="small">
                  <Plus aria-hidden /> Write a {PLATFORM_NAMES[platform]} version
                </Button>
              }
            >
              {versions
                .filter(({ field }) => !own.includes(field))
                .map(({ field, label }) => (
                  <MenuItem
                    key={field}
                    onSelect={() => edit((current) => startOverride(current, ad.key, platform, field))}
                  >
                    {label}
                  </MenuItem>
                ))}
            </Menu>
          ) : null}
          {draft.ads.length > 1 || isOut ? (
            <Checkbox
              checked={isOut}
              onCheckedChange={() => edit((current) => toggleLeaveOut(current, ad.key, platform))}
            >
              Leave {PLATFORM_NAMES[platform]} out of this ad
            </Checkbox>
          ) : null}
        </div>
      </div>
    </details>
  )
}
