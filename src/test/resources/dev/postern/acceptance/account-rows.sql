-- Rows of passdb and userdb queries that an operator may well write.
CREATE TABLE logins (name text, password text, nopassword text, password_noscheme text, renamed text, username text,
                     domain text);
INSERT INTO logins (name, password) VALUES
  ('plain', '{PLAIN}pw'), ('null', NULL), ('several', '{PLAIN}pw'), ('several', '{PLAIN}pw');
INSERT INTO logins (name, password, nopassword) VALUES
  ('any', NULL, 'y'), ('any-n', NULL, 'N'), ('any-empty', '', 'y'), ('any-but-pw', '{PLAIN}pw', 'y');
-- The same password in the default scheme, CRYPT; and a text that only looks like one with a scheme.
INSERT INTO logins (name, password_noscheme) VALUES
  ('noscheme', '$5$rounds=1000$fwAxzloLYIA/SrUJ$279v52qacKGZ1ze5Y1Gq4HJG05lRYBArDMtgkj9gAo3'), ('noscheme-brace', '{PLAIN}pw');
INSERT INTO logins (name, password, renamed, username, domain) VALUES
  ('user', '{PLAIN}pw', 'other@else.test', NULL, NULL),
  ('username', '{PLAIN}pw', NULL, 'other', NULL),
  ('username-at', '{PLAIN}pw', NULL, 'other@else.test', NULL),
  ('domain', '{PLAIN}pw', NULL, NULL, 'else.test'),
  ('username-domain', '{PLAIN}pw', NULL, 'other', 'else.test');

CREATE TABLE mailboxes (address text, n int, home text, uid int, gid int, renamed text, username text, domain text);
INSERT INTO mailboxes VALUES
  ('one@d.test', 1, '/var/mail/one', 5000, 5001, NULL, NULL, NULL),
  ('several@d.test', 1, '/var/mail/first', 5000, 5000, NULL, NULL, NULL),
  ('several@d.test', 2, '/var/mail/second', 5002, 5002, NULL, NULL, NULL),
  ('nulls@d.test', 1, NULL, NULL, NULL, NULL, NULL, NULL),
  ('user@d.test', 1, '/var/mail/user', 5000, 5000, 'other@else.test', NULL, NULL),
  ('username@d.test', 1, '/var/mail/user', 5000, 5000, NULL, 'other', NULL),
  ('domain@d.test', 1, '/var/mail/user', 5000, 5000, NULL, NULL, 'else.test');
GRANT SELECT ON logins, mailboxes TO mailreader;
