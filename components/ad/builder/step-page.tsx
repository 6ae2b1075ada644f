'use client'

import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { useBuilder } from './context'
import { IssueList } from './issue-list'
import { BUILDER_STEPS, STEP_NAMES, stepIssues, type BuilderStep } from './types'

/** A step that is a form: heading, fields, what is wrong with them, and the way on. */
export function StepPage({
  step,
  title,
  intro,
  children,
}: {
  step: Exclude<BuilderStep, 'review'>
  title: string
  intro: ReactNode
  children: ReactNode
}) {
  const { issues, setStep } = useBuilder()
  const next = BUILDER_STEPS[BUILDER_STEPS.indexOf(step) + 1]
  return (
    <div className="mx-auto grid max-w-180 gap-6 p-4 sm:p-6">
      <header>
        <h2 className="text-title">{title}</h2>
        <p className="mt-1 max-w-140 text-muted">{intro}</p>
      </header>
      {children}
      <IssueList issues={stepIssues(issues, step)} />
      {next ? (
        <div>
          <Button variant="primary" onClick={() => setStep(next)}>
            {next === 'review' ? 'Review' : `Continue to ${STEP_NAMES[next].toLowerCase()}`}
            <ArrowRight aria-hidden />
          </Button>
        </div>
      ) : null}
    </div>
  )
}
