import { z } from 'zod'
import { roles } from '#kernel/rights.ts'

// Shapes that the room's endpoints share.

export const reading = { none: 'reading leaves no entry' }
export const nothing = z.object({})
export const role = z.enum(roles)
export const locale = z.enum(['zh-CN', 'en'])
export const theme = z.enum(['system', 'light', 'dark'])
export const email = z.email().max(254)
export const personName = z.string().trim().min(1).max(100)
export const title = z.string().trim().min(1).max(200)
/** Any text: whether it is good enough is said by the refusals password_short, password_long, password_common. */
export const password = z.string().min(1).max(200)
export const personId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
export const token = z.string().min(20).max(100)
/** A WebAuthn value, made and read by the browser and the sign-in library. */
export const webauthn = z.record(z.string(), z.unknown())
export const timeZone = z
  .string()
  .max(64)
  .refine((zone) => zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone), 'not a time zone')
/** What comes after a right password: nothing, a code, a passkey, or the first enrolment of a second factor. */
export const next = z.object({ next: z.enum(['done', 'code', 'passkey', 'enrol']) })
