import { messages } from './words.ts'

type Params = Readonly<Record<string, string | number | boolean | null>>
type Wording = (params: Params) => readonly [says: string, remedy: string]

/**
 * Declares the words of a room's refusals: code → [what happened, what to do]. Every code of the Chinese table must stand in the
 * English one. A room keeps its own in `ui/refusals.ts`; router.tsx lists them.
 */
export function refusalWords<T extends Readonly<Record<string, Wording>>>(both: {
  readonly zh: T
  readonly en: { readonly [code in keyof NoInfer<T>]: Wording }
}): { readonly zh: Readonly<Record<string, Wording>>; readonly en: Readonly<Record<string, Wording>> } {
  return both
}

/** What any endpoint may answer. */
export const shellRefusals = messages<Readonly<Record<string, Wording>>>(
  refusalWords({
    zh: {
      not_signed_in: () => ['登录已失效', '请重新登录，登录后会回到当前页面。'],
      second_factor_needed: () => ['需要二次验证', '请完成二次验证后继续。'],
      forbidden: () => ['您的角色没有这项权限', '如确有需要，请联系贵司负责人调整权限。'],
      not_found: () => ['没有找到，或您无权查看', '请检查链接；如果您应当能看到它，请联系负责人分配权限。'],
      invalid_input: (p) => [
        p['field'] ? `填写的内容不符合要求：${p['field']}` : '填写的内容不符合要求',
        '请检查标红的内容后重试，已填写的内容不会丢失。',
      ],
      file_too_large: () => ['文件过大', '请拆分文件或压缩为 zip 后再上传。'],
      too_many_requests: () => ['操作过于频繁', '请稍等一分钟后再试。'],
      unavailable: (p) => [
        '服务暂时不可用',
        `数据没有丢失，请稍后重试。${p['request'] ? `（请求编号 ${p['request']}）` : ''}`,
      ],
      internal: (p) => [
        '系统出错了',
        `数据没有丢失，请重试；若仍出现，请把请求编号告诉管理员。${p['request'] ? `（请求编号 ${p['request']}）` : ''}`,
      ],
      unreachable: () => ['无法连接到服务器', '请检查网络；恢复后会自动继续。'],
      unknown_code: (p) => ['操作被拒绝', `请联系管理员并告知代码：${p['code']}`],
    },
    en: {
      not_signed_in: () => ['Your session has ended', 'Sign in again; you will return to this page.'],
      second_factor_needed: () => ['A second factor is needed', 'Complete the second step to continue.'],
      forbidden: () => ['Your role may not do this', 'If you need it, ask your owner to change your rights.'],
      not_found: () => [
        'Not found, or not yours to see',
        'Check the link; if you should see it, ask for access to be assigned.',
      ],
      invalid_input: (p) => [
        p['field'] ? `Something entered is not valid: ${p['field']}` : 'Something entered is not valid',
        'Check the marked fields and try again; nothing you typed is lost.',
      ],
      file_too_large: () => ['The file is too large', 'Split it, or upload it zipped.'],
      too_many_requests: () => ['Too many requests', 'Wait a minute and try again.'],
      unavailable: (p) => [
        'The service is not available at the moment',
        `Nothing is lost; try again shortly.${p['request'] ? ` (request ${p['request']})` : ''}`,
      ],
      internal: (p) => [
        'Something went wrong on our side',
        `Nothing is lost; try again. If it persists, give your administrator the request number.${p['request'] ? ` (request ${p['request']})` : ''}`,
      ],
      unreachable: () => [
        'The server cannot be reached',
        'Check your connection; work continues by itself once it is back.',
      ],
      unknown_code: (p) => ['This was refused', `Tell your administrator this code: ${p['code']}`],
    },
  }),
)
