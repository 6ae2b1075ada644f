import type { Scope } from '@/lib/access/scope'
import { startConnect } from '@/lib/integration/oauth.server'
import type { Provider } from '@/lib/integration/schema'
import { listenSandbox } from '@/lib/sandbox/listen.server'
import { setEnvironment } from '@/lib/server/env'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { agency, client, person } from './factories'
import { sandboxEnvironment } from './sandbox-login'

/** The sandbox platforms on a port of their own, with this process's connectors pointed at them. */
export async function openSandbox(): Promise<{ origin: string; close: () => Promise<void> }> {
  const sandbox = await listenSandbox()
  setEnvironment(sandboxEnvironment(sandbox.origin))
  return sandbox
}

export const ORIGIN = 'http://localhost:3000'

export type Answer = { provider: Provider; state: string; code: string | null; error: string | null; origin: string }

/** Goes to the platform and decides there; what the browser would bring back, not yet handed in. */
export async function goAndDecide(scope: Scope, provider: Provider, email: string | null): Promise<Answer> {
  const { url } = await startConnect(scope, { provider, returnTo: '/agency/integrations' }, ORIGIN)
  const decision: Record<string, string> = email === null ? { decision: 'deny' } : { email, decision: 'allow' }
  const answer = await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(decision) })
  const { searchParams } = new URL(answer.headers.get('location') ?? '', ORIGIN)
  return {
    provider,
    state: searchParams.get('state') ?? '',
    code: searchParams.get('code'),
    error: searchParams.get('error'),
    origin: ORIGIN,
  }
}

/** An agency with an owner and one client, nothing connected yet. */
export async function emptyAgency() {
  const home = await agency()
  const [owner, own] = [await person(home.id, { role: 'owner' }), await client(home.id)]
  return { ...home, owner: owner.scope, client: own }
}

/** The account of a name that a connected login reaches. */
export const accountNamed = (agencyId: string, platform: Provider, name: string) =>
  unsafeDb().adAccount.findFirstOrThrow({ where: { agencyId, platform, name } })
