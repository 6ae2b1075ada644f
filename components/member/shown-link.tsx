'use client'

import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'

/** A link that lets somebody in, shown this once. */
export function ShownLink({ link, email, mailed }: { link: string; email: string; mailed: boolean }) {
  return (
    <div className="grid gap-4">
      <Notice tone={mailed ? 'good' : 'info'}>
        {mailed ? `The invitation was mailed to ${email}.` : `No mail was sent. Give the link to ${email} yourself.`} It
        works once and for seven days.
      </Notice>
      <Field label="Link" help="Shown this once. Whoever has it can join as this person.">
        <div className="flex gap-2">
          <Input readOnly value={link} onFocus={(event) => event.target.select()} />
          <CopyButton text={link} what="link" size="medium" variant="secondary" />
        </div>
      </Field>
    </div>
  )
}
