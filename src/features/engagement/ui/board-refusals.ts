import { refusalWords } from '#web/refusal-words.ts'

export const engagementRefusals = refusalWords({
  zh: {
    stage_not_current: () => ['这个阶段已经变动', '其他人刚刚关闭或重开了阶段，请刷新后再看。'],
    stage_criteria_unmet: (p) => [
      `还有 ${p['count'] ?? ''} 项退出条件未满足`,
      '请逐项完成；每一项旁边都有去处。全部满足后才能关闭阶段。',
    ],
    stage_not_closed: () => ['这个阶段还没有关闭', '只能重开本轮已经关闭的阶段。'],
    engagement_owner_unknown: () => ['不能由此人负责', '负责人须是贵司成员，并已分配到这个客户。'],
    intake_incomplete: (p) => [
      `还有 ${p['count'] ?? ''} 道必答题没有回答`,
      '请补全标红的题目后再提交，已填的内容都在。',
    ],
    intake_unchanged: () => ['与上一个版本完全相同', '没有新的内容可提交；修改回答后再提交。'],
    intake_link_unknown: () => [
      '链接无效',
      '请确认链接完整；若是手动输入的，请改为复制粘贴，或请对方重新发送。',
    ],
    intake_link_expired: () => ['链接已过期', '请联系发给您链接的人，再要一个新的；已填写的内容不会丢失。'],
    intake_link_revoked: () => ['链接已作废', '发送方收回了这个链接。如仍需填写，请联系对方。'],
    intake_link_submitted: () => ['问卷已提交，链接已关闭', '感谢填写。如需修改，请向对方再要一个链接。'],
    fit_unknown: () => ['还没有可判断的问卷', '请先提交需求问卷。'],
    fit_same: () => ['结论本来就是这样', '请选择与当前不同的结论。'],
    fit_not_overridden: () => ['当前没有改判', '现在生效的就是规则给出的结论。'],
    competitor_sheet_large: (p) => [
      '竞品表太大',
      `最多 ${p['rows'] ?? ''} 行、${p['megabytes'] ?? ''} MB，请拆分后导入。`,
    ],
    competitor_sheet_unknown: () => [
      '没有认出竞品表的表头',
      '表头须有 ASIN 和至少两列其他内容（如价格、评分）。可下载模板对照。',
    ],
    competitor_sheet_twice: () => ['这份文件已经导入过', '如要重新导入，请先撤销之前那次。'],
    competitors_known: (p) => [
      '没有新的竞品可添加',
      `${p['own'] ?? 0} 个是自有商品（本来就在对比中），${p['known'] ?? 0} 个已在关注。`,
    ],
    competitors_many: (p) => ['关注的竞品太多', `每个站点最多 ${p['most'] ?? ''} 个，请先取消一些。`],
    competitors_reading: () => ['正在读取', '等这次读取完成后再刷新。'],
    competitors_none: () => ['还没有关注的竞品', '先添加竞品，再刷新。'],
    outside_grant: (p) => [
      '店铺没有授予这项权限',
      `请在「店铺授权」中补充授予（${p['missing'] ?? p['operation'] ?? ''}）。`,
    ],
  },
  en: {
    stage_not_current: () => [
      'The stage has moved meanwhile',
      'Somebody has just closed or reopened one. Reload and look again.',
    ],
    stage_criteria_unmet: (p) => [
      `${p['count'] ?? ''} exit criteria do not hold yet`,
      'Each says where it is met. The stage closes when all of them hold.',
    ],
    stage_not_closed: () => ['This stage is not closed', 'Only stages closed in this round can be reopened.'],
    engagement_owner_unknown: () => [
      'This person cannot own the engagement',
      'The owner must belong to the agency and be assigned to this client.',
    ],
    intake_incomplete: (p) => [
      `${p['count'] ?? ''} required questions are not answered`,
      'Answer the marked ones and submit again; nothing you typed is lost.',
    ],
    intake_unchanged: () => [
      'The same as the last version',
      'There is nothing new to submit. Change an answer first.',
    ],
    intake_link_unknown: () => [
      'This link is not valid',
      'Check that it is whole: copy and paste it, or ask for it again.',
    ],
    intake_link_expired: () => [
      'This link has expired',
      'Ask whoever sent it for a new one. What you answered is not lost.',
    ],
    intake_link_revoked: () => [
      'This link was revoked',
      'The sender took it back. Ask them if it is still needed.',
    ],
    intake_link_submitted: () => [
      'Submitted; this link is closed',
      'Thank you. To change something, ask the sender for another link.',
    ],
    fit_unknown: () => ['There is no questionnaire to judge by', 'Submit the questionnaire first.'],
    fit_same: () => ['That is the verdict already', 'Choose another one.'],
    fit_not_overridden: () => ['Nothing is overridden', 'What holds is the verdict of the rules.'],
    competitor_sheet_large: (p) => [
      'The sheet is too large',
      `At most ${p['rows'] ?? ''} rows and ${p['megabytes'] ?? ''} MB: split it.`,
    ],
    competitor_sheet_unknown: () => [
      'No heading of a competitor sheet was found',
      'It needs ASIN and at least two more columns, such as price and rating. The template shows them.',
    ],
    competitor_sheet_twice: () => ['This file was imported before', 'Undo that import to take it in again.'],
    competitors_known: (p) => [
      'No new competitor to add',
      `${p['own'] ?? 0} are own products (compared anyway), ${p['known'] ?? 0} are watched already.`,
    ],
    competitors_many: (p) => [
      'Too many competitors',
      `At most ${p['most'] ?? ''} in a marketplace; stop watching some first.`,
    ],
    competitors_reading: () => ['Being read right now', 'Wait until this reading is done.'],
    competitors_none: () => ['No competitor is watched', 'Add competitors first.'],
    outside_grant: (p) => [
      'The store did not grant this',
      `Grant it under Store access (${p['missing'] ?? p['operation'] ?? ''}).`,
    ],
  },
})
