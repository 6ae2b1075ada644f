'use client'

import { Segmented } from '@/components/ui/segmented'
import { cn } from '@/lib/core/cn'
import { AdTabs } from './ad-tabs'
import { useBuilder } from './context'
import { CallToActionField, PathFields, PrimaryText, UrlField } from './ad-fields'
import { MediaField } from './media-field'
import { Overrides } from './overrides'
import { Stage } from './stage'
import { TextRows } from './text-rows'

/** Write at the left, see every placement at the right; on a phone one after the other. */
export function CreativeStep() {
  const { draft, adKey, pane, setPane } = useBuilder()
  const index = draft.ads.findIndex((ad) => ad.key === adKey)
  const ad = draft.ads[index]
  if (!ad) return null
  const place = { ad, adIndex: index, where: 'universal' } as const
  return (
    <>
      <div className="sticky top-0 z-20 border-b border-line bg-background p-2 lg:hidden">
        <Segmented
          label="Write or look"
          value={pane}
          onValueChange={setPane}
          options={[
            { value: 'write', label: 'Write' },
            { value: 'look', label: 'Preview' },
          ]}
        />
      </div>
      <div className="lg:grid lg:min-h-[calc(100dvh-104px)] lg:grid-cols-[468px_minmax(0,1fr)]">
        <div
          className={cn(
            'grid content-start gap-6 border-line p-4 sm:p-6 lg:border-r',
            pane === 'look' && 'hidden lg:grid',
          )}
        >
          <header>
            <h2 className="text-title">Creative</h2>
            <p className="mt-1 text-muted">Write once. Each platform takes what it can show.</p>
          </header>
          <AdTabs />
          <div key={ad.key} className="grid gap-6">
            <TextRows {...place} list="headlines" />
            <TextRows {...place} list="descriptions" />
            <PrimaryText {...place} />
            <MediaField {...place} />
            <div className="grid gap-4 sm:grid-cols-[160px_minmax(0,1fr)]">
              <CallToActionField {...place} />
              <PathFields {...place} />
            </div>
            <UrlField {...place} />
            <Overrides ad={ad} adIndex={index} />
          </div>
        </div>
        <aside
          aria-label="Preview"
          id="preview"
          className={cn('relative min-w-0 bg-surface', pane === 'write' && 'hidden lg:block')}
        >
          <h2 className="sr-only">Preview</h2>
          <div className="lg:sticky lg:top-0 lg:max-h-dvh lg:overflow-y-auto">
            <Stage ad={ad} adIndex={index} />
          </div>
        </aside>
      </div>
    </>
  )
}
