-- Search terms are read from the facts themselves (one client, bounded days: tens of milliseconds); keeping this rollup took longer than the
-- load it followed and no query needed it.
drop table term_month;
