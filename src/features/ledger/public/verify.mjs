#!/usr/bin/env node
// Checks an exported Steward ledger offline. Needs Node 20 or newer and nothing else; it never connects anywhere.
//
//   node verify.mjs LEDGER.jsonl [--head SEQ:HASH]… [--heads FILE] [--key FILE]
//
// The first line of the file names the chain, how many entries follow, the signed heads and the public key. Every further line is
// one entry. An entry's hash is SHA-256 over its canonical JSON (keys sorted, no white space) without the "hash" field; each entry
// holds the hash of the one before.
//   --head SEQ:HASH  a head you remember from a letter or an earlier export; it must stand in this ledger unchanged
//   --heads FILE     many such heads: lines "SEQ:HASH", or an earlier export of the same ledger
//   --key FILE       the public key (PEM) you were given at the start; otherwise the one in the file is used
//
//   node verify.mjs BUNDLE.json [--ledger LEDGER.jsonl] [--file SIGNED-FILE] [--head SEQ:HASH]… [--key FILE]
//
// checks a signing: content, signatures and the ledger entries that record them (verify-signing.mjs, beside this file).
// Exit 0: unbroken. Exit 1: broken, with the first broken entry. Exit 2: the command cannot be carried out.

import * as crypto from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'

const GENESIS = '0'.repeat(64)
const HASH_FIELD = ',"hash":"'
const PREV_FIELD = '","prev":"'
const SEQ_FIELD = '","seq":'
/** Bytes of `,"hash":"<64 hex>"`. */
const HASH_BYTES = HASH_FIELD.length + 64 + 1
/** A ledger is checked by several threads when each has at least so many bytes to read. */
const SHARE_BYTES = 16 * 1024 * 1024
const READ_BYTES = 1024 * 1024
const LONGEST_LINE_BYTES = 64 * 1024 * 1024

export class Broken extends Error {
  constructor(seq, line, why) {
    super(`BROKEN at entry ${seq} (line ${line}): ${why}`)
    this.seq = seq
    this.line = line
    this.why = why
  }
}

export function canonicalJson(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`).join(',')}}`
}

// crypto.hash (Node 20.12 and newer) spares an object per entry.
const sha256 = crypto.hash
  ? (bytes) => crypto.hash('sha256', bytes, 'hex')
  : (bytes) => crypto.createHash('sha256').update(bytes).digest('hex')

/** The text an Ed25519 signature of a head covers. */
export const headText = (head) =>
  canonicalJson({ at: head.at, chain: head.chain, hash: head.hash, key: head.key, seq: head.seq, v: 1 })

/**
 * Shows each line of a file that begins at a byte of [from, to), as bytes that hold until the next one, to `see`, in bounded memory;
 * `see` ends it with false. (Read in place, not streamed: a stream's own work would be a third of the whole.)
 */
function eachLine(path, see, from = 0, to = Number.POSITIVE_INFINITY) {
  const file = openSync(path, 'r')
  try {
    let buffer = Buffer.allocUnsafeSlow(READ_BYTES)
    let filled = 0
    // Where the buffer's first byte stands in the file. One byte early: a line begins at `from` when the byte before it ends a line.
    let begins = Math.max(0, from - 1)
    let skip = from > 0
    for (;;) {
      const read = readSync(file, buffer, filled, buffer.length - filled, begins + filled)
      if (read === 0) break
      filled += read
      const whole = buffer.subarray(0, filled)
      let at = 0
      for (let end = whole.indexOf(10); end !== -1; end = whole.indexOf(10, at)) {
        if (skip) skip = false
        else if (begins + at >= to || see(whole.subarray(at, end)) === false) return
        at = end + 1
      }
      buffer.copyWithin(0, at, filled)
      begins += at
      filled -= at
      if (filled === buffer.length) buffer = widened(buffer)
    }
    if (filled > 0 && !skip && begins < to) see(buffer.subarray(0, filled))
  } finally {
    closeSync(file)
  }
}

function widened(buffer) {
  if (buffer.length >= LONGEST_LINE_BYTES)
    throw new Broken(0, 0, 'a line is longer than 64 MB; this is not a ledger')
  const wider = Buffer.allocUnsafeSlow(buffer.length * 2)
  buffer.copy(wider)
  return wider
}

function parseLine(buffer, seq, line) {
  let text, value
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(buffer)
    value = JSON.parse(text)
  } catch {
    throw new Broken(seq, line, 'the line is not JSON')
  }
  if (fieldsWritten(text) !== fieldsOf(value)) throw new Broken(seq, line, 'it names a field twice')
  return value
}

/** How many fields a JSON text writes down. A field written twice is read one way by us and another way by others. */
function fieldsWritten(text) {
  let count = 0
  for (const found of text.matchAll(/"(?:[^"\\]|\\.)*"[ \t\r\n]*(:?)/g)) if (found[1] === ':') count += 1
  return count
}

function fieldsOf(value) {
  if (typeof value !== 'object' || value === null) return 0
  const inner = Object.values(value).reduce((sum, one) => sum + fieldsOf(one), 0)
  return Array.isArray(value) ? inner : inner + Object.keys(value).length
}

/**
 * An export is canonical JSON, so the hashed bytes are the line without its hash field: it is cut out in place and nothing is
 * parsed. A line written otherwise (by another tool, with spaces) is parsed and brought into canonical form.
 */
function readEntry(buffer, seq, line) {
  const tailFrom = Math.max(0, buffer.length - 400)
  const tail = buffer.latin1Slice(tailFrom, buffer.length)
  const field = tail.lastIndexOf(HASH_FIELD)
  const links = field + HASH_FIELD.length + 64
  if (
    field < 0 ||
    !tail.startsWith(PREV_FIELD, links) ||
    !tail.startsWith(SEQ_FIELD, links + PREV_FIELD.length + 64)
  ) {
    return readParsed(buffer, seq, line)
  }
  const at = tailFrom + field
  buffer.copyWithin(at, at + HASH_BYTES)
  const rest = buffer.subarray(0, buffer.length - HASH_BYTES)
  const hash = tail.substr(field + HASH_FIELD.length, 64)
  if (sha256(rest) !== hash)
    return readParsed(
      Buffer.concat([rest.subarray(0, at), Buffer.from(tail.slice(field), 'latin1')]),
      seq,
      line,
    )
  const prev = tail.substr(links + PREV_FIELD.length, 64)
  return {
    hash,
    prev,
    seq: Number.parseInt(tail.substr(links + PREV_FIELD.length + 64 + SEQ_FIELD.length, 16), 10),
  }
}

function readParsed(buffer, seq, line) {
  const { hash, ...hashed } = parseLine(buffer, seq, line)
  if (typeof hash !== 'string' || sha256(canonicalJson(hashed)) !== hash)
    throw new Broken(seq, line, 'its content does not match its hash')
  return { hash, prev: hashed.prev, seq: hashed.seq }
}

function readHeader(buffer) {
  const header = parseLine(buffer, 0, 1)
  if (
    header?.type !== 'ledger' ||
    typeof header.chain !== 'string' ||
    !Number.isInteger(header.entries) ||
    !Array.isArray(header.heads)
  ) {
    throw new Broken(0, 1, 'the first line is not a ledger header')
  }
  return header
}

function publicKeyOf(pem) {
  try {
    return crypto.createPublicKey(pem)
  } catch {
    throw new Broken(0, 1, 'the public key cannot be read')
  }
}

/** Ed25519 over a text. The signature must be written in the one canonical base64 form, so that no character of it is idle. */
function isSigned(text, signature, key) {
  const bytes = Buffer.from(String(signature), 'base64')
  return bytes.toString('base64') === signature && crypto.verify(null, Buffer.from(text), key, bytes)
}

function checkSignatures(header, keyPem) {
  const key = publicKeyOf(keyPem ?? header.publicKey)
  const { signature, ...signed } = header
  if (!isSigned(canonicalJson(signed), signature, key)) {
    throw new Broken(0, 1, 'the signature of the header does not match the key')
  }
  for (const head of header.heads) {
    if (head.chain !== header.chain) throw new Broken(head.seq, 1, 'a signed head belongs to another chain')
    if (!isSigned(headText(head), head.signature, key)) {
      throw new Broken(head.seq, 1, 'the signature of its head does not match the key')
    }
  }
  const last = header.heads.at(-1)
  if (header.entries > 0 && last?.seq !== header.entries)
    throw new Broken(header.entries, 1, 'the last entry has no signed head')
}

/** The heads that must stand in the ledger unchanged, by number: those remembered, and those signed in the file. */
function headsToFind(header, remembered) {
  const expected = new Map()
  const expect = (seq, hash, from) => {
    const known = expected.get(seq)
    if (known !== undefined && known.hash !== hash)
      throw new Broken(seq, 1, `${known.from} and ${from} disagree`)
    expected.set(seq, { hash, from })
  }
  for (const head of remembered) expect(head.seq, head.hash, 'the head you remember')
  for (const head of header.heads) expect(head.seq, head.hash, 'a signed head')
  return expected
}

/**
 * Checks the entries whose lines begin in [from, to): each against its own hash, each against the one before, and against the heads
 * that must stand there. `before` is the entry before the first, when it is known. Answers where the part begins and ends; throws Broken.
 */
function checkPart(path, expected, before, from, to) {
  let first = null
  let last = before
  eachLine(
    path,
    (buffer) => {
      const number = last === null ? 0 : last.seq + 1
      const entry = readEntry(buffer, number, number + 1)
      if (last !== null) checkNext(entry, last)
      first ??= { seq: entry.seq, prev: entry.prev }
      const wanted = expected.get(entry.seq)
      if (wanted !== undefined && wanted.hash !== entry.hash)
        throw new Broken(
          entry.seq,
          entry.seq + 1,
          `it is not what ${wanted.from} vouches for: the ledger was rewritten`,
        )
      last = { seq: entry.seq, hash: entry.hash }
    },
    from,
    to,
  )
  return { first, last }
}

/** An entry's line is its number and one, below the header. */
function checkNext(entry, last) {
  const number = last.seq + 1
  if (entry.seq !== number)
    throw new Broken(number, number + 1, `entry ${number} should stand here, entry ${entry.seq} does`)
  if (entry.prev !== last.hash)
    throw new Broken(number, number + 1, 'it does not follow from the entry before')
}

/**
 * A long ledger is checked in parts by as many threads as the machine has: what an entry hashes to depends on its own bytes alone,
 * and the parts must join. Answers with the last entry, or null when anything was found: then the walk from the start says what and where.
 */
async function checkInParts(path, expected, from, size, shareBytes) {
  const count = Math.min(availableParallelism(), Math.floor((size - from) / shareBytes), 16)
  if (count < 2) return null
  const cut = (part) => from + Math.floor(((size - from) * part) / count)
  const parts = await Promise.all(
    Array.from({ length: count }, (_, part) =>
      inThread({ path, expected, from: cut(part), to: part + 1 === count ? size : cut(part + 1) }),
    ),
  )
  let last = { seq: 0, hash: GENESIS }
  for (const part of parts) {
    if (part === null || part.first === null) return null
    if (part.first.seq !== last.seq + 1 || part.first.prev !== last.hash) return null
    last = part.last
  }
  return last
}

function inThread(task) {
  return new Promise((resolve) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { verifyPart: task } })
    worker.once('message', resolve)
    worker.once('error', () => resolve(null))
    worker.once('exit', () => resolve(null))
  })
}

/**
 * Verifies a ledger file. `remembered`: heads {seq, hash} known from elsewhere. Returns what was checked; throws Broken with the
 * first broken entry.
 */
export async function verifyLedger(path, { remembered = [], keyPem = null, shareBytes = SHARE_BYTES } = {}) {
  let top = null
  eachLine(path, (buffer) => {
    if (top !== null) {
      top.second = Buffer.from(buffer)
      return false
    }
    top = { bytes: buffer.length + 1, header: readHeader(buffer), second: null }
  })
  if (top === null) throw new Broken(0, 1, 'the file is empty')
  const { header, second, bytes } = top
  checkSignatures(header, keyPem)
  const expected = headsToFind(header, remembered)
  if (second !== null && parseLine(second, 1, 2).chain !== header.chain)
    throw new Broken(1, 2, 'it belongs to another chain')
  const last =
    (await checkInParts(path, expected, bytes, statSync(path).size, shareBytes)) ??
    checkPart(path, expected, { seq: 0, hash: GENESIS }, bytes, Number.POSITIVE_INFINITY).last
  const { seq } = last
  if (seq !== header.entries)
    throw new Broken(seq + 1, seq + 2, `${header.entries} entries are announced, ${seq} are there`)
  for (const [number, wanted] of expected)
    if (number > seq) throw new Broken(number, seq + 2, `${wanted.from} vouches for it, and it is missing`)
  return {
    chain: header.chain,
    entries: seq,
    head: last.hash,
    signedHeads: header.heads.length,
    remembered: remembered.length,
  }
}

function headOf(text) {
  const match = /^\s*(\d+)\s*:\s*([0-9a-f]{64})\s*$/i.exec(text)
  return match === null ? null : { seq: Number(match[1]), hash: match[2].toLowerCase() }
}

function headsFrom(path) {
  const text = readFileSync(path, 'utf8')
  const first = text.split('\n', 1)[0]
  if (first.startsWith('{')) return JSON.parse(first).heads.map(({ seq, hash }) => ({ seq, hash }))
  return text
    .split('\n')
    .map(headOf)
    .filter((head) => head !== null)
}

function readArguments(args) {
  const options = { path: null, remembered: [], keyPem: null, ledgerPath: null, filePath: null }
  for (let i = 0; i < args.length; i += 1) {
    const value = args[i + 1]
    if (args[i] === '--head') {
      const head = headOf(value ?? '')
      if (head === null) throw new Error(`--head needs SEQ:HASH, not ${value}`)
      options.remembered.push(head)
      i += 1
    } else if (args[i] === '--heads') {
      options.remembered.push(...headsFrom(value))
      i += 1
    } else if (args[i] === '--key') {
      options.keyPem = readFileSync(value, 'utf8')
      i += 1
    } else if (args[i] === '--ledger' || args[i] === '--file') {
      options[`${args[i].slice(2)}Path`] = value ?? ''
      i += 1
    } else if (options.path === null && !args[i].startsWith('--')) {
      options.path = args[i]
    } else {
      throw new Error(`unknown argument ${args[i]}`)
    }
  }
  if (options.path === null)
    throw new Error(
      'usage: node verify.mjs LEDGER.jsonl|BUNDLE.json [--head SEQ:HASH]… [--heads FILE] [--key FILE] [--ledger FILE] [--file FILE]',
    )
  return options
}

/** Handed over, not imported there: this module may still be waiting for its own command. */
export const tools = { Broken, canonicalJson, headText, isSigned, publicKeyOf, verifyLedger }

/** The command. Returns the exit code. */
export async function main(args) {
  try {
    const { path, ...options } = readArguments(args)
    // An older export carries this file alone; ledgers need no more.
    const signing = await import('./verify-signing.mjs').catch(() => null)
    const told = signing === null ? null : await signing.verifySigning(path, options, tools)
    if (told !== null) {
      for (const line of told) console.log(line)
      return 0
    }
    const result = await verifyLedger(path, options)
    console.log(
      `OK  chain ${result.chain}: ${result.entries} entries unbroken, ${result.signedHeads} signed heads, ${result.remembered} remembered heads`,
    )
    console.log(`head ${result.entries}:${result.head}`)
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return error instanceof Broken ? 1 : 2
  }
}

if (!isMainThread && workerData?.verifyPart !== undefined) {
  const { path, expected, from, to } = workerData.verifyPart
  // What is thrown here ends the thread: the walk from the start finds it again and names it.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
  parentPort.postMessage(checkPart(path, expected, null, from, to))
} else if (
  process.argv[1] &&
  realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))
) {
  process.exitCode = await main(process.argv.slice(2))
}
