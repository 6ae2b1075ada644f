import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { AppError } from '@/lib/core/errors'

/** Parses a command's options; what it does not know is refused with the option's name. */
export function options<T extends ParseArgsOptionsConfig>(args: string[], config: T, usage: string) {
  try {
    const { values } = parseArgs({
      args,
      options: { ...config, help: { type: 'boolean' } },
      strict: true,
      allowPositionals: false,
    })
    if ('help' in values && values.help) {
      process.stdout.write(`${usage}\n`)
      process.exit(0)
    }
    return values as ReturnType<typeof parseArgs<{ options: T }>>['values']
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('invalid', `${message}\n${usage}`, { cause })
  }
}
