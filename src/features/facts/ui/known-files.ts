/** Files that are recognised but not read, by the reader's own names for them. */
const known: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  b2b_opportunities: ['企业购机会', 'B2B product opportunities'],
  bulk_portfolios: ['批量表格：广告组合', 'bulk sheet: portfolios'],
  coupons: ['优惠券效果', 'coupon performance'],
  end_user_data: ['最终用户数据', 'end-user data'],
  ledger_detail: ['库存分类账（明细）', 'inventory ledger, detail'],
  market_basket: ['品牌分析：购物篮', 'Brand Analytics: market basket'],
  mfn_returns: ['自配送退货', 'seller-fulfilled returns'],
  multi_country_inventory: ['多国库存', 'multi-country inventory'],
  page_view_metrics: ['页面浏览指标', 'page view metrics'],
  promotions: ['促销效果', 'promotion performance'],
  purchased_product: ['广告：已购买的商品', 'ads: purchased products'],
  repeat_purchase: ['品牌分析：重复购买', 'Brand Analytics: repeat purchase'],
  reserved_inventory: ['预留库存', 'reserved inventory'],
  restock_recommendations: ['补货建议', 'restock recommendations'],
  search_catalog_performance: ['品牌分析：搜索目录绩效', 'Brand Analytics: search catalogue performance'],
  sponsored_brands_or_display: ['品牌推广或展示型推广：按商品', 'Sponsored Brands or Display by product'],
  stranded_inventory: ['无在售信息的亚马逊库存', 'stranded inventory'],
  vat_transactions: ['增值税交易', 'VAT transactions'],
  vendor_report: ['供应商报告（Vendor）', 'a vendor report'],
  warehouse_table: [
    '数据仓库导出的表，不是亚马逊原始文件',
    'a data warehouse’s table, not Amazon’s own file',
  ],
}

/** What a recognised but unused file is. */
export function knownFileName(id: unknown, index: 0 | 1): string {
  return known[String(id)]?.[index] ?? String(id)
}
