'use client'

import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import { useState, type ReactElement, type ReactNode } from 'react'
import { cn } from '@/lib/core/cn'
import { AppError } from '@/lib/core/errors'
import { Button } from './button'
import { backdropClass, dialogClass } from './dialog'
import { Field } from './field'
import { Input } from './input'
import { Notice } from './notice'

export type ConfirmDialogProps = {
  /** The effect as a sentence: `Pauses 14 ads now`. */
  title: ReactNode
  description?: ReactNode
  /** What it touches, as a list. */
  children?: ReactNode
  /** Verb and object, as the button says it: `Pause 14 ads`. */
  confirm: string
  /** What not doing it means: `Keep running`. */
  cancel?: string
  /** At the left of the buttons: `Undo for 10 s`. */
  note?: ReactNode
  danger?: boolean
  /** Only where it cannot be undone: the word to type first. */
  typed?: string
  /** While it runs the button shows it; a refusal stands in the dialog, which stays open. */
  onConfirm: () => void | Promise<void>
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** Asked before something that costs. What can be undone is rather done, with an undo in the toast. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, description, children, confirm, cancel = 'Cancel', note, danger = false, typed, trigger } = props
  const [own, setOwn] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [text, setText] = useState('')
  const open = props.open ?? own
  const change = (next: boolean) => {
    if (busy) return
    setRefusal(undefined)
    setText('')
    setOwn(next)
    props.onOpenChange?.(next)
  }
  const act = async () => {
    if (typed && text.trim() !== typed) return setRefusal(`Type ${typed} to go on.`)
    setBusy(true)
    try {
      await props.onConfirm()
      setOwn(false)
      props.onOpenChange?.(false)
      setText('')
      setRefusal(undefined)
    } catch (error) {
      setRefusal(
        error instanceof AppError ? error.message : 'Something went wrong. Nothing may have changed; try again.',
      )
    } finally {
      setBusy(false)
    }
  }
  return (
    <Base.Root open={open} onOpenChange={change}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup className={cn(dialogClass, 'max-w-120 overflow-y-auto p-6')}>
          <Base.Title className="text-heading text-balance">{title}</Base.Title>
          {description ? (
            <Base.Description className="mt-1 text-body text-muted">{description}</Base.Description>
          ) : null}
          {children ? <div className="mt-4">{children}</div> : null}
          {typed ? (
            <Field label={`Type ${typed} to confirm`} className="mt-4">
              <Input value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" />
            </Field>
          ) : null}
          {refusal ? (
            <Notice tone="bad" className="mt-4">
              {refusal}
            </Notice>
          ) : null}
          <div className="mt-6 flex flex-wrap items-center justify-end gap-2">
            {note ? <span className="mr-auto text-small text-muted">{note}</span> : null}
            <Base.Close render={<Button />}>{cancel}</Base.Close>
            <Button variant={danger ? 'danger' : 'primary'} loading={busy} onClick={() => void act()}>
              {confirm}
            </Button>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
