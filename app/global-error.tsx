'use client'

import '@fontsource-variable/inter'
import './globals.css'
import { Failure } from '@/components/ui/empty'
import { Button } from '@/components/ui/button'

/** The last resort, when the layout itself failed. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Paceline</title>
        <main className="grid min-h-dvh place-items-center">
          <Failure
            title="Something went wrong on our side"
            reference={error.digest}
            action={<Button onClick={() => window.location.reload()}>Try again</Button>}
          >
            What runs in the background goes on. Try again; if it stays, name the reference below.
          </Failure>
        </main>
      </body>
    </html>
  )
}
