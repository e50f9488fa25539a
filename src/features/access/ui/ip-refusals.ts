import { refusalWords } from '#web/refusal-words.ts'

/** Why an entry of the register is refused, and what to do. */
export const ipRefusals = refusalWords({
  zh: {
    ip_known: (p) => ['这份内容已经登记过', `它就是同名作品的第 ${p['version'] ?? '—'} 版，无需再次登记。`],
    ip_no_image: () => ['这不是图片', '按内容识别，只接受 PNG 与 JPEG；文字请用“登记文字”。'],
    ip_in_future: () => ['日期在未来', '请填写今天或以前的日期。'],
    ip_before_last: (p) => [
      '日期早于上一次归属变化',
      `“${p['label'] ?? '—'}”的转移不能早于它的创作日或上一次转移。`,
    ],
    ip_owned_already: (p) => ['权利已经属于对方', `“${p['label'] ?? '—'}”已归该方所有，请取消勾选。`],
    ip_not_last: () => [
      '只能冲销最近一次转移',
      '请刷新页面；已冲销的转移不能再次冲销，需要时请登记新的转移。',
    ],
  },
  en: {
    ip_known: (p) => [
      'This content is in the register',
      `It is version ${p['version'] ?? '—'} of the same label; nothing needs to be entered.`,
    ],
    ip_no_image: () => [
      'This is no picture',
      'Told by its content, only PNG and JPEG are taken; texts are entered as text.',
    ],
    ip_in_future: () => ['The day lies in the future', 'Enter today or an earlier day.'],
    ip_before_last: (p) => [
      'Earlier than the last change of owner',
      `“${p['label'] ?? '—'}” cannot move before it was made or last moved.`,
    ],
    ip_owned_already: (p) => [
      'It belongs to that side already',
      `“${p['label'] ?? '—'}” is owned by that side; untick it.`,
    ],
    ip_not_last: () => [
      'Only the newest transfer can be taken back',
      'Reload; a transfer taken back is not taken back again. Enter a new one if need be.',
    ],
  },
})
