import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// CI counts the tests from a file.
const report = process.env['TEST_REPORT']

/** The stories that take minutes begin first: the last of them alone would keep one core waiting. */
const longest = ['sync-faults', 'flows/start', 'sync-killed', 'flows/sync.test', 'changes-killed', '.e2e.']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = (file: TestSpecification): number => {
      const found = longest.findIndex((name) => file.moduleId.includes(name))
      return found === -1 ? longest.length : found
    }
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    pool: 'threads',
    isolate: false,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'test/**/*.e2e.ts'],
    globalSetup: ['test/support/setup.ts'],
    // These end what hangs, on a slow and busy machine too. How long things take is told by benchmarks.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // A browser on a busy machine may miss its minute once; whatever else fails has failed.
    retry: { count: 1, condition: /Timeout \d+ms exceeded/ },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
})
