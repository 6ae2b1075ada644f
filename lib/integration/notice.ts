import { isProblem, problemSentence, problemTone } from './problem'
import { Provider, PROVIDER_NAMES } from './schema'
import type { IntegrationsView } from './view'

export type Notice = { tone: 'info' | 'good' | 'warn' | 'bad'; text: string }

type Search = Record<string, string | string[] | undefined>

const one = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

const accounts = (n: number): string => (n === 1 ? 'one ad account' : `${n} ad accounts`)

/** What a person reads who comes back from a platform; undefined for one who comes from elsewhere. */
export function returnNotice(search: Search, { logins }: IntegrationsView): Notice | undefined {
  const problem = one(search['problem'])
  if (problem !== undefined) {
    const key = isProblem(problem) ? problem : 'failed'
    // The address can be written by anybody: only names that we know are repeated.
    const provider = Provider.safeParse(search['provider'])
    return { tone: problemTone(key), text: problemSentence(key, provider.success ? provider.data : 'the platform') }
  }
  const login = logins.find(({ id }) => id === one(search['connected']))
  if (!login) return undefined
  const wanted = logins.find(({ id }) => id === one(search['reconnect']))
  if (wanted && wanted.id !== login.id && wanted.status !== 'active')
    return {
      tone: 'warn',
      text: `You signed in with another login, ${login.label}. ${wanted.label} still has no access: reconnect it with its own login.`,
    }
  const waiting = login.accounts.filter(({ client }) => client === null).length
  const next =
    waiting > 0
      ? `Assign ${waiting === login.accounts.length ? 'each' : accounts(waiting)} to a client to fetch its figures.`
      : 'Its figures are fetched from now on.'
  const reaches = `It reaches ${accounts(login.accounts.length)}.`
  return { tone: 'good', text: `${PROVIDER_NAMES[login.provider]} is connected as ${login.label}. ${reaches} ${next}` }
}
