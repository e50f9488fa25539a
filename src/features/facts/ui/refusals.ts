import { refusalWords } from '#web/refusal-words.ts'
import { typeText } from './finding-words.ts'
import { knownFileName } from './known-files.ts'

type P = Readonly<Record<string, string | number | boolean | null>>

const found: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  binary: ['二进制文件', 'a binary file'],
  html: ['网页', 'a web page'],
  json: ['其他 JSON', 'some other JSON'],
  old_excel_or_encrypted: ['旧版 Excel（.xls）或加密文件', 'an old Excel (.xls) or encrypted file'],
  pdf: ['PDF', 'a PDF'],
  text: ['普通文本', 'plain text'],
  xml: ['XML', 'XML'],
  zip: ['压缩包', 'an archive'],
}
const foundWord = (p: P, index: 0 | 1): string => found[String(p['found'])]?.[index] ?? String(p['found'])
const atLine = (p: P, zh: boolean): string =>
  p['line'] === undefined ? '' : zh ? `（第 ${p['line']} 行）` : ` (line ${p['line']})`

/** Why a file or an act on it is refused, and what to do. */
export const factsRefusals = refusalWords({
  zh: {
    same_bytes: (p) => [
      `与已导入的「${p['fileName']}」完全相同`,
      '内容一字不差，无需再次导入；如要重新导入，请先撤销那一份。',
    ],
    unknown_file: () => [
      '认不出这是哪种亚马逊报表',
      '请直接从卖家平台或广告后台下载原始文件，不要改动表头；支持的报表见本页说明。',
    ],
    known_not_used: (p) => [
      `认得这种文件（${knownFileName(p['known'], 0)}），但目前用不到`,
      '不影响其他文件，可直接忽略。',
    ],
    missing_columns: (p) => [
      `像是「${typeText(String(p['type']), 'zh-CN')}」，但缺少列：${p['columns']}`,
      '请重新下载完整报表，下载时不要删减列。',
    ],
    every_row_rejected: (p) => [
      `所有行都读不出来（共 ${p['rows']} 行）`,
      '文件可能被另存或改动过，请重新下载原始文件。',
    ],
    no_rows: () => ['文件里没有数据行', '请确认下载时选择的日期范围。'],
    file_empty: () => ['文件是空的', '请重新下载。'],
    file_truncated: (p) => [`文件不完整，下载可能中断了${atLine(p, true)}`, '请重新下载后再拖入。'],
    file_broken: (p) => ['文件已损坏', `请重新下载。（${p['detail'] ?? ''}）`],
    file_gone: () => ['原始文件已删除', '请重新拖入该文件。'],
    file_not_kept: () => [
      '文件含有买家信息且无法抹去，未保存',
      '请改用文本（.txt / .csv）格式下载同一份报表。',
    ],
    not_a_report: (p) => [
      `这是${foundWord(p, 0)}，不是报表`,
      '请拖入 .txt、.csv、.xlsx、.json 或它们的 zip 压缩包。',
    ],
    formulas_only: () => ['表格里只有公式，没有数值', '请在 Excel 中另存为“值”，或直接下载原始文件。'],
    granularity_unsupported: (p) => [`不支持按「${p['granularity']}」汇总的报表`, '请按“日”下载。'],
    charset_unknown: () => ['无法判断文件的编码', '请用原始下载文件，不要用其他软件另存。'],
    decimal_ambiguous: (p) => [
      `数字「${p['value']}」有两种读法（小数点或千分位）`,
      '请展开“补充说明”选择站点后重新拖入，我们不猜。',
    ],
    date_ambiguous: (p) => [
      `日期「${p['value']}」有两种读法（月/日或日/月）`,
      '请展开“补充说明”选择站点后重新拖入，我们不猜。',
    ],
    as_of_needed: () => ['文件没有写明是哪一天的快照', '请展开“补充说明”填写下载日期后重新拖入。'],
    period_needed: (p) => [
      `${p['fileName'] ? `「${p['fileName']}」` : '文件'}没有写明统计周期`,
      '请补充起止日期。',
    ],
    ad_product_unknown: () => [
      '看不出是品牌推广还是展示型推广的报告',
      '请保留亚马逊下载时的文件名（含 Sponsored Brands 或 Sponsored Display）后重新拖入。',
    ],
    marketplace_needed: (p) => [`「${p['fileName']}」没有写明站点`, '请选择它属于哪个站点。'],
    store_needed: () => ['还没有选择店铺', '请选择这份文件属于哪个店铺。'],
    store_unknown: () => ['没有这个店铺', '请重新选择店铺。'],
    marketplace_unknown: (p) => [`没有「${p['marketplace']}」这个站点`, '请从列表中选择。'],
    period_backwards: (p) => [`起始日 ${p['from']} 晚于结束日 ${p['to']}`, '请重新选择日期。'],
    decision_needed: (p) => [
      `「${p['fileName']}」有需要您决定的问题`,
      '请打开该文件查看红色提示，确认无误后再导入。',
    ],
    import_state: (p) => [
      `「${p['fileName']}」的状态已变化，不能这样操作`,
      '页面会自动刷新；请按当前状态操作。',
    ],
    line_too_long: (p) => [`有一行过长${atLine(p, true)}`, '这不像亚马逊的报表，请重新下载。'],
    path_outside: (p) => [`路径指向了文件夹之外：${p['entry']}`, '为安全起见已跳过。'],
    zip_bomb: () => ['压缩包展开后异常庞大', '请解压后直接拖入其中的文件。'],
    zip_encrypted: (p) => [`压缩包有密码：${p['entry']}`, '请先解压再拖入。'],
    zip_entry_too_large: () => ['压缩包里的文件过大', '请先解压，再拖入文件夹。'],
    zip_nested: (p) => [`压缩包里还有压缩包：${p['entry']}`, '请先解压一层再拖入。'],
    too_many_files: (p) => [`一次最多 ${p['limit']} 个文件`, '请分批拖入；已收到的文件不会丢失。'],
    no_files: () => ['没有收到文件', '请重新拖入。'],
    day_out_of_range: (p) => [`日期 ${p['day']} 不合理（第 ${p['line']} 行）`, '请检查文件是否被改动。'],
    database_gone: () => ['导入途中数据库断开', '没有写入任何一行；点“重试”即可。'],
    currency_needed: () => ['不知道金额的币种', '请选择站点。'],
    rate_of_dollar: () => ['美元是基准货币，不需要汇率', '请删掉美元那一行。'],
  },
  en: {
    same_bytes: (p) => [
      `The same bytes as “${p['fileName']}”, which was imported`,
      'Nothing to do. To import it anew, undo that one first.',
    ],
    unknown_file: () => [
      'Not a report of Amazon’s that we know',
      'Use the file as Seller Central or the Ads console gives it, with its header unchanged.',
    ],
    known_not_used: (p) => [
      `We know this kind of file (${knownFileName(p['known'], 1)}) but do not use it yet`,
      'The others are not affected; leave it out.',
    ],
    missing_columns: (p) => [
      `Looks like ${typeText(String(p['type']), 'en')}, but these columns are missing: ${p['columns']}`,
      'Download the whole report again.',
    ],
    every_row_rejected: (p) => [
      `None of the ${p['rows']} rows could be read`,
      'The file was probably saved by another program. Download it again.',
    ],
    no_rows: () => ['The file has no rows', 'Check the dates you downloaded.'],
    file_empty: () => ['The file is empty', 'Download it again.'],
    file_truncated: (p) => [`The file is cut off${atLine(p, false)}`, 'Download it again.'],
    file_broken: (p) => ['The file is damaged', `Download it again. (${p['detail'] ?? ''})`],
    file_gone: () => ['The raw file is no longer kept', 'Drop the file again.'],
    file_not_kept: () => [
      'The file names buyers and cannot be cleaned; it was not kept',
      'Download the same report as text (.txt or .csv).',
    ],
    not_a_report: (p) => [
      `This is ${foundWord(p, 1)}, not a report`,
      'Drop .txt, .csv, .xlsx or .json files, or a zip of them.',
    ],
    formulas_only: () => [
      'The sheet holds formulas without values',
      'Save it as values, or use the original file.',
    ],
    granularity_unsupported: (p) => [
      `Reports by ${p['granularity']} are not supported`,
      'Download it by day.',
    ],
    charset_unknown: () => ['The file’s encoding cannot be told', 'Use the file as downloaded.'],
    decimal_ambiguous: (p) => [
      `“${p['value']}” can be read in two ways`,
      'Choose the marketplace under “More about these files” and drop it again. We do not guess.',
    ],
    date_ambiguous: (p) => [
      `The date “${p['value']}” can be read in two ways`,
      'Choose the marketplace under “More about these files” and drop it again. We do not guess.',
    ],
    as_of_needed: () => [
      'The file does not say which day it shows',
      'Enter the day of download under “More about these files” and drop it again.',
    ],
    period_needed: (p) => [
      `${p['fileName'] ? `“${p['fileName']}”` : 'The file'} does not say its period`,
      'Enter first and last day.',
    ],
    ad_product_unknown: () => [
      'The report does not say whether it is of Sponsored Brands or of Sponsored Display',
      'Keep the name under which Amazon downloads it (Sponsored Brands or Sponsored Display) and drop it again.',
    ],
    marketplace_needed: (p) => [
      `“${p['fileName']}” does not say its marketplace`,
      'Choose which one it belongs to.',
    ],
    store_needed: () => ['No store chosen yet', 'Choose which store the file belongs to.'],
    store_unknown: () => ['No such store', 'Choose the store again.'],
    marketplace_unknown: (p) => [
      `There is no marketplace “${p['marketplace']}”`,
      'Choose one from the list.',
    ],
    period_backwards: (p) => [`${p['from']} is after ${p['to']}`, 'Choose the days again.'],
    decision_needed: (p) => [
      `“${p['fileName']}” needs a decision`,
      'Open it, read what is marked red, then import it.',
    ],
    import_state: (p) => [
      `“${p['fileName']}” has moved on; this is not possible now`,
      'The page refreshes itself; act on what it shows.',
    ],
    line_too_long: (p) => [
      `A line is far too long${atLine(p, false)}`,
      'This is not a report of Amazon’s. Download it again.',
    ],
    path_outside: (p) => [`The path leads outside: ${p['entry']}`, 'Left out for safety.'],
    zip_bomb: () => ['The archive unpacks to an unreasonable size', 'Unpack it and drop the files.'],
    zip_encrypted: (p) => [`The archive has a password: ${p['entry']}`, 'Unpack it first.'],
    zip_entry_too_large: () => ['A file in the archive is too large', 'Unpack it and drop the folder.'],
    zip_nested: (p) => [`An archive within the archive: ${p['entry']}`, 'Unpack it once first.'],
    too_many_files: (p) => [
      `At most ${p['limit']} files at once`,
      'Drop them in parts; what arrived is not lost.',
    ],
    no_files: () => ['No file arrived', 'Drop them again.'],
    day_out_of_range: (p) => [
      `The date ${p['day']} cannot be right (line ${p['line']})`,
      'Check whether the file was changed.',
    ],
    database_gone: () => ['The database went away during the import', 'Not one row was written. Try again.'],
    currency_needed: () => ['The currency is not known', 'Choose the marketplace.'],
    rate_of_dollar: () => ['The dollar is the base and has no rate', 'Remove that line.'],
  },
})
