import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, test } from 'vitest'

const ECHO = `import http from 'node:http'
const server = http.createServer((request, response) => response.end(request.headers['x-forwarded-for']))
server.listen(0, '127.0.0.1', () => console.log(server.address().port))`

test('the caller stands last, whatever the caller says', async () => {
  const preload = path.join(import.meta.dirname, 'with-address.mjs')
  const child = spawn(process.execPath, ['--import', preload, '--input-type=module', '--eval', ECHO])
  try {
    const [line] = await once(child.stdout, 'data')
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`http://127.0.0.1:${String(line).trim()}`, { headers })).text()
    expect(await ask({})).toBe('127.0.0.1')
    expect(await ask({ 'x-forwarded-for': '127.0.0.1, 8.8.8.8' })).toBe('127.0.0.1, 8.8.8.8, 127.0.0.1')
  } finally {
    child.kill()
  }
})
