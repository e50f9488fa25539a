import { z } from 'zod'
import { idText, listOf, maybe, micros } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

// Calls above profiles: the door's profileId is null.

const profile = z
  .object({
    profileId: idText,
    countryCode: z.string(),
    currencyCode: z.string(),
    timezone: z.string(),
    dailyBudget: maybe(micros),
    accountInfo: z.object({
      marketplaceStringId: z.string(),
      /** The seller id, the same in every marketplace: a profile is known by its own id alone. */
      id: z.string(),
      type: z.string(),
      name: maybe(z.string()),
      validPaymentMethod: maybe(z.boolean()),
    }),
  })
  .transform(({ accountInfo, timezone, currencyCode, dailyBudget, ...rest }) => ({
    ...rest,
    currency: currencyCode,
    timeZone: timezone,
    dailyBudgetMicros: dailyBudget,
    marketplaceId: accountInfo.marketplaceStringId,
    accountId: accountInfo.id,
    accountType: accountInfo.type,
    accountName: accountInfo.name,
    paymentValid: accountInfo.validPaymentMethod,
  }))

export type Profile = z.output<typeof profile>

/** The profiles this person may edit, or may only view, in the door's region. */
export function listProfiles(door: Door, accessLevel: 'edit' | 'view'): Promise<Answer<Profile[]>> {
  return send(door, 'profiles.listProfiles', { query: { accessLevel } }, z.array(profile))
}

const managers = z
  .object({
    managerAccounts: listOf(
      z.object({
        managerAccountId: maybe(z.string()),
        managerAccountName: maybe(z.string()),
        linkedAccounts: listOf(
          z.object({
            accountId: maybe(z.string()),
            accountName: maybe(z.string()),
            accountType: maybe(z.string()),
            marketplaceId: maybe(z.string()),
            profileId: maybe(idText),
          }),
        ),
      }),
    ),
  })
  .transform(({ managerAccounts }) => managerAccounts)

export type ManagerAccount = z.output<typeof managers>[number]

/** Manager accounts this person belongs to, with up to 50 linked accounts each. */
export function getManagerAccounts(door: Door): Promise<Answer<ManagerAccount[]>> {
  return send(door, 'managerAccounts.getManagerAccounts', {}, managers)
}
