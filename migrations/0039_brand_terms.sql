-- Sponsored Brands by search term and by placement, and of both products what buyers new to the brand bought.

alter table brand_ads
  drop constraint brand_ads_report_check,
  add constraint brand_ads_report_check check (report in ('campaign', 'placement', 'targeting', 'search_term')),
  add column search_term text,
  -- top | rest | product_pages | off_amazon, or Amazon's word when new.
  add column placement text,
  -- Of the orders within 14 days of a click or a view, those of buyers without one in the year before; null where the file does not tell.
  add column new_to_brand_orders int,
  add column new_to_brand_sales_micros bigint,
  add column new_to_brand_units int;
