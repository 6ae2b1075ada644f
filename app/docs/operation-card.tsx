import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import type { Field, Operation } from '@/lib/openapi/outline'

function Fields({ title, fields }: { title: string; fields: Field[] }) {
  if (fields.length === 0) return null
  return (
    <details className="border-t border-line" open={title !== 'Answer'}>
      <summary className="min-h-6 cursor-pointer px-4 py-2 text-label hover:bg-surface">
        {title} <span className="font-normal text-muted">{fields.length}</span>
      </summary>
      <dl className="px-4 pb-3">
        {fields.map(({ name, type, isRequired, says }) => (
          <div key={name} className="grid gap-x-4 border-t border-line py-2 first:border-t-0 sm:grid-cols-[240px_1fr]">
            <dt className="font-mono text-small break-words">
              {name}
              {isRequired || title === 'Answer' ? null : <span className="font-sans text-muted"> optional</span>}
            </dt>
            <dd className="min-w-0 text-small break-words">
              {type}
              {says ? <span className="text-muted">. {says}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** One method of one address: what it takes and what it answers. */
export function OperationCard({ operation }: { operation: Operation }) {
  const { id, method, path, summary, description, parameters, body, answer } = operation
  return (
    <Card id={id} aria-label={`${method} ${path}`}>
      <CardHeader className="pb-3">
        <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 text-label">
          <Badge tone={method === 'GET' ? 'neutral' : 'info'}>{method}</Badge>
          <code className="min-w-0 text-body break-all">{path}</code>
        </h3>
        <p className="mt-2">{summary}</p>
        <p className="mt-0.5 text-small text-muted">{description}</p>
      </CardHeader>
      <Fields title="Parameters" fields={parameters} />
      <Fields title="Body" fields={body} />
      <Fields title="Answer" fields={answer.fields} />
      <p className="border-t border-line px-4 py-2 text-small text-muted">
        {answer.status === '204' ? 'Answers 204 without a body' : `Answers ${answer.status}, ${answer.type}`}
      </p>
    </Card>
  )
}
