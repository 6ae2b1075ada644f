import { Check } from 'lucide-react'
import { PERMISSIONS, ROLES, roleMay, type Permission } from '@/lib/access/permissions'

const rows = Object.entries(PERMISSIONS) as [Permission, { says: string }][]

/** The very table that the doors read. */
export function PermissionTable() {
  return (
    <section
      aria-label="Permissions by role"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard
      tabIndex={0}
      className="relative overflow-x-auto rounded-card border border-line"
    >
      <table className="w-full min-w-160 border-collapse">
        <thead>
          <tr className="text-label">
            <th scope="col" className="px-4 py-3 text-left">
              May
            </th>
            {ROLES.map((role) => (
              <th key={role} scope="col" className="w-22 px-2 py-3 text-center capitalize">
                {role}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([permission, { says }]) => (
            <tr key={permission} className="border-t border-line">
              <th scope="row" className="px-4 py-2 text-left font-normal">
                {says}
              </th>
              {ROLES.map((role) => (
                <td key={role} className="px-2 py-2 text-center">
                  {roleMay(role, permission) ? (
                    <Check aria-label="yes" className="mx-auto size-4" />
                  ) : (
                    <span className="sr-only">no</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
