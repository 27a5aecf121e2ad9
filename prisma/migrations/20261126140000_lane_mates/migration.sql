-- What the remedies of one lane have claimed as theirs is asked for when one of them looks for its own.
CREATE INDEX remedies_of_lane ON remedies (shop_id, lane) WHERE lane IS NOT NULL;
