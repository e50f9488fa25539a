-- Since when a new secret of a registration is awaited from Amazon's queue; null while none is.
alter table amazon_app add column rotation_asked_at timestamptz;
