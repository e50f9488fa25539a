import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Bench, Figure } from './figure.ts'

// npm run bench -- [NAME …] [--data PATH] [--seed S] [--rows N] [--worlds N] [--json]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    seed: { type: 'string', default: '1' },
    rows: { type: 'string' },
    worlds: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

const known = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.ts') && !['run.ts', 'figure.ts'].includes(name))
  .map((name) => name.slice(0, -3))
const unknown = positionals.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${known.join(', ')}`)
  process.exit(2)
}

for (const name of positionals.length > 0 ? positionals : known) {
  const bench = (await import(`./${name}.ts`)) as Bench
  const figures = await bench.run({
    seed: Number(values.seed),
    data: values.data ?? null,
    rows: values.rows === undefined ? null : Number(values.rows),
    worlds: values.worlds === undefined ? null : Number(values.worlds),
  })
  if (values.json) for (const one of figures) console.log(JSON.stringify(one))
  else print(name, figures)
}

function print(name: string, figures: readonly Figure[]): void {
  console.log(`\n${name}`)
  const mark = (ok: boolean | null): string => (ok === null ? '' : ok ? 'reached' : 'NOT reached')
  console.table(
    figures.map((f) => ({
      figure: f.name,
      value: `${Number(f.value.toPrecision(4))} ${f.unit}`.trim(),
      aim: `${f.aim} ${mark(f.ok)}`.trim(),
      beside: f.beside,
    })),
  )
}
