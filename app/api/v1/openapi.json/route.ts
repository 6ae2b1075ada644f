import { openRoute } from '@/lib/server/open-route'
import { description } from './addresses'

export const GET = openRoute({ run: () => Promise.resolve(description()) })
