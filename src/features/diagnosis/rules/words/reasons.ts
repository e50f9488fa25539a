import type { Language } from './wording.ts'

// Why a file was not read, and what to do: for the report and the terminal. Codes are those of the import engine.

const reasons: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  not_a_report: [
    '不是可识别的亚马逊报告（表头不符）；请从卖家平台原样下载后重试',
    'not a report we know (its header does not match); download it unchanged from Seller Central',
  ],
  granularity_unsupported: [
    '报告的时间粒度无法使用；请按日导出',
    'its time granularity cannot be used; export it by day',
  ],
  as_of_needed: [
    '文件没有注明日期；请在文件名中保留下载日期',
    'it does not say its date; keep the download date in its name',
  ],
  file_empty: ['文件是空的', 'the file is empty'],
  file_broken: ['文件已损坏，无法打开；请重新下载', 'the file is broken; download it again'],
  file_truncated: ['文件不完整（下载中断）；请重新下载', 'the file is cut off; download it again'],
  file_too_large: ['文件过大；请拆分或压缩', 'the file is too large; split or compress it'],
  line_too_long: ['某一行异常长，不是报告文件', 'one line is far too long: not a report'],
  charset_unknown: ['无法识别文字编码；请另存为 UTF-8', 'its text encoding is unknown; save it as UTF-8'],
  zip_bomb: ['压缩包展开后异常巨大，已拒绝', 'the archive would unpack to an absurd size and was refused'],
  zip_nested: ['压缩包里还有压缩包；请先解压', 'archives inside archives are not opened; unpack them first'],
  zip_encrypted: ['压缩包有密码；请先解压', 'the archive has a password; unpack it first'],
  zip_entry_too_large: ['压缩包内文件过大', 'a file in the archive is too large'],
  path_outside: ['压缩包内有不安全的路径，已拒绝', 'the archive holds an unsafe path and was refused'],
  same_bytes: ['与另一个文件内容相同，只计一次', 'the same bytes as another file: counted once'],
  unknown_file: [
    '不是可识别的亚马逊报告（表头不符）；请从卖家平台原样下载后重试',
    'not a report we know (its header does not match); download it unchanged from Seller Central',
  ],
  known_not_used: ['认得这种报告，但诊断暂不使用', 'a known report that the diagnosis does not use yet'],
  every_row_rejected: [
    '每一行都不合格式，整个文件未读取；请重新下载',
    'not one row could be read; download it again',
  ],
  not_used: ['诊断暂不使用这种报告', 'a report the diagnosis does not use'],
  date_order_unclear: ['无法确定日期是日/月还是月/日', 'day and month cannot be told apart'],
  decimal_mark_unclear: ['无法确定小数点与千分位', 'decimal mark cannot be told from thousands'],
  currency_unknown: ['无法确定币种', 'its currency is not known'],
  no_files: ['没有文件', 'no files'],
}

/** One sentence on why a file was left out; the code when the reason is new to us. */
export function reasonText(
  code: string,
  params: Readonly<Record<string, string | number | boolean | null>>,
  language: Language,
): string {
  const known = reasons[code]?.[language === 'zh' ? 0 : 1]
  const details = Object.entries(params)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ')
  return known ?? (details === '' ? code : `${code} (${details})`)
}
