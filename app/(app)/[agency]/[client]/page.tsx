import { redirect } from 'next/navigation'

export default async function Page({ params }: { params: Promise<{ agency: string; client: string }> }) {
  const { agency, client } = await params
  redirect(`/${agency}/${client}/overview`)
}
