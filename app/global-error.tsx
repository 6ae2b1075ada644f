'use client'

import '@fontsource-variable/inter'
import './globals.css'
import { Failure } from '@/components/ui/empty'
import { Button } from '@/components/ui/button'

/** The last resort, when the layout itself failed. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Paceline</title>
        <main className="grid min-h-dvh place-items-center">
          <Failure
            title="Something went wrong on our side"
            reference={error.digest}
            action={<Button onClick={reset}>Try again</Button>}
          >
            What runs in the background goes on. Try again; if it stays, name the reference below.
          </Failure>
        </main>
      </body>
    </html>
  )
}
