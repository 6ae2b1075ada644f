'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, type ButtonProps } from './button'

export type CopyButtonProps = { text: string; /** What is copied: `address`. */ what: string } & Pick<
  ButtonProps,
  'variant' | 'size' | 'className'
>

/** Copies and says so for two seconds. */
export function CopyButton({ text, what, variant = 'quiet', size = 'iconSmall', className }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2000)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      setState('refused')
    }
  }
  const said =
    state === 'copied' ? 'Copied' : state === 'refused' ? 'The browser refused; select it and copy by hand' : ''
  return (
    <>
      <Button
        variant={variant}
        size={size}
        className={className}
        aria-label={`Copy ${what}`}
        title={said || `Copy ${what}`}
        onClick={() => void copy()}
      >
        {state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
        {size === 'icon' || size === 'iconSmall' ? null : state === 'copied' ? 'Copied' : `Copy ${what}`}
      </Button>
      <output className="sr-only">{said}</output>
    </>
  )
}
