'use client'

import { Check, CircleAlert, CloudOff, RefreshCw } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Spinner } from '@/components/ui/spinner'
import { time } from '@/lib/core/format'
import { browserZone } from './browser-zone'
import { useBuilder } from './context'
import { useCalm } from './use-calm'

/** Whether everything typed is safe; quiet as long as it is. */
export function SaveNote() {
  const { kept, keeper, data } = useBuilder()
  const { save } = kept
  const at = (iso: string) => time(iso, data.context.locale, browserZone())
  const says = (): { icon: ReactNode; text: string; tone?: string } => {
    switch (save.kind) {
      case 'saved':
        return { icon: <Check aria-hidden className="size-4" />, text: `Saved ${at(save.at)}` }
      case 'unsaved':
      case 'saving':
        return { icon: <Spinner />, text: 'Saving' }
      case 'retrying':
        return { icon: <CloudOff aria-hidden className="size-4" />, text: 'Not saved, trying again', tone: 'text-warn' }
      case 'signed_out':
        return {
          icon: <CircleAlert aria-hidden className="size-4" />,
          text: 'Not saved, signed out',
          tone: 'text-warn',
        }
      case 'refused':
        return { icon: <CircleAlert aria-hidden className="size-4" />, text: 'Not saved', tone: 'text-bad' }
      case 'conflict':
        return { icon: <CircleAlert aria-hidden className="size-4" />, text: 'Changed elsewhere', tone: 'text-warn' }
    }
  }
  const { icon, text, tone } = says()
  return (
    <div className="flex min-w-0 items-center gap-2">
      <output
        className={`flex items-center gap-1.5 text-small whitespace-nowrap ${tone ?? 'text-muted'}`}
        title={save.kind === 'refused' ? save.message : undefined}
      >
        {icon}
        {text}
      </output>
      {save.kind === 'retrying' || save.kind === 'refused' ? (
        <Button
          variant="quiet"
          size="iconSmall"
          aria-label="Save now"
          title={save.kind === 'refused' ? save.message : 'Save now'}
          onClick={() => void keeper.flush()}
        >
          <RefreshCw aria-hidden />
        </Button>
      ) : null}
      {save.kind === 'signed_out' ? <SignIn /> : null}
    </div>
  )
}

/** The session has ended: what was typed waits here until somebody signs in, in another tab. */
function SignIn() {
  const { keeper } = useBuilder()
  const isCalm = useCalm(true)
  const [isPut, setIsPut] = useState(false)
  const path = typeof window === 'undefined' ? '/' : window.location.pathname + window.location.search
  return (
    <Dialog
      open={isCalm && !isPut}
      onOpenChange={(isOpen) => setIsPut(!isOpen)}
      trigger={
        <Button size="small" variant="quiet">
          Sign in
        </Button>
      }
      title="Sign in to go on"
      description="Your session has ended. Everything that you typed is kept in this browser and is saved as soon as you have signed in."
      footer={
        <>
          <Button onClick={() => void keeper.flush()}>I have signed in</Button>
          <a
            href={`/sign-in?next=${encodeURIComponent(path)}`}
            target="_blank"
            rel="noreferrer"
            className="inline-flex h-9 items-center rounded-control border border-primary bg-primary px-3 text-label text-background hover:border-primary-strong hover:bg-primary-strong"
          >
            Sign in in a new tab
          </a>
        </>
      }
    />
  )
}
