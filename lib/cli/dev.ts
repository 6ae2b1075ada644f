import 'server-only'
import { options } from './options'
import { serve } from './up'

export async function run(args: string[]): Promise<number> {
  options(args, {}, 'Usage: npm run dev')
  return serve('dev')
}
