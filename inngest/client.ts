import 'server-only'
import { Inngest, Middleware } from 'inngest'
import { RunRecord } from '@/lib/job/record.server'
import { AppError } from '@/lib/core/errors'
import { log } from '@/lib/server/log'

type Level = 'debug' | 'info' | 'warn' | 'error'

/** The SDK logs either a text, or fields and a text. */
const line =
  (level: Level) =>
  (...parts: unknown[]): void => {
    const [first, second] = parts
    if (typeof first === 'string') log()[level](first)
    else log()[level]({ inngest: first }, typeof second === 'string' ? second : 'inngest')
  }
const logger = { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }

/** Sending reads the addresses and keys of the moment, and a server that does not answer becomes one of our errors. */
class Sending extends Middleware.BaseMiddleware {
  readonly id = 'paceline:sending'

  override transformSendEvent(sent: Middleware.TransformSendEventArgs): Middleware.TransformSendEventArgs {
    this.client.setEnvVars()
    return sent
  }

  override async wrapSendEvent({ next }: Middleware.WrapSendEventArgs) {
    try {
      return await next()
    } catch (cause) {
      throw new AppError(
        'unavailable',
        'The background jobs do not answer, so nothing was started. Try again in a moment.',
        { cause },
      )
    }
  }
}

/**
 * The one client. Keys and addresses come from the environment (INNGEST_BASE_URL, INNGEST_EVENT_KEY,
 * INNGEST_SIGNING_KEY). `isDev` is false in every mode, so that INNGEST_DEV cannot switch signatures off.
 */
export const inngest = new Inngest({
  id: 'paceline',
  isDev: false,
  logger,
  internalLogger: logger,
  middleware: [Sending, RunRecord],
})
