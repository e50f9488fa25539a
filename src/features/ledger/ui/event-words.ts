import type { Locale } from '#web/words.ts'

// Events and roles in words. An event without words is shown by its code: it is never hidden.

const events: Readonly<Record<string, readonly [string, string]>> = {
  'agency.founded': ['公司开户', 'Agency founded'],
  'agency.changed': ['公司设置变更', 'Agency settings changed'],
  'client.created': ['新增客户', 'Client created'],
  'client.changed': ['客户变更', 'Client changed'],
  'store.created': ['新增店铺', 'Store created'],
  'store.changed': ['店铺变更', 'Store changed'],
  'session.signed_in': ['登录', 'Signed in'],
  'session.signed_out': ['退出登录', 'Signed out'],
  'session.sign_in_failed': ['登录失败', 'Sign-in failed'],
  'session.locked_out': ['账号锁定', 'Locked out'],
  'session.revoked': ['会话被终止', 'Session revoked'],
  'factor.added': ['添加二次验证', 'Second factor added'],
  'factor.reset': ['重置二次验证', 'Second factor reset'],
  'factor.removed': ['移除二次验证', 'Second factor removed'],
  'factor.recovery_codes_renewed': ['更换恢复码', 'Recovery codes renewed'],
  'password.changed': ['修改密码', 'Password changed'],
  'password.reset': ['重置密码', 'Password reset'],
  'person.invited': ['邀请成员', 'Person invited'],
  'person.joined': ['成员加入', 'Person joined'],
  'person.assigned': ['分配客户', 'Client assigned'],
  'person.unassigned': ['取消分配', 'Assignment ended'],
  'person.role_changed': ['角色变更', 'Role changed'],
  'person.left': ['成员离开', 'Person left'],
  'invitation.revoked': ['撤回邀请', 'Invitation revoked'],
  'import.confirmed': ['确认导入', 'Import confirmed'],
  'import.completed': ['导入完成', 'Import completed'],
  'import.undone': ['撤销导入', 'Import undone'],
  'import.discarded': ['放弃导入', 'Import discarded'],
  'import.downloaded': ['下载原始文件', 'Raw file downloaded'],
  'diagnosis.asked': ['要求诊断', 'Diagnosis asked for'],
  'diagnosis.made': ['生成诊断', 'Diagnosis made'],
  'exchange_rates.set': ['设置汇率', 'Exchange rates set'],
  'exchange_rates.removed': ['删除汇率', 'Exchange rates removed'],
  'connection.consent_asked': ['发起亚马逊授权', 'Amazon consent asked for'],
  'connection.consent_denied': ['亚马逊授权被拒绝', 'Amazon consent declined'],
  'connection.refused': ['亚马逊授权未通过核实', 'Amazon consent refused'],
  'connection.made': ['亚马逊授权建立', 'Amazon access connected'],
  'connection.renewed': ['亚马逊授权续期', 'Amazon access renewed'],
  'connection.checked': ['亚马逊授权状态变化', 'Amazon access changed'],
  'connection.grant_changed': ['调整亚马逊权限', 'Amazon rights changed'],
  'connection.disconnected': ['断开亚马逊授权', 'Amazon access disconnected'],
  'connection.ended': ['亚马逊确认授权失效', 'End of Amazon access proven'],
  'connection.lost': ['亚马逊授权失效', 'Amazon access lost'],
  'connection.renewal_due': ['亚马逊授权即将到期', 'Amazon access renewal due'],
  'rehearsal.clock_moved': ['演练：推进模拟时间', 'Rehearsal: time moved'],
  'rehearsal.fault_added': ['演练：制造故障', 'Rehearsal: fault added'],
  'rehearsal.faults_cleared': ['演练：恢复正常', 'Rehearsal: faults cleared'],
  'rehearsal.edited': ['演练：他人改动', 'Rehearsal: edited by somebody else'],
  'sync.asked': ['立即同步', 'Sync asked for'],
  'connection.call_refused': ['拦下越权调用', 'Call beyond the grant stopped'],
  'app.registered': ['登记亚马逊应用', 'Amazon application registered'],
  'app.secret_rotated': ['更换应用密钥', 'Application secret replaced'],
  'app.retired': ['停用亚马逊应用', 'Amazon application retired'],
  'ledger.exported': ['导出台账', 'Ledger exported'],
}

const roles: Readonly<Record<string, readonly [string, string]>> = {
  agency_owner: ['公司负责人', 'Agency owner'],
  account_manager: ['客户经理', 'Account manager'],
  ads: ['广告', 'Ads'],
  listing: ['Listing', 'Listing'],
  supply: ['供应链', 'Supply'],
  finance: ['财务', 'Finance'],
  compliance: ['合规', 'Compliance'],
  client_owner: ['客户负责人', 'Client owner'],
  client_staff: ['客户员工', 'Client staff'],
  auditor: ['审计', 'Auditor'],
  system: ['系统', 'System'],
}

/** What an entry holds. A name without words is shown as it is written in the chain. */
const fields: Readonly<Record<string, readonly [string, string]>> = {
  address: ['地址', 'Address'],
  browser: ['浏览器', 'Browser'],
  method: ['方式', 'Method'],
  session: ['会话', 'Session'],
  perUsd: ['每美元', 'Per USD'],
  scope: ['范围', 'Scope'],
  file: ['文件', 'File'],
  type: ['类型', 'Type'],
  store: ['店铺', 'Store'],
  rows: ['行数', 'Rows'],
  rejected: ['拒收', 'Rejected'],
  replaces: ['替换', 'Replaces'],
  from: ['从', 'From'],
  to: ['到', 'To'],
  period: ['期间', 'Period'],
  marketplace: ['站点', 'Marketplace'],
  currency: ['币种', 'Currency'],
  baseCurrency: ['折算币种', 'Base currency'],
  source: ['来源', 'Source'],
  rates: ['汇率', 'Rates'],
  count: ['条数', 'Count'],
  day: ['日期', 'Day'],
  format: ['格式', 'Format'],
  name: ['名称', 'Name'],
  region: ['区域', 'Region'],
  marketplaces: ['站点', 'Marketplaces'],
  email: ['邮箱', 'Email'],
  role: ['角色', 'Role'],
  reason: ['原因', 'Reason'],
  api: ['接口', 'API'],
  app: ['应用', 'Application'],
  granted: ['权限', 'Rights'],
  seller: ['卖家编号', 'Seller id'],
  operation: ['操作', 'Operation'],
  about: ['内容', 'About'],
  missing: ['缺少', 'Missing'],
  proof: ['证明', 'Proof'],
  before: ['之前', 'Before'],
  after: ['之后', 'After'],
  why: ['原因', 'Why'],
  until: ['到期', 'Until'],
}

const pick = (pair: readonly [string, string] | undefined, code: string, locale: Locale): string =>
  pair === undefined ? code : pair[locale === 'en' ? 1 : 0]

export function eventText(code: string, locale: Locale): string {
  return pick(events[code], code, locale)
}

export function roleText(code: string, locale: Locale): string {
  return pick(roles[code], code, locale)
}

export function fieldText(name: string, locale: Locale): string {
  return pick(fields[name], name, locale)
}
