import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { Refusal } from '#kernel/refusal.ts'
import { type DocumentType, checkDocument } from '#platform/files/document-check.ts'

export const UPLOAD_LIMIT_BYTES = 20 * 2 ** 20

export type UploadedDocument<F> = {
  readonly fields: F
  readonly name: string
  readonly bytes: Buffer
  /** SHA-256, hex. */
  readonly hash: string
  readonly type: DocumentType
}

/**
 * One document with its fields from a multipart request, looked through. Refuses no_files, paper_too_large, invalid_input, and what
 * checkDocument refuses.
 */
export async function readDocument<S extends z.ZodType>(
  request: FastifyRequest,
  schema: S,
): Promise<UploadedDocument<z.core.output<S>>> {
  if (!request.isMultipart()) throw new Refusal('no_files')
  const given: Record<string, string> = {}
  let file: { name: string; bytes: Buffer } | null = null
  const limits = { files: 1, fields: 30, fieldSize: 5000, fileSize: UPLOAD_LIMIT_BYTES }
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      if (part.value !== '') given[part.fieldname] = String(part.value)
      continue
    }
    const bytes = await part.toBuffer().catch(() => {
      throw new Refusal('paper_too_large', { megabytes: UPLOAD_LIMIT_BYTES / 2 ** 20 })
    })
    file = { name: plainName(part.filename), bytes }
  }
  if (file === null || file.bytes.length === 0) throw new Refusal('no_files')
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Refusal('invalid_input', {
      field: issue?.path.join('.') ?? '',
      problem: issue?.message ?? '',
    })
  }
  const hash = createHash('sha256').update(file.bytes).digest('hex')
  return { fields: parsed.data, ...file, hash, type: await checkDocument(file.bytes) }
}

/** A name as it may be shown; it is never used to reach the disk. */
function plainName(name: string): string {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? ''
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  const clean = last.replaceAll(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069"]/g, '').trim()
  return clean.slice(-120) || 'document'
}

const mimeTypes: Readonly<Record<DocumentType, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

const endings: Readonly<Record<DocumentType, string>> = { pdf: 'pdf', png: 'png', jpeg: 'jpg', docx: 'docx' }

/**
 * Somebody else's bytes on their way to a browser: saved, never shown, never run. The name ends as the content is, whatever it was called.
 */
export function asAttachment(reply: FastifyReply, type: DocumentType, name: string): FastifyReply {
  const stem = name.replace(/\.[A-Za-z0-9]{1,5}$/, '') || 'document'
  const whole = `${stem}.${endings[type]}`
  const plain = whole.replaceAll(/[^\w.-]/g, '_')
  return reply
    .type(mimeTypes[type])
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cache-control', 'private, no-store')
    .header(
      'content-disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(whole)}`,
    )
}
