import { parseArgs } from 'node:util'
import { Refusal } from '#kernel/refusal.ts'
import type { Config } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import type { Language } from '../rules/words/wording.ts'
import { type FolderDiagnosis, diagnoseFolder } from './diagnose-folder.ts'

const usage = 'npm run diagnose -- FOLDER --out DIR --lang zh|en'

const said = {
  zh: {
    usage: `用法：${usage}`,
    path_not_found: (path: string) => `找不到 ${path}。请检查路径。\n用法：${usage}`,
    nothing: '没有读到任何可识别的亚马逊文件：',
    empty: '文件夹里没有文件。',
    remedy: '请从卖家平台或广告控制台原样下载报告（CSV、TXT、XLSX 或 zip）后重试。',
    read: (done: number, all: number, rows: number) => `读取 ${done}/${all} 个文件，共 ${rows} 行`,
    unread: '未读取的文件：',
    top: '涉及金额最大的发现：',
    written: '已写入：',
  },
  en: {
    usage: `Usage: ${usage}`,
    path_not_found: (path: string) => `There is no ${path}. Check the path.\nUsage: ${usage}`,
    nothing: 'No Amazon file could be read:',
    empty: 'The folder holds no files.',
    remedy:
      'Download reports unchanged from Seller Central or the advertising console (CSV, TXT, XLSX or zip) and try again.',
    read: (done: number, all: number, rows: number) => `${done} of ${all} files read, ${rows} rows`,
    unread: 'Files not read:',
    top: 'Largest findings:',
    written: 'Written:',
  },
}

/** The `diagnose` command: prints to `print` and answers with the exit code (0 written, 1 nothing readable, 2 wrong use). */
export async function diagnoseCommand(
  config: Config,
  args: readonly string[],
  print: (line: string) => void,
): Promise<number> {
  const asked = readArguments(args)
  if (asked === null) {
    print(said.zh.usage)
    print(said.en.usage)
    return 2
  }
  const words = said[asked.language]
  try {
    const result = await diagnoseFolder({
      ...asked,
      config,
      // Progress of the embedded server and of jobs is not what was asked for.
      log: createLog(config.logLevel === 'debug' ? 'debug' : 'error'),
    })
    return result.readable ? summary(result, words, print) : nothingRead(result, words, print)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'path_not_found') throw error
    print(words.path_not_found(String(error.params.path)))
    return 1
  }
}

function readArguments(args: readonly string[]): { path: string; outDir: string; language: Language } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: 'string' }, lang: { type: 'string', default: 'zh' } },
    })
    const language = values.lang.startsWith('zh') ? 'zh' : values.lang.startsWith('en') ? 'en' : null
    if (positionals.length !== 1 || values.out === undefined || language === null) return null
    return { path: positionals[0]!, outDir: values.out, language }
  } catch {
    return null
  }
}

type Words = (typeof said)['zh']

function nothingRead(result: FolderDiagnosis, words: Words, print: (line: string) => void): number {
  print(result.files.length === 0 ? words.empty : words.nothing)
  for (const file of result.files) print(`  ${file.file}: ${file.reason ?? file.state}`)
  print(words.remedy)
  return 1
}

function summary(result: FolderDiagnosis, words: Words, print: (line: string) => void): number {
  const done = result.files.filter((file) => file.state === 'done')
  print(
    words.read(
      done.length,
      result.files.length,
      done.reduce((total, file) => total + file.rows, 0),
    ),
  )
  for (const line of result.told.verdict) print(`  ${line}`)
  const unread = result.files.filter((file) => file.reason !== null)
  if (unread.length > 0) print(words.unread)
  for (const file of unread) print(`  ${file.file}: ${file.reason!}`)
  const top = result.told.findings.filter((finding) => finding.amount !== '').slice(0, 5)
  if (top.length > 0) print(words.top)
  for (const [index, finding] of top.entries()) print(`  ${index + 1}. ${finding.title} · ${finding.amount}`)
  print(words.written)
  for (const path of result.written) print(`  ${path}`)
  return 0
}
