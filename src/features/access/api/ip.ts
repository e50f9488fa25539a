import { z } from 'zod'
import { day, endpoint, id } from '#platform/endpoint.ts'

// The register of texts and pictures: who owns each version, since when, under which clause.

const ofClient = z.object({ clientId: id })
const owner = z.enum(['agency', 'client'])
const about = {
  label: z.string().trim().min(1).max(120),
  author: z.string().trim().min(1).max(100),
  owner,
  clause: z.string().trim().min(1).max(300),
  since: day,
}

const work = z.object({
  workId: id,
  medium: z.enum(['text', 'image']),
  label: z.string(),
  version: z.number().int(),
  author: z.string(),
  /** As of the day asked for, and since when. */
  owner,
  ownerSince: day,
  firstOwner: owner,
  clause: z.string(),
  since: day,
  contentHash: z.string(),
  excerpt: z.string().nullable(),
  bytes: z.number().int(),
  source: z.string(),
  recordedByName: z.string(),
  recordedAt: z.iso.datetime(),
  /** The payment by which it came to its owner; null for the first. */
  paymentRef: z.string().nullable(),
})

export const listIpWorks = endpoint({
  name: 'listIpWorks',
  summary: 'Every text and picture with its owner as of a day',
  method: 'GET',
  path: '/api/clients/:clientId/ip',
  permission: 'ip.read',
  ledger: { none: 'reading' },
  params: ofClient,
  query: z.object({ asOf: day.optional() }),
  output: z.object({ asOf: day, today: day, works: z.array(work) }),
})

export const showIpWork = endpoint({
  name: 'showIpWork',
  summary: 'One work: its text and the transfers of its ownership',
  method: 'GET',
  path: '/api/clients/:clientId/ip/:workId',
  permission: 'ip.read',
  ledger: { none: 'reading' },
  params: z.object({ clientId: id, workId: id }),
  output: z.object({
    work,
    text: z.string().nullable(),
    transfers: z.array(
      z.object({
        transferId: id,
        from: owner,
        to: owner,
        on: day,
        paymentRef: z.string(),
        note: z.string(),
        counterOf: id.nullable(),
        recordedByName: z.string(),
        recordedAt: z.iso.datetime(),
        /** Only the newest transfer can be taken back. */
        canCounter: z.boolean(),
      }),
    ),
  }),
})

export const showIpImage = endpoint({
  name: 'showIpImage',
  summary: 'The picture of a work, as an attachment',
  method: 'GET',
  path: '/api/clients/:clientId/ip/:workId/image',
  permission: 'ip.read',
  ledger: { none: 'reading' },
  params: z.object({ clientId: id, workId: id }),
  output: z.undefined(),
  refusals: ['file_gone'],
  transfer: 'download',
})

export const recordIpText = endpoint({
  name: 'recordIpText',
  summary: 'Enters a text as the next version of its label',
  method: 'POST',
  path: '/api/clients/:clientId/ip/texts',
  permission: 'ip.record',
  ledger: { event: 'ip.recorded' },
  params: ofClient,
  body: z.object({
    ...about,
    text: z
      .string()
      .max(200_000)
      .refine((text) => text.trim() !== '', 'needed'),
  }),
  output: z.object({ workId: id, version: z.number().int() }),
  refusals: ['ip_known', 'ip_in_future'],
})

export const recordIpImage = endpoint({
  name: 'recordIpImage',
  summary: 'Enters a picture (PNG, JPEG; at most 20 MB): multipart, the fields of a work before the file',
  method: 'POST',
  path: '/api/clients/:clientId/ip/images',
  permission: 'ip.record',
  ledger: { event: 'ip.recorded' },
  params: ofClient,
  output: z.object({ workId: id, version: z.number().int() }),
  refusals: [
    'no_files',
    'paper_too_large',
    'document_type',
    'document_broken',
    'document_polyglot',
    'ip_no_image',
    'ip_known',
    'ip_in_future',
  ],
  transfer: 'upload',
})

/** The fields that go with an uploaded picture. */
export const ipImageFields = z.object(about)

export const transferIpWorks = endpoint({
  name: 'transferIpWorks',
  summary: 'Moves the ownership of works on payment; all of them or none',
  method: 'POST',
  path: '/api/clients/:clientId/ip/transfers',
  permission: 'ip.transfer',
  ledger: { event: 'ip.transferred' },
  params: ofClient,
  body: z.object({
    workIds: z.array(id).min(1).max(500),
    to: owner,
    on: day,
    paymentRef: z.string().trim().min(2).max(120),
    note: z.string().trim().max(500),
  }),
  output: z.object({ transferred: z.number().int() }),
  refusals: ['ip_owned_already', 'ip_in_future', 'ip_before_last'],
})

export const counterIpTransfer = endpoint({
  name: 'counterIpTransfer',
  summary: 'Takes a work’s newest transfer back by an entry of its own; both stay in the register',
  method: 'POST',
  path: '/api/clients/:clientId/ip/transfers/:transferId/counter',
  permission: 'ip.transfer',
  ledger: { event: 'ip.transfer_countered' },
  params: z.object({ clientId: id, transferId: id }),
  body: z.object({ reason: z.string().trim().min(4).max(500) }),
  output: z.object({ transferId: id }),
  refusals: ['ip_not_last'],
})

export const exportIpRegister = endpoint({
  name: 'exportIpRegister',
  summary: 'The register as of a day: a workbook, CSV, or JSONL whose header is signed',
  method: 'GET',
  path: '/api/clients/:clientId/ip/export',
  permission: 'ip.read',
  ledger: { event: 'ip.exported' },
  params: ofClient,
  query: z.object({
    format: z.enum(['xlsx', 'csv', 'jsonl']).default('xlsx'),
    asOf: day.optional(),
    lang: z.enum(['zh', 'en']).default('zh'),
  }),
  output: z.undefined(),
  transfer: 'download',
})
