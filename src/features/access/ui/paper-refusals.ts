import { refusalWords } from '#web/refusal-words.ts'
import { fieldNames, paperFieldWords } from './paper-field-words.ts'

const acts = {
  zh: {
    macro: '宏',
    embedded_file: '内嵌的文件或对象',
    external_content: '从外部网址加载的内容',
    JavaScript: 'JavaScript 脚本',
    JS: 'JavaScript 脚本',
    Launch: '启动程序的动作',
    EmbeddedFile: '内嵌的文件',
    EmbeddedFiles: '内嵌的文件',
    opaque_objects: '无法检查的打包对象',
    hidden_object: '藏在数据里的对象',
    too_much_packed: '解压后过大的数据',
    entity: 'XML 实体',
  } as Record<string, string>,
  en: {
    macro: 'macros',
    embedded_file: 'an embedded file or object',
    external_content: 'content loaded from elsewhere',
    JavaScript: 'JavaScript',
    JS: 'JavaScript',
    Launch: 'an action that starts a program',
    EmbeddedFile: 'an embedded file',
    EmbeddedFiles: 'an embedded file',
    opaque_objects: 'packed objects that cannot be looked into',
    hidden_object: 'an object hidden among data',
    too_much_packed: 'too much packed data',
    entity: 'XML entities',
  } as Record<string, string>,
}

const what = (words: Record<string, string>, code: unknown): string =>
  words[String(code)] ?? String(code ?? '—')

/** Why a paper is refused, and what to do. */
export const paperRefusals = refusalWords({
  zh: {
    paper_fields_missing: (p) => [
      '还有必填项没有填写',
      `请填写：${fieldNames(p['fields'], paperFieldWords.zh, '、') || '—'}。日期格式为 2026-01-31。`,
    ],
    paper_need_missing: () => [
      '执照与证件需要说明合同为何需要它',
      '请写明哪项合同条款或核对需要这份复印件（至少 10 个字）；开通店铺授权不需要。',
    ],
    paper_consent_missing: () => ['缺少同意记录', '请填写谁在哪一天同意提供这份文件。'],
    paper_consent_future: () => ['同意日期在未来', '请填写对方实际同意的日期。'],
    paper_erasure_missing: () => ['缺少删除日期', '执照与证件复印件必须设定自动删除的日期。'],
    paper_erasure_late: () => ['删除日期太晚', '执照与证件最多保留一年；仍需要时请到期后重新收取。'],
    paper_erasure_past: () => ['删除日期应在今天之后', '要马上删除，请用“立即删除”。'],
    paper_expiry_past: () => ['到期日已经过去', '请填写今天或以后的日期。'],
    paper_not_open: () => ['这份文件已签署或已删除', '要更改内容，请起草新文件；草稿可以直接提交签署。'],
    paper_not_written: () => ['上传的文件不能在线修改', '请上传新的文件。'],
    paper_not_offered: () => ['这份文件没有在等待签署', '请刷新页面查看当前状态。'],
    paper_expired: () => ['这份文件已过到期日', '请先延长到期日，或起草新文件。'],
    paper_erased: () => ['这份文件的内容已删除', '台账中仍保留它的哈希；需要时请重新起草或上传。'],
    paper_too_large: (p) => [
      '文件太大',
      `每个文件最大 ${p['megabytes'] ?? 20} MB；请压缩图片或拆分后再上传。`,
    ],
    document_type: () => [
      '不支持这种文件',
      '按内容识别，只接受 PDF、PNG、JPEG 和 DOCX；请导出为其中一种再上传。',
    ],
    document_broken: () => ['文件不完整或已损坏', '请重新导出或重新拍照后上传。'],
    document_polyglot: () => [
      '文件里夹带了其他内容',
      '文件末尾或元数据中藏有不属于它的数据。请重新导出（例如打印为 PDF 或截图）后上传。',
    ],
    document_encrypted: () => ['文件有密码保护，无法检查', '请去掉密码后再上传；系统会加密保存。'],
    document_active: (p) => [
      '文件含有可执行或外部内容',
      `检测到${what(acts.zh, p['what'])}。请打印为 PDF 或另存为不含这些内容的文件后上传。`,
    ],
    paper_month_missing: () => ['没有写明月份', '请选择月度报告所述的月份。'],
    paper_month_open: () => ['这个月还没有结束', '月度报告只为已经结束的月份归档。'],
    paper_month_strange: () => ['只有月度报告有月份', '请去掉月份，或把种类改为「月度报告」。'],
    paper_report_agency: () => ['月度报告由代运营方归档', '请联系您的客户经理；其他文件仍可上传。'],
    wording_fields_unknown: (p) => [
      '范本里有无法识别的字段',
      `请检查：${p['fields'] ?? '—'}。可用字段列在编辑框下方。`,
    ],
    wording_known: () => ['这份范本与已有的完全相同', '请修改文字后再保存。'],
    wording_past: () => ['启用日期已经过去', '范本只能从今天或以后启用，以前的文件保持原样。'],
  },
  en: {
    paper_fields_missing: (p) => [
      'Some fields have no value',
      `Fill in: ${fieldNames(p['fields'], paperFieldWords.en, ', ') || '—'}. Days look like 2026-01-31.`,
    ],
    paper_need_missing: () => [
      'Say why a contract needs this copy',
      'Name the clause or check that needs it (10 characters at least). Access to a store never does.',
    ],
    paper_consent_missing: () => ['There is no consent', 'Say who agreed to hand this over, and when.'],
    paper_consent_future: () => ['The consent lies in the future', 'Enter the day it was really given.'],
    paper_erasure_missing: () => [
      'There is no day of erasure',
      'Copies of licences and identity papers need the day they are erased by themselves.',
    ],
    paper_erasure_late: () => [
      'The day of erasure is too late',
      'Such copies are kept for a year at most; ask anew if still needed.',
    ],
    paper_erasure_past: () => [
      'The day of erasure must lie after today',
      'To erase it at once use “Erase now”.',
    ],
    paper_expiry_past: () => ['The end has passed already', 'Enter today or a later day.'],
    paper_not_open: () => [
      'This paper is signed or erased',
      'To change it, write a new one; a draft can be offered as it is.',
    ],
    paper_not_written: () => ['An uploaded file is not edited here', 'Upload a new one.'],
    paper_not_offered: () => ['This paper waits for nobody’s signature', 'Reload to see how it stands.'],
    paper_expired: () => ['This paper has ended', 'Set a later end first, or write a new one.'],
    paper_erased: () => [
      'The content of this paper was erased',
      'Its hash is still in the ledger; write or upload it anew if needed.',
    ],
    paper_too_large: (p) => [
      'The file is too large',
      `${p['megabytes'] ?? 20} MB at most; make pictures smaller or split it.`,
    ],
    document_type: () => [
      'This kind of file is not taken',
      'It is told by its content: PDF, PNG, JPEG and DOCX only. Export it as one of these.',
    ],
    document_broken: () => ['The file is cut short or broken', 'Export or photograph it again.'],
    document_polyglot: () => [
      'Something else is hidden in the file',
      'Data that does not belong to it stands behind or inside it. Export it again (print to PDF, take a screenshot).',
    ],
    document_encrypted: () => [
      'The file has a password, so nobody can look into it',
      'Remove the password; it is stored encrypted here.',
    ],
    document_active: (p) => [
      'The file holds something that acts',
      `Found: ${what(acts.en, p['what'])}. Print it to PDF or save it without that.`,
    ],
    paper_month_missing: () => ['No month given', 'Choose the month that the report is about.'],
    paper_month_open: () => ['This month is not over', 'A monthly report is filed for a month that is over.'],
    paper_month_strange: () => [
      'Only a monthly report has a month',
      'Leave the month out, or choose “Monthly report” as its kind.',
    ],
    paper_report_agency: () => [
      'Monthly reports are filed by the agency',
      'Ask your account manager; other papers can be uploaded as before.',
    ],
    wording_fields_unknown: (p) => [
      'The wording names unknown fields',
      `Look at: ${p['fields'] ?? '—'}. Those that exist are listed below the editor.`,
    ],
    wording_known: () => ['This very wording exists already', 'Change the text, then save.'],
    wording_past: () => [
      'Its first day has passed',
      'A wording is used from today or later; papers that stand stay as they are.',
    ],
  },
})
