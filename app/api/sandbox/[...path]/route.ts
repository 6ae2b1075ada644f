import { serveSandbox } from '@/lib/sandbox/serve.server'

type Context = { params: Promise<{ path: string[] }> }

async function serve(request: Request, { params }: Context): Promise<Response> {
  const [platform = '', ...path] = (await params).path
  return serveSandbox(request, platform, path.map(decodeURIComponent).join('/'))
}

export { serve as DELETE, serve as GET, serve as POST, serve as PUT }
