INSERT INTO domain (domain) SELECT domain FROM scale.domains;
INSERT INTO alias_domain (alias_domain, target_domain) SELECT domain, target FROM scale.mirrors;
INSERT INTO mailbox (username, password, domain, maildir, transport)
SELECT address, '{PLAIN}' || local, domain, domain || '/' || local || '/', CASE WHEN n % 5 = 0 THEN 'lmtp:inet:node2' ELSE '' END
  FROM scale.mailboxes;
INSERT INTO forwardings (address, forwarding, domain, is_forwarding) SELECT address, address, domain, 1 FROM scale.mailboxes;
INSERT INTO forwardings (address, forwarding, domain, is_alias)
SELECT address, unnest(string_to_array(goto, ',')), domain, 1 FROM scale.aliases;
INSERT INTO forwardings (address, forwarding, domain) SELECT domain, goto, domain FROM scale.catchalls;
INSERT INTO maillists (address, domain, transport) SELECT 'list-' || address, domain, 'mlmmj:x' FROM scale.mailboxes WHERE n % 5 = 0;
INSERT INTO sender_bcc_user (username, bcc_address) SELECT address, 'archive@away.invalid' FROM scale.mailboxes WHERE n % 5 = 0;
INSERT INTO sender_bcc_domain (domain, bcc_address) SELECT domain, 'archive@away.invalid' FROM scale.domains;
INSERT INTO recipient_bcc_user (username, bcc_address) SELECT address, 'archive@away.invalid' FROM scale.mailboxes WHERE n % 5 = 0;
INSERT INTO recipient_bcc_domain (domain, bcc_address) SELECT domain, 'archive@away.invalid' FROM scale.domains;
INSERT INTO sender_relayhost (account, relayhost) SELECT address, '[out.invalid]' FROM scale.mailboxes WHERE n % 5 = 0;
