-- An answer names the mail that it answers by its Message-ID.
CREATE INDEX mails_answered ON mails (shop_id, message_id) WHERE message_id IS NOT NULL AND to_user_id IS NULL;
