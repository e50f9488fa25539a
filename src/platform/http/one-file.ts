import type { FastifyRequest } from 'fastify'
import { Refusal } from '#kernel/refusal.ts'

/** The one file of a multipart request, in memory. Refuses no_files, and `tooLarge` for more than so many bytes. */
export async function oneFile(
  request: FastifyRequest,
  mostBytes: number,
  tooLarge: () => Refusal,
): Promise<{ name: string; bytes: Buffer }> {
  if (!request.isMultipart()) throw new Refusal('no_files')
  const part = await request.file({ limits: { files: 1, fileSize: mostBytes } })
  if (part === undefined) throw new Refusal('no_files')
  const bytes = await part.toBuffer().catch(() => {
    throw tooLarge()
  })
  return { name: part.filename, bytes }
}
