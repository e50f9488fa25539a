import { messages } from '#web/words.ts'
import type { QuestionId, SectionId } from '../rules/intake-questions.ts'

// The questionnaire in words: what is asked, why, and the options. A question without words does not compile.

type QuestionWords = {
  readonly label: string
  readonly help?: string
  readonly options?: Readonly<Record<string, string>>
}

type IntakeWords = {
  readonly sections: Readonly<Record<SectionId, readonly [title: string, about: string]>>
  readonly questions: Readonly<Record<QuestionId, QuestionWords>>
}

const zhSkill = { none: '没有', basic: '会一些', strong: '有专人、较成熟' }
const enSkill = { none: 'None', basic: 'Some', strong: 'Strong, with people for it' }

const zh: IntakeWords = {
  sections: {
    goals: ['合作目标', '可以多选；选了什么，后面就问什么。'],
    company: ['公司与站点', '让我们知道您是谁、在卖什么、想去哪里。'],
    range: ['产品与供应', '数量不必精确，估计即可。'],
    skills: ['团队能力', '据此判断哪些事由我们做、哪些由您做。'],
    money: ['预算与数据', '不需要、也请不要填写任何店铺密码。'],
    past: ['过往合作', '踩过的坑，我们先避开。'],
    expectations: ['期望', '用自己的话写就好。'],
  },
  questions: {
    goals: {
      label: '希望达成什么？',
      options: {
        brand_launch: '品牌出海',
        clear_stock: '清库存',
        launch_product: '新品推广',
        profit_repair: '利润修复',
      },
    },
    brandRegistered: {
      label: '商标在目标市场注册了吗？',
      options: { registered: '已注册', filed: '已提交，等待中', none: '还没有' },
    },
    clearUnits: { label: '需要清多少件？' },
    clearAge: {
      label: '大部分库存的库龄？',
      options: {
        under_90: '90 天以内',
        '91_180': '91–180 天',
        '181_365': '181–365 天',
        over_365: '一年以上',
      },
    },
    clearBy: { label: '希望哪天前清完？' },
    launchCount: { label: '要推几款新品？' },
    launchOn: { label: '计划哪天上架？' },
    lossCauses: {
      label: '您认为利润差在哪里？',
      options: {
        ads: '广告太贵',
        returns: '退货多',
        fees: '平台与仓储费用',
        price: '售价太低',
        stock: '断货或积压',
        unknown: '说不清',
      },
    },
    companyName: { label: '公司或品牌名称' },
    companyKind: {
      label: '公司类型',
      options: { brand: '品牌方', factory: '工厂', trader: '贸易商', other: '其他' },
    },
    contactName: { label: '联系人' },
    contactRole: { label: '联系人职务' },
    category: { label: '主营品类', help: '例如：厨房用品、户外灯具' },
    amazonYears: {
      label: '在亚马逊卖了多久？',
      options: { never: '还没开始', under_1: '不到 1 年', '1_to_3': '1–3 年', over_3: '3 年以上' },
    },
    marketplaces: { label: '现在在卖的站点' },
    targetMarketplaces: { label: '想做的站点' },
    channels: {
      label: '其他在卖的渠道',
      options: {
        temu: 'Temu',
        shein: 'SHEIN',
        tiktok: 'TikTok Shop',
        aliexpress: '速卖通',
        walmart: '沃尔玛',
        ebay: 'eBay',
        own_site: '独立站',
        alibaba: '阿里国际站',
        domestic: '国内电商',
        offline: '线下',
      },
    },
    skuCount: { label: '合作涉及多少个 SKU？' },
    listingStyle: {
      label: '上架方式',
      options: { curated: '精品，款少', variants: '同款多变体', mass: '铺货，款多' },
    },
    priceStance: {
      label: '价格定位',
      options: { lowest: '全网最低价', middle: '中等', premium: '中高端' },
    },
    supply: {
      label: '货从哪里来？',
      options: {
        own_factory: '自有工厂',
        steady_supplier: '固定供应商',
        several_suppliers: '多家供应商',
        spot: '现货市场，随买随发',
      },
    },
    leadDays: { label: '下单到可发货要几天？' },
    stockUnits: { label: '现有库存（件）' },
    copySkill: { label: '文案与图片能力', options: zhSkill },
    adsSkill: { label: '亚马逊广告能力', options: zhSkill },
    teamSize: { label: '能配合的人数' },
    monthlySales: { label: '亚马逊月销售额' },
    budget: { label: '每月服务预算', help: '付给代运营的费用，不含广告费。' },
    adBudget: { label: '每月广告预算' },
    costs: {
      label: '成本清楚到什么程度？',
      options: { per_sku: '每个 SKU 都清楚', rough: '大致清楚', unknown: '不清楚' },
    },
    sharesData: {
      label: '愿意共享经营数据吗？',
      help: '授权走亚马逊官方方式，权限逐项可选，随时可撤。',
      options: { all: '愿意，按需授权', reports: '只给报表文件', none: '不愿意' },
    },
    pastAgency: { label: '以前请过代运营吗？' },
    pastTroubles: {
      label: '当时遇到了什么问题？',
      options: {
        no_report: '做了什么说不清',
        ads_waste: '广告花费失控',
        account_risk: '账号出过风险',
        no_growth: '没有增长',
        no_handover: '交接困难、不还权限',
        none: '没有问题',
        other: '其他',
      },
    },
    pastAccess: { label: '他们现在还能进您的店铺吗？' },
    pastNotes: { label: '具体情况' },
    expects: { label: '怎样算合作成功？' },
    expectMonths: { label: '希望几个月见到结果？' },
    reportRhythm: {
      label: '多久汇报一次？',
      options: { weekly: '每周', biweekly: '每两周', monthly: '每月' },
    },
    notes: { label: '还想告诉我们什么？' },
  },
}

const en: IntakeWords = {
  sections: {
    goals: ['What you want', 'Choose one or more; what follows depends on it.'],
    company: ['Company and marketplaces', 'Who you are, what you sell and where you want to go.'],
    range: ['Products and supply', 'An estimate is enough.'],
    skills: ['Your team', 'It tells what is ours to do and what is yours.'],
    money: ['Budget and data', 'No store password is needed; please enter none.'],
    past: ['Earlier agencies', 'What went wrong before is what we avoid first.'],
    expectations: ['Expectations', 'In your own words.'],
  },
  questions: {
    goals: {
      label: 'What shall be achieved?',
      options: {
        brand_launch: 'Launch a brand abroad',
        clear_stock: 'Clear stock',
        launch_product: 'Launch a product',
        profit_repair: 'Repair profit',
      },
    },
    brandRegistered: {
      label: 'Is the trademark registered in the target markets?',
      options: { registered: 'Registered', filed: 'Filed, pending', none: 'Not yet' },
    },
    clearUnits: { label: 'How many units shall be cleared?' },
    clearAge: {
      label: 'How old is most of the stock?',
      options: {
        under_90: 'Under 90 days',
        '91_180': '91–180 days',
        '181_365': '181–365 days',
        over_365: 'Over a year',
      },
    },
    clearBy: { label: 'By which day?' },
    launchCount: { label: 'How many new products?' },
    launchOn: { label: 'On which day shall they be live?' },
    lossCauses: {
      label: 'Where do you think the profit goes?',
      options: {
        ads: 'Advertising costs too much',
        returns: 'Returns',
        fees: 'Amazon’s fees and storage',
        price: 'Prices too low',
        stock: 'Out of stock, or too much of it',
        unknown: 'Hard to say',
      },
    },
    companyName: { label: 'Company or brand' },
    companyKind: {
      label: 'Kind of company',
      options: { brand: 'Brand owner', factory: 'Factory', trader: 'Trader', other: 'Other' },
    },
    contactName: { label: 'Contact' },
    contactRole: { label: 'Contact’s role' },
    category: { label: 'Category', help: 'For example: kitchenware, outdoor lighting' },
    amazonYears: {
      label: 'How long have you sold on Amazon?',
      options: { never: 'Not yet', under_1: 'Under a year', '1_to_3': '1–3 years', over_3: 'Over 3 years' },
    },
    marketplaces: { label: 'Marketplaces you sell in now' },
    targetMarketplaces: { label: 'Marketplaces you want' },
    channels: {
      label: 'Other channels you sell on',
      options: {
        temu: 'Temu',
        shein: 'SHEIN',
        tiktok: 'TikTok Shop',
        aliexpress: 'AliExpress',
        walmart: 'Walmart',
        ebay: 'eBay',
        own_site: 'Own web shop',
        alibaba: 'Alibaba.com',
        domestic: 'Chinese e-commerce',
        offline: 'Offline',
      },
    },
    skuCount: { label: 'How many SKUs is this about?' },
    listingStyle: {
      label: 'How you list',
      options: { curated: 'Few, curated', variants: 'Many variations', mass: 'Mass listing' },
    },
    priceStance: {
      label: 'Price position',
      options: { lowest: 'Lowest anywhere', middle: 'Middle', premium: 'Upper' },
    },
    supply: {
      label: 'Where do the goods come from?',
      options: {
        own_factory: 'Own factory',
        steady_supplier: 'A steady supplier',
        several_suppliers: 'Several suppliers',
        spot: 'Spot market, bought as needed',
      },
    },
    leadDays: { label: 'Days from order to ready to ship' },
    stockUnits: { label: 'Stock now (units)' },
    copySkill: { label: 'Skill in copy and images', options: enSkill },
    adsSkill: { label: 'Skill in Amazon advertising', options: enSkill },
    teamSize: { label: 'People who can take part' },
    monthlySales: { label: 'Monthly sales on Amazon' },
    budget: {
      label: 'Monthly budget for the service',
      help: 'What the agency is paid, without advertising.',
    },
    adBudget: { label: 'Monthly advertising budget' },
    costs: {
      label: 'How well are your costs known?',
      options: { per_sku: 'For each SKU', rough: 'Roughly', unknown: 'Not known' },
    },
    sharesData: {
      label: 'Will you share operating data?',
      help: 'By Amazon’s own consent, right by right, and revocable at any time.',
      options: { all: 'Yes, by consent as needed', reports: 'Report files only', none: 'No' },
    },
    pastAgency: { label: 'Have you worked with an agency before?' },
    pastTroubles: {
      label: 'What went wrong?',
      options: {
        no_report: 'Nobody could say what was done',
        ads_waste: 'Advertising ran out of hand',
        account_risk: 'The account was put at risk',
        no_growth: 'No growth',
        no_handover: 'Hard to leave, access not returned',
        none: 'Nothing',
        other: 'Other',
      },
    },
    pastAccess: { label: 'Can they still get into your store?' },
    pastNotes: { label: 'What happened' },
    expects: { label: 'What would be a success?' },
    expectMonths: { label: 'Within how many months?' },
    reportRhythm: {
      label: 'How often shall we report?',
      options: { weekly: 'Weekly', biweekly: 'Every two weeks', monthly: 'Monthly' },
    },
    notes: { label: 'Anything else?' },
  },
}

export const intakeWords = messages<IntakeWords>({ zh, en })
