INSERT INTO domain (domain) SELECT domain FROM scale.domains;
INSERT INTO alias_domain (alias_domain, target_domain) SELECT domain, target FROM scale.mirrors;
INSERT INTO mailbox (username, password, local_part, domain, attributes)
SELECT address, '{PLAIN}' || local, local, domain, '{"imap_access": "1"}' FROM scale.mailboxes;
INSERT INTO alias (address, goto, domain) SELECT address, address, domain FROM scale.mailboxes;
INSERT INTO alias (address, goto, domain) SELECT address, goto, domain FROM scale.aliases;
INSERT INTO alias (address, goto, domain) SELECT '@' || domain, goto, domain FROM scale.catchalls;
INSERT INTO app_passwd (mailbox, password) SELECT address, '{PLAIN}app' FROM scale.mailboxes WHERE n % 5 = 0;
INSERT INTO sender_acl (logged_in_as, send_as) SELECT address, 'shared-' || address FROM scale.mailboxes WHERE n % 5 = 0;
INSERT INTO spamalias (address, goto, validity) SELECT 'throw-' || address, address, 2000000000 FROM scale.mailboxes WHERE n % 5 = 0;
INSERT INTO transports (destination, nexthop) SELECT 'sub.' || domain, '[10.0.0.1]' FROM scale.domains;
INSERT INTO relayhosts (hostname) SELECT '[out-' || n || '.invalid]:587' FROM scale.domains;
UPDATE domain SET relayhost = (SELECT CAST(min(id) AS text) FROM relayhosts) WHERE domain LIKE 'd%7.example';
INSERT INTO recipient_maps (old_dest, new_dest, active) SELECT 'old-' || address, address, 1 FROM scale.mailboxes WHERE n % 5 = 0;
INSERT INTO tls_policy_override (dest, policy) SELECT 'mx.' || domain, 'encrypt' FROM scale.domains;
