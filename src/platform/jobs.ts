import { PgBoss } from 'pg-boss'
import type { Json } from '#kernel/canonical-json.ts'
import type { Log } from './log.ts'
import type { Enqueue } from './tenant.ts'

/** A background job: retried on failure, so its handler must have the same effect run twice as once. */
export type JobKind = {
  readonly name: string
  /** Jobs of one kind that may run at once in one process. */
  readonly concurrency?: number
  /** How often each of them looks for work; default 0.5. Many that mostly wait may look less often. */
  readonly lookSeconds?: number
  readonly retries?: number
  readonly expireSeconds?: number
  /** cron, in UTC, when the job also runs by the clock (payload {}). */
  readonly cron?: string
  /** True when it also runs once as a worker starts. */
  readonly atStart?: boolean
  /** `stop` is aborted when the worker is told to end: long work leaves off where it can be taken up again. */
  run(payload: Json, stop?: AbortSignal): Promise<void>
}

export type Jobs = {
  /** Enqueues inside the caller's transaction. */
  readonly enqueue: Enqueue
  start(kinds: readonly JobKind[]): Promise<void>
  /** Registers the kinds without working them; tests then call settle. */
  register(kinds: readonly JobKind[]): Promise<void>
  /** Runs everything that is due, until nothing is. Throws the first failure. */
  settle(): Promise<void>
  stop(): Promise<void>
}

export function createJobs(url: string, log: Log): Jobs {
  const boss = new PgBoss({
    connectionString: url,
    max: 4,
    migrate: false,
    createSchema: false,
    reindex: false,
  })
  boss.on('error', (error) => log.error('jobs.failed', { error }))
  let registered: readonly JobKind[] = []
  const stopping = new AbortController()

  async function register(kinds: readonly JobKind[]): Promise<void> {
    await boss.start()
    registered = kinds
    for (const kind of kinds) {
      const options = {
        retryLimit: kind.retries ?? 3,
        retryBackoff: true,
        expireInSeconds: kind.expireSeconds ?? 3600,
      }
      await boss.createQueue(kind.name, options)
      if (kind.cron !== undefined) await boss.schedule(kind.name, kind.cron, {}, { tz: 'UTC' })
    }
  }

  return {
    async enqueue(executeSql, job, payload, options) {
      await boss.send(job, payload as object, {
        db: { executeSql: async (text, values) => (await executeSql(text, values)) as { rows: never[] } },
        ...(options.key === undefined ? {} : { singletonKey: options.key }),
        ...(options.startAfter === undefined ? {} : { startAfter: options.startAfter }),
      })
    },
    register,
    async start(kinds) {
      await register(kinds)
      for (const kind of kinds) if (kind.atStart === true) await boss.send(kind.name, {})
      for (const kind of kinds) {
        await boss.work(
          kind.name,
          {
            pollingIntervalSeconds: kind.lookSeconds ?? 0.5,
            batchSize: 1,
            localConcurrency: kind.concurrency ?? 1,
          },
          async ([job]) => {
            if (job === undefined) return
            const began = performance.now()
            try {
              await kind.run(job.data as Json, stopping.signal)
              log.info('job.completed', {
                job: kind.name,
                id: job.id,
                ms: Math.round(performance.now() - began),
              })
            } catch (error) {
              log.error('job.failed', { job: kind.name, id: job.id, error })
              throw error
            }
          },
        )
      }
    },
    async settle() {
      for (let again = true; again;) {
        again = false
        for (const kind of registered) {
          const due = await boss.fetch(kind.name, { batchSize: 20 })
          for (const job of due) {
            again = true
            await kind.run(job.data as Json, stopping.signal)
            await boss.complete(kind.name, job.id)
          }
        }
      }
    },
    stop: () => {
      stopping.abort()
      return boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}
