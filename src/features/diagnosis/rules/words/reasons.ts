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
  decimal_ambiguous: [
    '数字有两种读法（小数点或千分位），不猜测；请保留带小数的金额列，原样重新下载',
    'its numbers can be read with a decimal point or comma, and we do not guess; download it unchanged',
  ],
  ad_product_unknown: [
    '看不出是品牌推广还是展示型推广的报告；请保留亚马逊下载时的文件名',
    'does not say whether it is of Sponsored Brands or of Sponsored Display; keep the name under which Amazon downloads it',
  ],
  date_ambiguous: [
    '日期有两种读法（月/日或日/月），不猜测；请下载更长的时间段，或在导入中心选择站点后导入',
    'its days and months cannot be told apart, and we do not guess; download a longer period, or import it with its marketplace chosen',
  ],
  formulas_only: [
    '表格里只有公式，没有数值；请另存为“值”，或使用原始文件',
    'the sheet holds formulas without values; save it as values, or use the original file',
  ],
  missing_columns: [
    '像是亚马逊报告，但缺少必要的列；请重新下载完整报告，不要删减列',
    'looks like a report of Amazon’s, but columns are missing; download the whole report again',
  ],
  no_rows: [
    '文件里没有数据行；请检查下载时选择的日期',
    'the file has no rows; check the dates you downloaded',
  ],
  too_many_files: ['文件过多；请分批放入', 'too many files; give them in parts'],
  file_not_kept: [
    '文件含有买家信息且无法抹去；请改用文本（.txt / .csv）格式下载',
    'the file names buyers and cannot be cleaned; download it as text (.txt or .csv)',
  ],
  day_out_of_range: [
    '有不合理的日期；请检查文件是否被改动',
    'a date in it cannot be right; check whether it was changed',
  ],
  currency_needed: [
    '无法确定币种；请使用注明币种或站点的报告',
    'its currency is not known; use a report that names currency or marketplace',
  ],
  database_gone: [
    '数据库中途断开，没有写入任何内容；请重试',
    'the database went away and nothing was kept; try again',
  ],
  no_files: ['没有文件', 'no files'],
}

/** What stands where a report was expected. */
const found: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  html: [
    '这是网页，不是报告；登录可能已过期，请重新下载',
    'a web page, not a report: the sign-in may have run out; download it again',
  ],
  pdf: ['这是 PDF，不是报告；请下载 CSV、TXT 或 XLSX', 'a PDF, not a report; download CSV, TXT or XLSX'],
  old_excel_or_encrypted: [
    '这是旧版 Excel（.xls）或加密文件；请另存为不加密的 .xlsx，或使用原始文件',
    'an old Excel (.xls) or encrypted file; save it as .xlsx without a password, or use the original file',
  ],
}

/** One sentence on why a file was left out; the code when the reason is new to us. */
export function reasonText(
  code: string,
  params: Readonly<Record<string, string | number | boolean | null>>,
  language: Language,
): string {
  const at = language === 'zh' ? 0 : 1
  const known =
    (code === 'not_a_report' ? found[String(params['found'])] : undefined)?.[at] ?? reasons[code]?.[at]
  const details = Object.entries(params)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ')
  return known ?? (details === '' ? code : `${code} (${details})`)
}
