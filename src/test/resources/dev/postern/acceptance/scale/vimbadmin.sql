INSERT INTO domain (id, domain) SELECT 1000 + n, domain FROM scale.domains;
INSERT INTO mailbox (username, password, local_part, active, homedir, maildir, uid, gid, "Domain_id")
SELECT address, '{PLAIN}' || local, local, true, '/srv/' || domain || '/' || local, 'maildir:~', 2000, 2000, 1000 + domain_n
  FROM scale.mailboxes;
INSERT INTO alias (address, goto, "Domain_id") SELECT address, address, 1000 + domain_n FROM scale.mailboxes;
INSERT INTO alias (address, goto, "Domain_id") SELECT address, goto, 1000 + domain_n FROM scale.aliases;
INSERT INTO alias (address, goto, "Domain_id") SELECT '@' || domain, goto, 1000 + n FROM scale.catchalls;
