import { access } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

export const webFolder = join(import.meta.dirname, '../../../dist/web')

/** Serves the built screens; every path that is not a file or an API is the one page, which routes by itself. */
export async function serveWeb(http: FastifyInstance): Promise<void> {
  const built = await access(join(webFolder, 'index.html')).then(
    () => true,
    () => false,
  )
  if (built) {
    await http.register(fastifyStatic, {
      root: webFolder,
      wildcard: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        const forever = path.includes('/assets/')
        reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  http.setNotFoundHandler((request, reply) => {
    const page = built && request.method === 'GET' && !/^\/(api|assets)\//.test(request.url)
    return page ? reply.sendFile('index.html') : reply.code(404).send({ code: 'not_found', params: {} })
  })
}
