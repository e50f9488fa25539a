import { refusalWords } from '#web/refusal-words.ts'

/** Why a consent or a registration is refused, and what to do. */
export const accessRefusals = refusalWords({
  zh: {
    no_app: (p) => [
      p['registered'] ? '没有一个应用的角色覆盖所选权限' : '还没有登记这种亚马逊应用',
      p['registered']
        ? '请减少勾选的权限，或请公司负责人为应用申请所需角色。'
        : '请公司负责人先在“亚马逊应用”登记。',
    ],
    not_of_this_api: () => ['所选权限不属于这个接口', '店铺数据与广告需要分别授权。'],
    consent_unknown: () => [
      '这次授权不是从本浏览器发起的，或已失效',
      '请在同一浏览器中从“亚马逊授权”页重新开始。',
    ],
    consent_replayed: () => [
      '这次授权已经使用过',
      '每次授权的返回地址只能使用一次；请查看授权状态，必要时重新开始。',
    ],
    consent_too_old: () => ['授权耗时过长', '从点击授权到返回请在 30 分钟内完成，请重新开始。'],
    code_not_taken: () => ['亚马逊不接受这个授权码', '授权码 5 分钟内有效且只能用一次，请重新授权。'],
    app_secret_wrong: () => ['亚马逊不接受应用的密钥', '请在“亚马逊应用”中核对并更换密钥。'],
    amazon_unreachable: () => ['暂时无法联系亚马逊', '什么都没有改变，请稍后再试。'],
    amazon_denied: (p) => ['亚马逊拒绝了访问', `请确认账号状态与应用角色（${p['code']}）。`],
    region_mixed: () => ['授权的账号不属于这个店铺的区域', '请在亚马逊页面选择与店铺同一区域的卖家账号。'],
    other_seller: (p) => [
      '授权的是另一个卖家账号',
      `这个店铺属于 ${p['wanted']}，收到的是 ${p['came']}。请用正确的账号登录亚马逊后重试。`,
    ],
    no_marketplace: (p) => [
      '这个卖家账号没有店铺所需的站点',
      `店铺需要 ${p['wanted'] ?? '—'}，账号可用 ${p['came'] || '—'}。请检查区域与账号，或修改店铺的站点。`,
    ],
    several_sellers: () => [
      '这个广告用户能看到多个卖家',
      '请先完成该店铺的 SP-API 授权，系统即可认出对应的广告账户。',
    ],
    seller_taken: (p) => ['这个卖家账号已属于另一个店铺', `卖家 ${p['seller']} 已连接到其他客户或店铺。`],
    app_retired: () => ['授权所属的应用已停用', '请重新授权给现有应用。'],
    seller_unknown: (p) => [
      '没有连接过这个卖家',
      `卖家 ${p['seller']}：首次授权请从客户的“亚马逊授权”页开始。`,
    ],
    callback_not_amazon: () => [
      '返回地址不是亚马逊卖家后台',
      '为防止钓鱼，已拒绝跳转。请从亚马逊“管理您的应用”重新进入。',
    ],
    beyond_app: (p) => ['超出应用的角色', `应用没有覆盖：${p['capabilities']}。请重新授权给角色更多的应用。`],
    not_connected: () => ['没有可用的授权', '请先授权或续期。'],
    no_notice_queue: () => [
      '没有接收新密钥的队列',
      '请在服务器上设置 STEWARD_NOTICE_QUEUE（见上线手册），或在亚马逊开发者后台轮换后手工填入。',
    ],
    rotation_needs_store: () => [
      '还没有店铺允许这个应用接收通知',
      '亚马逊只在某个卖家的授权下投递通知：请先让一个店铺授权“接收通知”，或手工填入新密钥。',
    ],
    rotation_waits: () => ['已经申请过，新密钥还没到', '一小时后仍未到达可以再申请一次，也可以手工填入。'],
    app_known: () => ['这个 Client ID 已经登记', '要更换密钥，请在列表中点“更换密钥”。'],
    sandbox_only: () => [
      '沙盒安装不能登记真实应用',
      '真实应用请在另一个数据目录、不设 STEWARD_SANDBOX 的安装中登记。',
    ],
  },
  en: {
    no_app: (p) => [
      p['registered']
        ? 'No application’s roles cover what was chosen'
        : 'No such Amazon application is registered',
      p['registered']
        ? 'Tick fewer rights, or have the roles added to the application.'
        : 'The agency owner registers one under Amazon applications first.',
    ],
    not_of_this_api: () => [
      'That right belongs to the other API',
      'Store data and advertising are consented to separately.',
    ],
    consent_unknown: () => [
      'This consent was not begun in this browser, or it has lapsed',
      'Begin again from Amazon access in the same browser.',
    ],
    consent_replayed: () => [
      'This consent was used already',
      'An answer of Amazon works once; look at the state of the connection and begin again if need be.',
    ],
    consent_too_old: () => [
      'The consent took too long',
      'Finish within 30 minutes of beginning; please begin again.',
    ],
    code_not_taken: () => [
      'Amazon does not accept the code',
      'A code works once and for five minutes; consent again.',
    ],
    app_secret_wrong: () => [
      'Amazon does not accept the application’s secret',
      'Check and replace it under Amazon applications.',
    ],
    amazon_unreachable: () => [
      'Amazon cannot be reached at the moment',
      'Nothing has changed; try again shortly.',
    ],
    amazon_denied: (p) => [
      'Amazon denies access',
      `Check the account and the application’s roles (${p['code']}).`,
    ],
    region_mixed: () => [
      'The account belongs to another region than the store',
      'Choose the selling account of the store’s region on Amazon’s page.',
    ],
    other_seller: (p) => [
      'This is another seller’s account',
      `The store belongs to ${p['wanted']}, the consent came from ${p['came']}. Sign in to Amazon with the right account.`,
    ],
    no_marketplace: (p) => [
      'The account sells in none of the store’s marketplaces',
      `The store wants ${p['wanted'] ?? '—'}, the account has ${p['came'] || '—'}. Check region and account, or change the store.`,
    ],
    several_sellers: () => [
      'This advertising user sees several sellers',
      'Connect the store’s SP-API first; its advertising account is then known.',
    ],
    seller_taken: (p) => [
      'The selling account is another store’s',
      `Seller ${p['seller']} is connected elsewhere already.`,
    ],
    app_retired: () => ['The application of this consent is retired', 'Consent again to one in use.'],
    seller_unknown: (p) => [
      'This seller was never connected',
      `Seller ${p['seller']}: begin the first consent from the client’s Amazon access page.`,
    ],
    callback_not_amazon: () => [
      'The way back is not to Seller Central',
      'It was refused, as a guard against phishing. Come in again from Manage Your Apps.',
    ],
    beyond_app: (p) => [
      'Beyond the application’s roles',
      `Not covered: ${p['capabilities']}. Consent again to an application with more roles.`,
    ],
    not_connected: () => ['No consent is in force', 'Connect or renew first.'],
    no_notice_queue: () => [
      'No queue listens for new secrets',
      'Set STEWARD_NOTICE_QUEUE on the server (see the go-live guide), or rotate in Amazon’s console and enter the secret by hand.',
    ],
    rotation_needs_store: () => [
      'No store lets this application be notified yet',
      'Amazon delivers under a seller’s consent only: let one store grant “receive notifications”, or enter the secret by hand.',
    ],
    rotation_waits: () => [
      'It was asked for already and has not come yet',
      'After an hour it can be asked for again; it can be entered by hand at any time.',
    ],
    app_known: () => [
      'This client id is registered already',
      'To change its secret use Replace secret in the list.',
    ],
    sandbox_only: () => [
      'A sandbox installation takes no real application',
      'Register it in an installation with another data folder and without STEWARD_SANDBOX.',
    ],
  },
})
