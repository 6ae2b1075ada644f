'use server'

import { action } from '@/lib/server/action'
import { removeMember, updateMember, updateProfile } from './data.server'
import { createInvitation, resendInvitation, revokeInvitation } from './invite.server'
import { changeOwnPassword } from './reset.server'
import { InvitationRef, Invite, MemberChange, MemberRef, PasswordChange, Profile } from './schema'

export const inviteMember = action({
  name: 'team.invite',
  may: 'team.write',
  input: Invite,
  run: createInvitation,
  audit: ({ email, role }) => ({ target: email, details: { role } }),
})

export const resendInvite = action({
  name: 'team.invite.resend',
  may: 'team.write',
  input: InvitationRef,
  run: (scope, { invitationId }) => resendInvitation(scope, invitationId),
  audit: ({ invitationId }) => ({ target: invitationId }),
})

export const revokeInvite = action({
  name: 'team.invite.revoke',
  may: 'team.write',
  input: InvitationRef,
  run: (scope, { invitationId }) => revokeInvitation(scope, invitationId),
  audit: ({ invitationId }) => ({ target: invitationId }),
})

export const changeMember = action({
  name: 'team.change',
  may: 'team.write',
  input: MemberChange,
  run: updateMember,
  audit: ({ membershipId, role, allClients, clientIds }) => ({
    target: membershipId,
    details: { role, allClients, clientIds },
  }),
})

export const endMembership = action({
  name: 'team.remove',
  may: 'team.write',
  input: MemberRef,
  run: (scope, { membershipId }) => removeMember(scope, membershipId),
  audit: ({ membershipId }, { name }) => ({ target: membershipId, details: { name } }),
})

export const changeMyPassword = action({
  name: 'self.password',
  may: 'self.write',
  input: PasswordChange,
  run: changeOwnPassword,
})

export const changeMyProfile = action({ name: 'self.profile', may: 'self.write', input: Profile, run: updateProfile })
