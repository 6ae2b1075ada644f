import type { Scope } from './scope'

export const ROLES = ['owner', 'admin', 'buyer', 'manager', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export const ROLE_SAYS: Record<Role, string> = {
  owner: 'Everything, including credentials and deleting clients',
  admin: 'Accounts, people and everything a buyer does',
  buyer: 'Builds, launches, pauses and budgets',
  manager: 'Reports, commentary, mix models and event relays',
  viewer: "Reads one client's dashboard and reports",
}

type Row = { roles: readonly Role[]; says: string }

const staff = ['owner', 'admin', 'buyer', 'manager'] as const
const everyone = [...staff, 'viewer'] as const
const buyers = ['owner', 'admin', 'buyer'] as const
const admins = ['owner', 'admin'] as const

/** Who may do what: the doors, the buttons and the team page read this one table. */
export const PERMISSIONS = {
  'dashboard.read': { roles: everyone, says: "Read their clients' dashboards" },
  'campaign.read': { roles: staff, says: 'Read campaigns, ads and logs' },
  'ad.build': { roles: buyers, says: 'Build ads' },
  'campaign.write': { roles: buyers, says: 'Launch, pause, resume and adopt campaigns' },
  'budget.write': { roles: buyers, says: 'Set budgets and schedules' },
  'report.write': { roles: staff, says: 'Write reports, commentary and exports' },
  'report.read': { roles: everyone, says: 'Read reports' },
  'event.write': { roles: ['owner', 'admin', 'buyer', 'manager'], says: 'Set up storefronts and destinations' },
  'client.read': { roles: staff, says: 'Read the list of clients' },
  'client.write': { roles: buyers, says: 'Create and edit clients, brands and SKUs' },
  'client.archive': { roles: admins, says: 'Archive and restore clients' },
  'client.delete': { roles: ['owner'], says: 'Delete a client and all its data' },
  'client.export': { roles: admins, says: 'Export all data of a client' },
  'integration.read': { roles: staff, says: 'See connections and their state' },
  'integration.write': { roles: admins, says: 'Connect, assign and disconnect ad accounts' },
  'integration.sync': { roles: staff, says: 'Fetch new figures now' },
  'team.read': { roles: staff, says: 'See the team' },
  'team.write': { roles: admins, says: 'Invite people and change their roles' },
  'agency.read': { roles: staff, says: "Read the agency's settings" },
  'agency.write': { roles: admins, says: "Change the agency's settings" },
  'job.read': { roles: admins, says: 'See background jobs' },
  'job.write': { roles: admins, says: 'Retry background jobs' },
  'credential.read': { roles: ['owner'], says: 'Decrypt a credential' },
  'automation.write': { roles: ['owner'], says: 'Let the optimiser change budgets by itself' },
  'self.write': { roles: everyone, says: 'Change their own password and preferences' },
} as const satisfies Record<string, Row>

export type Permission = keyof typeof PERMISSIONS

export const roleMay = (role: Role, permission: Permission): boolean =>
  (PERMISSIONS[permission].roles as readonly Role[]).includes(role)

export const can = (scope: Pick<Scope, 'role'>, permission: Permission): boolean => roleMay(scope.role, permission)
