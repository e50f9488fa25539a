import { createLog } from '#platform/log.ts'
import { startEmbedded } from '#platform/postgres/launcher.ts'

// Starts the embedded database as a process of its own, so that tests can kill it: node test/support/launch-child.ts FOLDER.
// Says {url, attached} in one line, or {code, message} of the refusal, and then waits.
const [dataDir = ''] = process.argv.slice(2)
try {
  const { url, attached } = await startEmbedded({ dataDir, log: createLog('error') })
  process.stdout.write(`${JSON.stringify({ url, attached })}\n`)
  setInterval(() => {}, 60_000)
} catch (error) {
  const { code, message } = error as { code?: string; message: string }
  process.stdout.write(`${JSON.stringify({ code, message })}\n`)
}
