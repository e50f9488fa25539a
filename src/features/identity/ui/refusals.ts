import { refusalWords } from '#web/refusal-words.ts'

type Params = Readonly<Record<string, string | number | boolean | null>>

/** A lock's length in whole minutes. */
const minutes = (p: Params): number => Math.max(1, Math.ceil(Number(p['seconds'] ?? 60) / 60))

export const identityRefusals = refusalWords({
  zh: {
    sign_in_failed: () => ['邮箱或密码不正确', '请检查后重试；忘记密码可通过邮件重设。'],
    too_many_views: () => ['保存的视图太多', '请先在别的表格里删掉一些视图，再保存这一个。'],
    locked_out: (p) => [
      '尝试次数过多，已暂时锁定',
      `请约 ${minutes(p)} 分钟后再试；继续输错会延长锁定时间。`,
    ],
    code_wrong: () => ['验证码不正确', '请输入验证器当前显示的 6 位数字；手机时间不准也会导致错误。'],
    code_used: () => ['这个验证码已经用过', '每个验证码只能用一次，请等验证器显示下一个。'],
    sign_in_expired: () => ['登录步骤已超时', '请重新输入邮箱和密码。'],
    passkey_refused: () => ['通行密钥验证未通过', '请重试，或改用验证码登录。'],
    link_spent: () => ['链接已失效', '链接可能已使用、已撤回或已过期，请联系发件人重新发送。'],
    password_short: (p) => [`密码至少 ${p['least'] ?? 12} 个字符`, '几个不相关的词连在一起，既好记又安全。'],
    password_long: (p) => [`密码最多 ${p['most'] ?? 128} 个字符`, '请缩短密码。'],
    password_common: () => [
      '这个密码太容易被猜到',
      '它出现在泄露密码库中，或包含姓名、邮箱、键盘顺序等。请换一个。',
    ],
    password_wrong: () => ['当前密码不正确', '请重新输入您的登录密码。'],
    totp_enrolled: () => ['已绑定验证器', '如需更换，请先移除现有验证器。'],
    totp_missing: () => ['尚未绑定验证器', '绑定验证器后才能生成恢复码。'],
    last_factor: () => ['不能移除最后一种二次验证方式', '您的角色必须使用二次验证，请先添加另一种方式。'],
    store_name_taken: (p) => [`该客户已有名为“${p['name'] ?? ''}”的店铺`, '请换一个店铺名称。'],
    store_region_fixed: () => ['店铺所在区域不能修改', '请新建一个店铺。'],
    role_not_grantable: () => ['您的角色不能授予该角色', '请选择其他角色，或联系公司负责人。'],
    role_other_side: () => ['不能在公司角色与客户角色之间转换', '请停用后重新邀请。'],
    client_needed: () => ['请至少选择一个客户', '客户方人员必须归属于客户。'],
    not_oneself: () => ['不能对自己执行此操作', '请由另一位负责人操作。'],
    client_owner_is_the_clients: () => [
      '客户负责人不能由代运营公司移除',
      '只有客户方的另一位负责人可以操作。',
    ],
    agency_owner_is_the_agencys: () => [
      '公司负责人可查看全部客户，不能单独移除',
      '如需调整，请由代运营公司处理。',
    ],
    agency_people_are_the_agencys: () => ['代运营公司的成员由公司停用', '您可以取消其对本客户的权限。'],
    works_for_others_too: () => ['该成员还服务于其他客户', '您可以取消其对本客户的权限。'],
    wrong_origin: () => [
      '请求来源不正确',
      '请在掌柜的页面中操作；若通过代理访问，请联系管理员检查网址设置。',
    ],
  },
  en: {
    sign_in_failed: () => [
      'Address or password is wrong',
      'Check both; a forgotten password can be set anew by mail.',
    ],
    too_many_views: () => ['Too many saved views', 'Remove some from other tables, then save this one.'],
    locked_out: (p) => [
      'Too many attempts; locked for a while',
      `Try again in about ${minutes(p)} min. Each further wrong attempt locks for longer.`,
    ],
    code_wrong: () => [
      'The code is wrong',
      'Enter the 6 digits your app shows now; check the clock of your phone.',
    ],
    code_used: () => [
      'This code was used already',
      'Each code counts once; wait until your app shows the next.',
    ],
    sign_in_expired: () => ['This sign-in took too long', 'Enter your address and password again.'],
    passkey_refused: () => ['The passkey was not accepted', 'Try again, or sign in with a code.'],
    link_spent: () => [
      'The link does not work any more',
      'It was used, taken back, or is too old. Ask the sender for a new one.',
    ],
    password_short: (p) => [
      `A password has at least ${p['least'] ?? 12} characters`,
      'A few unrelated words are easy to remember and safe.',
    ],
    password_long: (p) => [`A password has at most ${p['most'] ?? 128} characters`, 'Shorten it.'],
    password_common: () => [
      'This password is too easy to guess',
      'It is in lists of leaked passwords, or holds your name, address or a keyboard walk. Choose another.',
    ],
    password_wrong: () => ['The current password is wrong', 'Enter the password you sign in with.'],
    totp_enrolled: () => ['An authenticator app is enrolled already', 'Remove it first to enrol another.'],
    totp_missing: () => ['No authenticator app is enrolled', 'Recovery codes come with one.'],
    last_factor: () => [
      'This is your last second factor',
      'Your role needs one: add another before you remove it.',
    ],
    store_name_taken: (p) => [`The client has a store named “${p['name'] ?? ''}”`, 'Choose another name.'],
    store_region_fixed: () => ['A store’s region cannot change', 'Create another store.'],
    role_not_grantable: () => [
      'Your role may not give this role',
      'Choose another, or ask the agency’s owner.',
    ],
    role_other_side: () => [
      'Nobody changes between agency and client roles',
      'Close the person and invite them anew.',
    ],
    client_needed: () => ['Choose at least one client', 'Client people belong to a client.'],
    not_oneself: () => ['Not on yourself', 'Another owner has to do this.'],
    client_owner_is_the_clients: () => [
      'An agency cannot remove a client’s owner',
      'Only another owner of that client can.',
    ],
    agency_owner_is_the_agencys: () => [
      'The agency’s owner sees every client',
      'Ask the agency to change it.',
    ],
    agency_people_are_the_agencys: () => [
      'The agency closes its own people',
      'You can end the person’s access to your client.',
    ],
    works_for_others_too: () => [
      'This person works for other clients too',
      'You can end the person’s access to your client.',
    ],
    wrong_origin: () => [
      'The request came from another site',
      'Work inside Steward’s own pages; behind a proxy, have the public address checked.',
    ],
  },
})
