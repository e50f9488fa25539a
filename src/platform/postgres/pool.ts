import pg from 'pg'

/**
 * A pool that outlives its connections. A connection may end at any moment, idle or lent; its error, unheard, would end the process.
 * Whoever uses a broken connection hears of it from the next statement, and the pool replaces it.
 */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config)
  const ignore = (): void => undefined
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}
