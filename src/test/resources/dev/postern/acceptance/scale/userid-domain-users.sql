INSERT INTO users (userid, domain, password, claimant, description)
SELECT local, domain, '{PLAIN}' || local, 'x', '' FROM scale.mailboxes;
INSERT INTO users (userid, domain, password, claimant, description)
SELECT split_part(address, '@', 1), domain, '{PLAIN}x', 'x', '' FROM scale.aliases;
