INSERT INTO domain (domain, transport) SELECT domain, 'virtual' FROM scale.domains;
INSERT INTO domain (domain, transport) SELECT domain, 'virtual' FROM scale.mirrors;
INSERT INTO alias_domain (alias_domain, target_domain) SELECT domain, target FROM scale.mirrors;
INSERT INTO mailbox (username, password, maildir, local_part, domain, totp_secret)
SELECT address, '{PLAIN}' || local, domain || '/' || local || '/', local, domain, CASE WHEN n % 100 = 0 THEN 's' END
  FROM scale.mailboxes;
INSERT INTO alias (address, goto, domain) SELECT address, address, domain FROM scale.mailboxes;
INSERT INTO alias (address, goto, domain) SELECT address, goto, domain FROM scale.aliases;
INSERT INTO alias (address, goto, domain) SELECT '@' || domain, goto, domain FROM scale.catchalls;
INSERT INTO mailbox_app_password (username, password_hash) SELECT address, '{PLAIN}app' FROM scale.mailboxes WHERE n % 5 = 0;
INSERT INTO totp_exception_address (ip, username) SELECT '10.0.0.1', address FROM scale.mailboxes WHERE n % 5 = 0;
