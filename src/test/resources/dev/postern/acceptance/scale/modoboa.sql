INSERT INTO transport_transport (id, pattern, service, next_hop)
SELECT 1000 + n, 'sub.' || domain, 'relay', '[10.0.0.1]' FROM scale.domains;
INSERT INTO admin_domain (id, name) SELECT 1000 + n, domain FROM scale.domains;
INSERT INTO admin_domainalias (name, target_id) SELECT domain, 1000 + target_n FROM scale.mirrors;
INSERT INTO core_user (id, username, email, password) SELECT 1000 + n, address, address, '{PLAIN}' || local FROM scale.mailboxes;
INSERT INTO admin_mailbox (id, address, domain_id, user_id) SELECT 1000 + n, local, 1000 + domain_n, 1000 + n FROM scale.mailboxes;
INSERT INTO admin_alias (id, address, domain_id, internal) SELECT 1000 + n, address, 1000 + domain_n, true FROM scale.mailboxes;
INSERT INTO modoboa_admin_aliasrecipient (address, alias_id, r_mailbox_id) SELECT address, 1000 + n, 1000 + n FROM scale.mailboxes;
INSERT INTO admin_alias (id, address, domain_id)
SELECT 100000000 + n, address, 1000 + domain_n FROM scale.aliases
UNION ALL
SELECT 200000000 + n, '@' || domain, 1000 + n FROM scale.catchalls;
INSERT INTO modoboa_admin_aliasrecipient (address, alias_id, r_mailbox_id)
SELECT unnest(string_to_array(goto, ',')), 100000000 + n, 1000 + mailbox_n FROM scale.aliases
UNION ALL
SELECT goto, 200000000 + n, 1000 + mailbox_n FROM scale.catchalls;
INSERT INTO admin_senderaddress (address, mailbox_id) SELECT 'shared-' || address, 1000 + n FROM scale.mailboxes WHERE n % 5 = 0;
