import type { Metadata } from 'next'
import { description } from '@/app/api/v1/openapi.json/addresses'
import { TextLink } from '@/components/ui/button'
import { outline } from '@/lib/openapi/outline'
import { OperationCard } from './operation-card'

export const metadata: Metadata = { title: 'REST API' }

const anchor = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]+/g, '-')

const EXAMPLE = `curl -s $PACELINE/api/v1/auth/login \\
  -H 'content-type: application/json' \\
  -d '{"email": "you@agency.example", "password": "…"}'

curl -s $PACELINE/api/v1/clients -H "authorization: Bearer $ACCESS_TOKEN"`

/** The REST API for people: the same description that programs read at /api/v1/openapi.json. */
export default function Page() {
  const subjects = outline(description())
  return (
    <main className="mx-auto w-full max-w-240 p-4 pb-16 min-[900px]:p-6">
      <header className="mb-8">
        <h1 className="text-title">REST API</h1>
        <p className="mt-1 max-w-160 text-muted">
          JSON in snake_case under <code className="text-small">/api/v1</code>. For programs:{' '}
          <TextLink href="/api/v1/openapi.json" prefetch={false}>
            OpenAPI 3.1
          </TextLink>
          .
        </p>
      </header>
      <nav aria-label="Subjects" className="mb-8 flex flex-wrap gap-x-4 gap-y-2">
        {subjects.map(({ name }) => (
          <TextLink key={name} href={`#${anchor(name)}`}>
            {name}
          </TextLink>
        ))}
      </nav>
      <section aria-labelledby="rules" className="mb-12">
        <h2 id="rules" className="mb-3 text-heading">
          Rules
        </h2>
        <ul className="max-w-160 list-disc space-y-1 pl-5">
          <li>Send the access token as a bearer token. It names one person in one agency and lasts 15 minutes.</li>
          <li>A refresh token is good once, for 7 days. Using one twice ends every token that came from it.</li>
          <li>Amounts are major units: a number or decimal text in, decimal text beside its currency out.</li>
          <li>A list gives at most 200 at a time; send its next as cursor for the following page.</li>
          <li>What is not yours is not found (404), like what does not exist.</li>
          <li>A refusal is a problem document (RFC 9457) that names each field and says what to do.</li>
          <li>Paths answer with and without a slash at the end.</li>
        </ul>
        <pre className="mt-4 rounded-card bg-surface p-4 text-small break-words whitespace-pre-wrap">{EXAMPLE}</pre>
      </section>
      {subjects.map(({ name, operations }) => (
        <section key={name} aria-labelledby={anchor(name)} className="mb-12">
          <h2 id={anchor(name)} className="mb-3 scroll-mt-4 text-heading">
            {name}
          </h2>
          <div className="grid gap-4">
            {operations.map((operation) => (
              <OperationCard key={operation.id} operation={operation} />
            ))}
          </div>
        </section>
      ))}
    </main>
  )
}
