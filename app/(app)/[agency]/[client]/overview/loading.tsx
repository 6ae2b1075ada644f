import { PageSkeleton } from '@/components/layout/page-skeleton'

export default function Loading() {
  return <PageSkeleton figures={5} chart rows={8} />
}
