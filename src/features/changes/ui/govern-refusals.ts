import { refusalWords } from '#web/refusal-words.ts'
import { kindWords } from './kind-words.ts'

const kindIn = (locale: 'zh' | 'en', kind: unknown): string => kindWords[locale][String(kind)] ?? String(kind)

/** Why a rule, an agreement beforehand or a stop is refused, and what to do. */
export const governRefusals = refusalWords({
  zh: {
    limits_disordered: (p) => [
      `「${kindIn('zh', p['kind'])}」的额度前后矛盾`,
      '“自动通过”的幅度不能大于“内部复核”的幅度，请调小前者或调大后者。',
    ],
    clients_word: () => [
      '只有客户能接受审批规则',
      '请客户负责人登录后在本页接受；您可以撤回或改提新的规则。',
    ],
    ends_too_late: () => [
      '有效期不符合要求',
      '结束时间须晚于现在：预先批准最长一年，代审最长三个月。请重新选择日期。',
    ],
    factor_needed: () => [
      '这一步需要二次验证',
      '请在“我的账号”中设置二次验证（身份验证器或通行密钥），退出后用它重新登录，再来操作。',
    ],
    unknown_kind: (p) => [`没有这种变更：${p['kind']}`, '可能刚刚下线，请刷新页面后重新勾选。'],
    other_side: () => ['这是对方作出的，您不能代为结束', '请联系对方处理；对方在本页即可解除或结束。'],
    no_such_deputy: () => [
      '不能委托给这个人',
      '代审人须是己方成员、能看到这位客户且角色允许代审，请另选一位。',
    ],
    owners_word: () => ['这一块归客户所有', '只有客户能把它交给代运营方，请客户负责人在本页调整。'],
    agency_only: () => ['只有代运营方能下达这种停止', '您可以停止本客户的全部变更、某个店铺或某类变更。'],
    no_such_target: () => ['要停止的对象不存在', '店铺、变更类型或应用可能已变动，请刷新页面后重选。'],
    moved_meanwhile: () => ['情况已经变了', '刚才有人处理过或提出了新的规则；页面已刷新，请看清后再操作。'],
  },
  en: {
    limits_disordered: (p) => [
      `The limits of “${kindIn('en', p['kind'])}” contradict each other`,
      'What passes by itself must not reach further than what a second person may agree to: lower the one or raise the other.',
    ],
    clients_word: () => [
      'Only the client accepts approval rules',
      'Ask the client’s owner to accept them on this page; you may withdraw them or propose others.',
    ],
    ends_too_late: () => [
      'The dates do not work',
      'The end must lie ahead: within a year for a standing approval, within three months for a deputy. Choose other dates.',
    ],
    factor_needed: () => [
      'This needs your second factor',
      'Set one up under My account (authenticator or passkey), sign in again with it, then come back.',
    ],
    unknown_kind: (p) => [
      `No such kind of change: ${p['kind']}`,
      'It may just have been retired; reload the page and choose again.',
    ],
    other_side: () => [
      'This is the other side’s, not yours to end',
      'Ask them: they can lift or end it on this page.',
    ],
    no_such_deputy: () => [
      'This person cannot stand in',
      'A deputy is of your own side, sees this client and has a role that may stand in; choose somebody else.',
    ],
    owners_word: () => [
      'This part is the client’s',
      'Only the client can hand it to the agency; ask the client’s owner to do so on this page.',
    ],
    agency_only: () => [
      'Only the agency can order such a stop',
      'You can stop all changes of this client, of one store or of one kind.',
    ],
    no_such_target: () => [
      'What is to be stopped does not exist',
      'The store, kind or application may have changed; reload the page and choose again.',
    ],
    moved_meanwhile: () => [
      'Things have moved meanwhile',
      'Somebody answered this or proposed new rules; the page is up to date again, look before you go on.',
    ],
  },
})
