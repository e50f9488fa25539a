-- Why a change is wanted, as codes and numbers that screens word: [{code, data}]. Null: a person's own reason stands at the batch.
alter table change add column grounds jsonb;
