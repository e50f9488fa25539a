import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { capabilities, capabilityRules } from '#kernel/capability.ts'

it('the go-live page asks for exactly the roles that the capabilities need', () => {
  const page = readFileSync(new URL('../docs/go-live.md', import.meta.url), 'utf8')
  const rows = page.split('\n').filter((line) => /^\| [a-z_]+ \| (SP|Ads) \|/.test(line))
  const due = capabilities.map((name) => {
    const { api, role, writes } = capabilityRules[name]
    return `| ${name} | ${api === 'sp' ? 'SP' : 'Ads'} | ${role ?? '–'} | ${writes ? 'yes' : 'no'} |`
  })
  expect(rows).toEqual(due)
})
