import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server's admin URL. */
    databaseUrl: string
  }
}

/** Runs once before all tests: a database server for the store and flow tests. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('databaseUrl', process.env.TEST_DATABASE_URL ?? '')
}
