INSERT INTO domains (domain) SELECT domain FROM scale.domains;
INSERT INTO domains (domain, target) SELECT domain, target FROM scale.mirrors;
INSERT INTO mailboxes (address, domain, password, home, uid, gid)
SELECT address, domain, '{PLAIN}' || local, '/var/mail/' || domain || '/' || local, 5000, 5000 FROM scale.mailboxes;
INSERT INTO app_passwords (address, label, password, services)
SELECT address, 'phone', '{PLAIN}app', ARRAY['imap'] FROM scale.mailboxes WHERE n % 5 = 0;
INSERT INTO aliases (address, destination) SELECT address, unnest(string_to_array(goto, ',')) FROM scale.aliases;
INSERT INTO aliases (address, destination) SELECT '@' || domain, goto FROM scale.catchalls;
INSERT INTO senders (address, login) SELECT 'shared-' || n || '@' || domain, address FROM scale.mailboxes WHERE n % 5 = 0;
INSERT INTO transports (pattern, transport) SELECT domain, 'lmtp:[10.0.0.1]' FROM scale.domains;
INSERT INTO relay_recipients (address) SELECT 'out-' || address FROM scale.mailboxes WHERE n % 5 = 0;
INSERT INTO bcc (direction, address, bcc) SELECT 'sender', address, 'archive@away.invalid' FROM scale.mailboxes WHERE n % 5 = 0;
INSERT INTO bcc (direction, address, bcc) SELECT 'recipient', '@' || domain, 'archive@away.invalid' FROM scale.domains;
INSERT INTO relayhosts (sender, relayhost, username, password)
SELECT address, '[out-' || n || '.invalid]', 'u', 'p' FROM scale.mailboxes WHERE n % 5 = 0;
