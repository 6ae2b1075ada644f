'use client'

import { Skeleton } from '@/components/ui/skeleton'
import { AudienceStep } from './audience-step'
import { BudgetStep } from './budget-step'
import { ConflictNotice } from './conflict-dialog'
import { ConnectionsStep } from './connections-step'
import { BuilderProvider, useBuilder } from './context'
import { CreativeStep } from './creative-step'
import { ObjectiveStep } from './objective-step'
import { ReviewStep } from './review-step'
import { StepNav } from './step-nav'
import { TopBar } from './top-bar'
import type { BuilderData } from './types'
import { useKeeper } from './use-keeper'

/** The ad builder: one draft, six steps, everything kept as it is typed. */
export function Builder({ data }: { data: BuilderData }) {
  const keeper = useKeeper(data.agency, data.build)
  if (!keeper) return <Opening name={data.build.name} />
  return (
    <BuilderProvider data={data} keeper={keeper}>
      <Frame />
    </BuilderProvider>
  )
}

function Frame() {
  const { step } = useBuilder()
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 -left-full z-60 rounded-control bg-background px-3 py-2 text-label shadow-float focus:left-2"
      >
        Skip to content
      </a>
      <TopBar />
      <StepNav />
      <ConflictNotice />
      <main id="main" tabIndex={-1} className="outline-none">
        {step === 'objective' ? <ObjectiveStep /> : null}
        {step === 'connections' ? <ConnectionsStep /> : null}
        {step === 'audience' ? <AudienceStep /> : null}
        {step === 'creative' ? <CreativeStep /> : null}
        {step === 'budget' ? <BudgetStep /> : null}
        {step === 'review' ? <ReviewStep /> : null}
      </main>
    </>
  )
}

/** Of the builder's geometry, while this browser's own copies are read. */
function Opening({ name }: { name: string }) {
  return (
    <div aria-busy>
      <div className="flex h-14 items-center gap-3 border-b border-line px-6">
        <Skeleton className="w-24" />
        <h1 className="text-label">{name || 'Untitled draft'}</h1>
      </div>
      <div className="flex h-12 items-center gap-8 border-b border-line px-6">
        {[80, 96, 72, 64, 120, 56].map((width) => (
          <Skeleton key={width} style={{ width }} />
        ))}
      </div>
      <div className="grid max-w-160 gap-4 p-6">
        <Skeleton className="h-6 w-40" />
        <Skeleton className="h-9 w-full" />
        <Skeleton className="h-9 w-full" />
        <Skeleton className="h-24 w-full" />
      </div>
    </div>
  )
}
