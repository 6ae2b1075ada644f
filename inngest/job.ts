import { inngest } from './client'

/**
 * Declares a job: `job({ id, triggers, concurrency, retries }, ({ event, step }) => …)`, typed as Inngest types it.
 *
 * Whatever it throws is adapted by the client: an AppError that may never be retried ends the run, one that names a
 * time is tried again then, and each run that carries an `agencyId` has its row in `job_run`.
 * Options are those that every Inngest has: `concurrency` and `idempotency` with paths such as `event.data.agencyId`,
 * and no debounce, throttle, batch, priority or cancelOn, which the server for one machine refuses by name.
 * `idempotency` also stops a person's retry for 24 hours: where a job may be retried by hand, give the event an id.
 */
export const job = inngest.createFunction
