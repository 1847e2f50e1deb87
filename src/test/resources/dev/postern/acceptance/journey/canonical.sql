INSERT INTO domains (domain) VALUES ('snorl.ax');
INSERT INTO mailboxes (address, domain, password, home, uid, gid, quota_bytes) VALUES
    ('user@snorl.ax', 'snorl.ax', '{PLAIN}user-pw', '/var/vmail/snorl.ax/user', 5000, 5000, 1048576),
    ('user2@snorl.ax', 'snorl.ax', '{PLAIN}user2-pw', '/var/vmail/snorl.ax/user2', 5000, 5000, NULL);
INSERT INTO aliases (address, destination) VALUES ('kim@snorl.ax', 'user@snorl.ax');
INSERT INTO senders (address, login) VALUES ('kim@snorl.ax', 'user@snorl.ax');
