import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'

const LOOK = {
  pass: { Icon: CircleCheck, word: 'Passed', tone: 'text-good' },
  know: { Icon: TriangleAlert, word: 'To check', tone: 'text-warn' },
  block: { Icon: CircleAlert, word: 'Blocks launch', tone: 'text-bad' },
}

/** In order, to look at, or in the way: by shape, colour and word. */
export function SeverityIcon({ state }: { state: keyof typeof LOOK }) {
  const { Icon, word, tone } = LOOK[state]
  return (
    <span className="mt-0.5 shrink-0">
      <Icon aria-hidden className={`size-4 ${tone}`} />
      <span className="sr-only">{word}</span>
    </span>
  )
}
