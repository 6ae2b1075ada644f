import 'server-only'
import { getUser } from '@/lib/access/scope.server'
import { landingPath } from '@/lib/agency/page-scope.server'
import { AppError } from '@/lib/core/errors'
import { known } from '@/lib/server/known'
import { finishConnect, unsafeReturnPath } from './oauth.server'
import { isProblem, type Problem, withParameters } from './problem'
import type { Provider } from './schema'

type Answer = { state: string; code: string | null; error: string | null; origin: string }

/** Where a person belongs whose answer names no page of theirs: the integrations of the agency last seen. */
async function ownPage(userId: string, lastAgency: string | undefined): Promise<string> {
  const landing = await landingPath(userId, lastAgency)
  const [, agency] = landing?.split('/') ?? []
  return agency ? `/${agency}/integrations` : '/'
}

function problemIn(thrown: unknown): { problem: Problem; returnTo: string | undefined } {
  // Logs what was not expected; the person gets a sentence of the closed list.
  known(thrown)
  const { problem, returnTo } = thrown instanceof AppError ? thrown.details : {}
  return {
    problem: isProblem(problem) ? problem : 'failed',
    returnTo: typeof returnTo === 'string' ? returnTo : undefined,
  }
}

/**
 * Takes a platform's answer and says where to go: the page that began it, with `connected` or `problem` in its query.
 * Never throws for what the browser or the platform sent.
 */
export async function takeAnswer(provider: Provider, answer: Answer, lastAgency: string | undefined): Promise<string> {
  const user = await getUser()
  if (!user) {
    const back = (await unsafeReturnPath(provider, answer.state)) ?? '/'
    return `/sign-in?next=${encodeURIComponent(withParameters(back, { problem: 'signed_out', provider }))}`
  }
  try {
    const { returnTo, outcome, integrationId } = await finishConnect({ provider, ...answer })
    return outcome === 'cancelled'
      ? withParameters(returnTo, { problem: 'cancelled', provider })
      : withParameters(returnTo, { connected: integrationId ?? provider, provider })
  } catch (error) {
    const { problem, returnTo } = problemIn(error)
    return withParameters(returnTo ?? (await ownPage(user.userId, lastAgency)), { problem, provider })
  }
}
