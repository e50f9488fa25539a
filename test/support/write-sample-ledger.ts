import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sampleLedger } from './sample-ledger.ts'

// node test/support/write-sample-ledger.ts — only when the ledger's format changes on purpose.
writeFileSync(join(import.meta.dirname, '../fixtures/sample-ledger.jsonl'), sampleLedger())
