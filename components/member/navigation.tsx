import {
  Cable,
  ChartLine,
  Image,
  LayoutGrid,
  ListChecks,
  Mail,
  Megaphone,
  Settings,
  SlidersHorizontal,
  Users,
  Workflow,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { NavItem } from '@/components/layout/side'
import { roleMay, type Permission, type Role } from '@/lib/access/permissions'

type Entry = { path: string; label: string; icon: ReactNode; keys?: string; may: Permission; exact?: boolean }

/** Pages of one client, in the order of the sidebar; a page that is new gets its row here. */
const CLIENT_PAGES: readonly Entry[] = [
  { path: '/overview', label: 'Overview', icon: <ChartLine aria-hidden />, keys: 'g o', may: 'dashboard.read' },
  { path: '/ads', label: 'Ads', icon: <Image aria-hidden />, keys: 'g a', may: 'campaign.read' },
  { path: '/campaigns', label: 'Campaigns', icon: <Megaphone aria-hidden />, keys: 'g m', may: 'campaign.read' },
  {
    path: '/settings',
    label: 'Client settings',
    icon: <SlidersHorizontal aria-hidden />,
    keys: 'g x',
    may: 'client.read',
  },
]

/** Pages of the agency as a whole. */
const AGENCY_PAGES: readonly Entry[] = [
  { path: '', label: 'Portfolio', icon: <LayoutGrid aria-hidden />, keys: 'g h', may: 'client.read', exact: true },
  { path: '/clients', label: 'Clients', icon: <ListChecks aria-hidden />, keys: 'g c', may: 'client.read' },
  { path: '/integrations', label: 'Integrations', icon: <Cable aria-hidden />, keys: 'g i', may: 'integration.read' },
  { path: '/jobs', label: 'Jobs', icon: <Workflow aria-hidden />, keys: 'g j', may: 'job.read' },
  { path: '/team', label: 'Team', icon: <Users aria-hidden />, keys: 'g t', may: 'team.read' },
  { path: '/outbox', label: 'Outbox', icon: <Mail aria-hidden />, may: 'team.write' },
  { path: '/settings', label: 'Settings', icon: <Settings aria-hidden />, keys: 'g s', may: 'agency.read' },
]

const itemsOf = (entries: readonly Entry[], base: string, role: Role): NavItem[] =>
  entries
    .filter(({ may }) => roleMay(role, may))
    .map(({ path, label, icon, keys, exact }) => ({ href: `${base}${path}`, label, icon, keys, exact }))

export const clientNav = (base: string, role: Role): NavItem[] => itemsOf(CLIENT_PAGES, base, role)
export const agencyNav = (base: string, role: Role): NavItem[] => itemsOf(AGENCY_PAGES, base, role)
