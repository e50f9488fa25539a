// Just enough GraphQL to read a Data Kiosk query: one operation, fields with literal arguments, nested selections. No variables, fragments
// or directives: the sandbox refuses those by name.

export type Field = { name: string; args: Readonly<Record<string, unknown>>; fields: readonly Field[] }

export class GraphqlProblem extends Error {}

type Cursor = { tokens: readonly string[]; at: number }

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|[A-Za-z_]\w*|\.\.\.|[{}()[\]:,$@!]/g

const peek = (cursor: Cursor): string => cursor.tokens[cursor.at] ?? ''

function take(cursor: Cursor, wanted?: string): string {
  const token = peek(cursor)
  if (token === '' || (wanted !== undefined && token !== wanted))
    throw new GraphqlProblem(`Syntax error: expected ${wanted ?? 'a token'}, found ${token || 'the end'}`)
  cursor.at += 1
  return token
}

function value(cursor: Cursor): unknown {
  const token = take(cursor)
  if (token === '[') {
    const items: unknown[] = []
    while (peek(cursor) !== ']') items.push(value(cursor))
    take(cursor, ']')
    return items
  }
  if (token === '{') return pairs(cursor, '}')
  if (token.startsWith('"')) return JSON.parse(token) as unknown
  if (token === '$') throw new GraphqlProblem('Variables are not supported')
  if (/^-?\d/.test(token)) return Number(token)
  return token === 'true' ? true : token === 'false' ? false : token
}

function pairs(cursor: Cursor, end: string): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  while (peek(cursor) !== end) {
    const name = take(cursor)
    take(cursor, ':')
    found[name] = value(cursor)
  }
  take(cursor, end)
  return found
}

function selection(cursor: Cursor): Field[] {
  const fields: Field[] = []
  take(cursor, '{')
  while (peek(cursor) !== '}') {
    const name = take(cursor)
    if (name === '...' || name === '@') throw new GraphqlProblem('Fragments and directives are not supported')
    let args: Record<string, unknown> = {}
    if (peek(cursor) === '(') {
      take(cursor)
      args = pairs(cursor, ')')
    }
    fields.push({ name, args, fields: peek(cursor) === '{' ? selection(cursor) : [] })
  }
  take(cursor, '}')
  return fields
}

/** The top fields of the query. Throws GraphqlProblem. */
export function parseQuery(text: string): Field[] {
  const bare = text.replaceAll(/#.*$/gm, '').replaceAll(',', ' ')
  const cursor: Cursor = { tokens: bare.match(TOKEN) ?? [], at: 0 }
  if (peek(cursor) === 'query') take(cursor)
  if (/^[A-Za-z_]/.test(peek(cursor))) take(cursor)
  const fields = selection(cursor)
  if (cursor.at < cursor.tokens.length) throw new GraphqlProblem('One operation only')
  return fields
}

/** The value cut down to what was selected; unknown fields are refused. */
export function project(from: unknown, fields: readonly Field[]): unknown {
  if (Array.isArray(from)) return from.map((item) => project(item, fields))
  if (fields.length === 0 || typeof from !== 'object' || from === null) return from
  const record = from as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    fields.map((field) => {
      if (!(field.name in record)) throw new GraphqlProblem(`Cannot query field "${field.name}"`)
      return [field.name, project(record[field.name], field.fields)]
    }),
  )
}
